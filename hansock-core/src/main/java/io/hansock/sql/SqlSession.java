package io.hansock.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one caller has for itself until it is closed. Closing gives it back: what is left of a transaction is undone, and
 * what the session has changed of itself (variables, temporary tables, the database) is reset. For one thread at a time.
 */
public interface SqlSession extends SessionStatements, SessionFacts, AutoCloseable {
    /**
     * Runs a transaction: committed when {@code body} returns, undone when it throws.
     *
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @param options how it begins
     * @param body the statements
     * @return what the body returns
     * @throws X what the body throws
     */
    <T extends @Nullable Object, X extends Exception> T transaction(
            TransactionOptions options, TransactionBody<T, X> body) throws X;

    /**
     * As {@link #transaction(TransactionOptions, TransactionBody)} with the defaults.
     *
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @param body the statements
     * @return what the body returns
     * @throws X what the body throws
     */
    default <T extends @Nullable Object, X extends Exception> T transaction(TransactionBody<T, X> body) throws X {
        return transaction(TransactionOptions.DEFAULTS, body);
    }

    /** Asks the server whether it is there. */
    void ping();

    /**
     * Makes another database the one that names without one mean.
     *
     * @param name the database
     */
    void useDatabase(String name);

    /** Makes the session as it was when it was leased; prepared statements go, too. */
    void reset();

    /**
     * Logs in as another user on the same connection, which is reset by that. Once it goes back, it is closed.
     *
     * @param login the account; what it asks for beside is what this connection has agreed on already
     */
    void changeUser(LoginSettings login);

    /**
     * Allows several statements in one text, or no longer. Only {@link #execute} takes their results.
     *
     * @param allowed whether to
     */
    void multiStatements(boolean allowed);

    /** {@return the server's own line of statistics} */
    String statistics();

    /**
     * {@return the same session with another request timeout}
     *
     * @param timeout more than zero
     */
    SqlSession withTimeout(Duration timeout);

    /** {@return the same session with futures instead of blocking calls; while those are under way, blocking calls are refused} */
    AsyncSession async();

    /** Gives the connection back. Does nothing the second time. */
    @Override
    void close();
}
