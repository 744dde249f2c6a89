package io.hansock.sql;

/**
 * Statements that the server carries out all or not at all. Handed to the body of {@link SqlClient#transaction}: it is committed
 * when the body returns, and undone if it throws. Where the server itself undoes it, at a deadlock, it takes no more statements ({@link
 * IllegalStateException}) and ends with that {@link io.hansock.ServerException}, also if the body has caught it. For the thread that runs the
 * body, until it returns.
 */
public interface Transaction extends SessionStatements {
    /** {@return a point to which this transaction can go back from here} */
    Savepoint savepoint();

    /** Has the transaction undone when the body returns, whatever that returns. */
    void rollbackOnly();
}
