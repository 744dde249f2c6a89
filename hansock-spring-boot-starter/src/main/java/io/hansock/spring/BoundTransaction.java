package io.hansock.spring;

import io.hansock.ConfigurationException;
import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.sql.SqlSession;
import io.hansock.sql.Statements;
import io.hansock.sql.TransactionOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction of Spring's, bound to the thread that runs it. It begins on the server of its first statement, and ends there: a
 * statement for another server is refused. For that thread alone.
 */
final class BoundTransaction {
    /** What its end has at least, however little of its time is left: to be cut off there would leave the outcome unknown. */
    private static final Duration LEAST_FOR_THE_END = Duration.ofSeconds(1);

    private final TransactionOptions options;
    private final @Nullable Long deadlineNanos;
    private @Nullable SqlSession session;
    private @Nullable String server;
    private @Nullable HansockException undoneBy;
    private boolean broken;
    private int savepoints;

    /** Those that the server still has: they end with the transaction that they were set in. */
    private final Set<String> standing = new HashSet<>();

    private boolean rollbackOnly;
    private boolean ended;

    /** Sends nothing; {@code timeout} is null for none but that of each statement. */
    BoundTransaction(TransactionOptions options, @Nullable Duration timeout) {
        this.options = options;
        this.deadlineNanos = timeout == null ? null : System.nanoTime() + timeout.toNanos();
    }

    /** The one of the calling thread for that client, of which it may be a view; null if there is none, or it has ended. */
    static @Nullable BoundTransaction active(Hansock hansock) {
        BoundTransaction bound = bound(hansock);
        return bound == null || bound.ended ? null : bound;
    }

    /** Whether the calling thread has one whose commit or rollback was tried. Until Spring lets go of it, it is told of that, and may do more. */
    static boolean hasEnded(Hansock hansock) {
        BoundTransaction bound = bound(hansock);
        return bound != null && bound.ended;
    }

    private static @Nullable BoundTransaction bound(Hansock hansock) {
        return (BoundTransaction) TransactionSynchronizationManager.getResource(hansock.origin());
    }

    /** What runs the next statement in it; the transaction begins with the first. */
    Statements next(Hansock hansock, String wanted) {
        requireNotEnded();
        requireNotUndone();
        if (session != null && !wanted.equals(server)) {
            throw new IllegalTransactionStateException("the transaction is on server " + server
                    + ", and this statement for server " + wanted + "; there are no transactions over several servers");
        }
        Duration time = timeFor(hansock);
        SqlSession present = session == null ? begin(hansock, wanted, time) : session.withTimeout(time);
        goOn(present);
        return present;
    }

    /** Its statements may have been kept by somebody; nobody would end what they begin now. */
    private void requireNotEnded() {
        if (ended) {
            throw new IllegalTransactionStateException("the transaction has ended, and nothing more is done in it");
        }
    }

    private void requireNotUndone() {
        if (undoneBy != null) {
            throw new IllegalTransactionStateException(
                    "the transaction is undone already, and nothing more is done in it: " + undoneBy.getMessage(),
                    undoneBy);
        }
    }

    /** What commits by itself, such as CREATE TABLE, is followed by another transaction, as it is without autocommit. */
    private void goOn(SqlSession present) {
        if (!present.inTransaction()) {
            start(present);
        }
    }

    private SqlSession begin(Hansock hansock, String wanted, Duration time) {
        SqlSession leased = hansock.sql().on(wanted).withTimeout(time).lease();
        try {
            start(leased);
        } catch (RuntimeException | Error e) {
            leased.close();
            throw e;
        }
        session = leased;
        server = wanted;
        return leased;
    }

    private void start(SqlSession present) {
        standing.clear();
        options.begin().forEach(present::update);
    }

    /** Of the transaction's own time, each statement has what is left; without one, what the client gives it. */
    private Duration timeFor(Hansock hansock) {
        if (deadlineNanos == null) {
            return hansock.requestTimeout();
        }
        Duration left = left(deadlineNanos);
        if (left.isZero() || left.isNegative()) {
            rollbackOnly = true;
            throw new TransactionTimedOutException("the transaction has run out of time");
        }
        return left;
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }

    /** Is told of each failure of a statement: whether that has undone the transaction decides whether there is anything to go on with. */
    void failed(HansockException failure) {
        SqlSession present = session;
        if (present != null && undoneBy == null && hasUndone(present, failure)) {
            undoneBy = failure;
            rollbackOnly = true;
        }
    }

    private boolean hasUndone(SqlSession present, HansockException failure) {
        if (failure instanceof ServerException refusal) {
            return !refusal.kind().undoesStatementAlone() && !isStillOpen(present);
        }
        // of these nothing was sent, or the answer is there
        broken = !(failure instanceof ResultException
                || failure instanceof RefusedException
                || failure instanceof ConfigurationException);
        return broken;
    }

    private boolean isStillOpen(SqlSession present) {
        try {
            present.ping();
            return present.inTransaction() && present.undoneBy().isEmpty();
        } catch (HansockException gone) {
            broken = true;
            return false;
        }
    }

    /** Gives the connection back too, which those may want who are told of the commit. */
    void commit() {
        ended = true;
        say("commit");
        release();
    }

    /** Undoes what was done. Where a commit was refused, it is that that has ended it. */
    void rollback() {
        ended = true;
        undo();
        release();
    }

    /**
     * Where a connection has broken the server has done so. Where it has done so by itself it has to be told all the same: it takes the next
     * statement for the beginning of another transaction.
     */
    private void undo() {
        if (!broken) {
            say("rollback");
        }
    }

    private void say(String words) {
        SqlSession present = session;
        if (present != null) {
            timed(present).update(words);
        }
    }

    private SqlSession timed(SqlSession present) {
        if (deadlineNanos == null) {
            return present;
        }
        Duration left = left(deadlineNanos);
        return present.withTimeout(left.compareTo(LEAST_FOR_THE_END) < 0 ? LEAST_FOR_THE_END : left);
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
        requireNotUndone();
        SqlSession present = session;
        if (present == null) {
            return "";
        }
        goOn(timed(present));
        String name = "hansock_" + ++savepoints;
        say("savepoint " + name);
        standing.add(name);
        return name;
    }

    /** Goes back to it. With a transaction that was undone as a whole its savepoints are gone: that stays so. */
    void rollbackTo(String savepoint) {
        if (undoneBy != null) {
            return;
        }
        if (savepoint.isEmpty()) {
            undo();
            release();
        } else {
            say("rollback to savepoint " + savepoint);
        }
        rollbackOnly = false;
    }

    /** Lets go of it, if it is still there. */
    void forget(String savepoint) {
        SqlSession present = session;
        if (present != null && undoneBy == null && present.inTransaction() && standing.remove(savepoint)) {
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
