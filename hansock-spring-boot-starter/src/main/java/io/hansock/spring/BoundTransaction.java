package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.sql.Isolation;
import io.hansock.sql.SqlSession;
import io.hansock.sql.Statements;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction of Spring's, bound to the thread that runs it. It begins on the server of its first statement, and ends there: a
 * statement for another server is refused. For that thread alone.
 */
final class BoundTransaction {
    private final Hansock hansock;
    private final @Nullable Isolation isolation;
    private final boolean readOnly;
    private final @Nullable Long deadlineNanos;
    private @Nullable SqlSession session;
    private @Nullable String server;
    private int savepoints;
    private boolean rollbackOnly;

    /** Sends nothing; {@code timeout} is null for none but that of each statement. */
    BoundTransaction(Hansock hansock, @Nullable Isolation isolation, boolean readOnly, @Nullable Duration timeout) {
        this.hansock = hansock;
        this.isolation = isolation;
        this.readOnly = readOnly;
        this.deadlineNanos = timeout == null ? null : System.nanoTime() + timeout.toNanos();
    }

    /** The one of the calling thread for that client; null if there is none. */
    static @Nullable BoundTransaction active(Hansock hansock) {
        return (BoundTransaction) TransactionSynchronizationManager.getResource(hansock);
    }

    /** What runs statements in it; it begins with the first. */
    Statements statements(String wanted) {
        SqlSession present = session;
        if (present == null) {
            present = begin(wanted);
        } else if (!wanted.equals(server)) {
            throw new IllegalTransactionStateException("the transaction is on server " + server
                    + ", and this statement for server " + wanted + "; there are no transactions over several servers");
        }
        return inTime(present);
    }

    private SqlSession begin(String wanted) {
        SqlSession leased = hansock.sql().on(wanted).lease();
        session = leased;
        server = wanted;
        SqlSession timed = inTime(leased);
        if (isolation != null) {
            timed.update("set transaction isolation level " + isolation.sql());
        }
        timed.update(readOnly ? "start transaction read only" : "start transaction");
        return leased;
    }

    /** Of the transaction's own time, each statement has what is left. */
    private SqlSession inTime(SqlSession present) {
        if (deadlineNanos == null) {
            return present;
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            rollbackOnly = true;
            throw new TransactionTimedOutException("the transaction has run out of time");
        }
        return present.withTimeout(Duration.ofNanos(left));
    }

    void commit() {
        say("commit");
    }

    void rollback() {
        say("rollback");
    }

    private void say(String word) {
        SqlSession present = session;
        if (present != null) {
            present.update(word);
        }
    }

    /** Gives the connection back; what is open on it is undone. */
    void release() {
        SqlSession present = session;
        session = null;
        server = null;
        if (present != null) {
            present.close();
        }
    }

    /** A point to return to; of a transaction in which nothing was said yet, its beginning. */
    String savepoint() {
        if (session == null) {
            return "";
        }
        String name = "hansock_" + ++savepoints;
        say("savepoint " + name);
        return name;
    }

    void rollbackTo(String savepoint) {
        if (savepoint.isEmpty()) {
            rollback();
            release();
        } else {
            say("rollback to savepoint " + savepoint);
        }
        rollbackOnly = false;
    }

    void forget(String savepoint) {
        if (!savepoint.isEmpty()) {
            say("release savepoint " + savepoint);
        }
    }

    void setRollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }
}
