package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.sql.Savepoint;
import io.hansock.sql.Transaction;
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import org.jspecify.annotations.Nullable;

/** A transaction while its body runs. For the thread that runs it. */
public final class RunningTransaction extends BlockingSessionStatements implements Transaction {
    private final Leased leased;
    private final long timeoutNanos;
    private boolean rollbackOnly;
    private boolean ended;
    private int savepoints;

    private RunningTransaction(Leased leased, long timeoutNanos) {
        this.leased = leased;
        this.timeoutNanos = timeoutNanos;
    }

    /** Runs {@code body} in a transaction, which ends with it. */
    public static <T extends @Nullable Object, X extends Exception> T run(
            Leased leased, long timeoutNanos, TransactionOptions options, TransactionBody<T, X> body) throws X {
        RunningTransaction transaction = new RunningTransaction(leased, timeoutNanos);
        transaction.begin(options);
        T result;
        try {
            result = body.run(transaction);
        } catch (Throwable e) {
            transaction.undo(e);
            throw e;
        }
        transaction.finish();
        return result;
    }

    private void begin(TransactionOptions options) {
        TransactionWords.begin(options).forEach(this::ask);
    }

    private void finish() {
        ended = true;
        try {
            end(rollbackOnly ? TransactionWords.rollback() : Settled.commit());
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(Throwable because) {
        ended = true;
        MysqlConnection connection = leased.connection();
        if (!connection.isSound()) {
            // whoever takes the connection back ends what is left of it; until then no statement is to be part of that
            connection.health().leavesBehind();
            return;
        }
        try {
            end(TransactionWords.rollback());
        } catch (HansockException e) {
            because.addSuppressed(e);
        }
    }

    private void end(Request<Boolean> words) {
        MysqlConnection connection = leased.connection();
        connection.call(words, timeoutNanos);
        if (!connection.state().isAutocommit()) {
            switchAutocommitOn(connection);
        }
    }

    private void switchAutocommitOn(MysqlConnection connection) {
        try {
            connection.call(TransactionWords.autocommitOn(), timeoutNanos);
        } catch (RuntimeException e) {
            TransactionWords.noteAutocommitOff(connection.server(), e);
        }
    }

    @Override
    Leased leased() {
        return TransactionWords.goingOn(leased, ended);
    }

    @Override
    long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public Savepoint savepoint() {
        String name = "hansock_" + ++savepoints;
        ask(SessionCommands.say("savepoint " + name));
        return new Savepoint() {
            @Override
            public void rollback() {
                ask(SessionCommands.say("rollback to savepoint " + name));
            }

            @Override
            public void release() {
                ask(SessionCommands.say("release savepoint " + name));
            }
        };
    }

    @Override
    public void rollbackOnly() {
        rollbackOnly = true;
    }
}
