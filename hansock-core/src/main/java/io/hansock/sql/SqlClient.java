package io.hansock.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on one server, over a bounded pool of connections. Made once by {@code SqlClientBuilder}, shared by all threads, closed at
 * the end; connections are made when they are needed.
 *
 * <pre>{@code
 * List<Top> top = sql.query("select name, views from users where age > ? order by views desc limit 10", 30).list(Top.class);
 * long id = sql.update("insert into users (name) values (?)", "ann").generatedKey();
 * }</pre>
 *
 * <p>Two statements of a client may run on two connections. What belongs together goes into a {@link #transaction} or over a
 * {@linkplain #lease leased session}. Safe for any thread; virtual threads, too.
 */
public interface SqlClient extends Statements, AutoCloseable {
    /**
     * Runs a transaction on a connection of its own: committed when {@code body} returns, undone when it throws.
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

    /**
     * Takes a connection out of the pool, waiting for one in turn if all are out.
     *
     * @return to be closed, which gives it back
     * @throws io.hansock.DeadlineException if none came back within the request timeout
     */
    SqlSession lease();

    /**
     * {@return the same client with another request timeout: a light view of it, which ends with it}
     *
     * @param timeout more than zero
     */
    SqlClient withTimeout(Duration timeout);

    /** {@return the same client with futures instead of blocking calls} */
    AsyncSqlClient async();

    /** Lets what is under way end, for a few seconds, then closes all connections. */
    @Override
    void close();
}
