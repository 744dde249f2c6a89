package io.hansock.mysql;

/**
 * Something that can be asked on any connection: its arguments are checked, its bytes depend on the connection.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Request<T> {
    /** The conversation that asks it on {@code connection}; for the connection's owner. */
    Conversation<T> on(MysqlConnection connection);

    /** Whether it says COMMIT or ROLLBACK for Hansock itself, which it does whatever the server has undone. */
    default boolean endsTransaction() {
        return false;
    }

    /** Whether it can be asked a second time, if nothing of it was sent the first time. */
    default boolean isRepeatable() {
        return true;
    }
}
