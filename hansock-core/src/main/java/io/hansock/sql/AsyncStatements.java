package io.hansock.sql;

import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link Statements} with futures. A future fails with the exception that the call would throw; what is wrong with the
 * arguments is thrown at once. Futures complete on the callback executor: dependents may block and may call Hansock. Cancelling a
 * future gives its statement up: one that was not sent never is, one that was is stopped on the server if that is still possible.
 */
public interface AsyncStatements {
    /**
     * {@return the rows of {@link Statements#query}}
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<QueryResult> query(String sql, @Nullable Object... parameters);

    /**
     * {@return the result of {@link Statements#update}}
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<UpdateResult> update(String sql, @Nullable Object... parameters);

    /**
     * {@return the results of {@link Statements#execute}}
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<Results> execute(String sql, @Nullable Object... parameters);

    /**
     * {@return the result of {@link Statements#batch}}
     *
     * @param sql one statement
     * @param parameterSets read before this returns
     */
    CompletableFuture<BatchResult> batch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets);

    /**
     * {@return a future of {@link Statements#pipeline}: once it is complete, the answers are there}
     *
     * @param statements adds the statements; called at once, on this thread
     */
    CompletableFuture<@Nullable Void> pipeline(Consumer<? super Pipeline> statements);

    /**
     * The rows of {@link Statements#stream}. The statement runs when a subscriber comes, and for each anew; rows are read from the
     * server only as they are requested. Subscribers are called on the callback executor, one call at a time. Cancelling a subscription
     * gives up the rest of the rows.
     *
     * @param sql one statement that answers rows
     * @param parameters one for each {@code ?}
     * @return the rows
     */
    Flow.Publisher<Row> publish(String sql, @Nullable Object... parameters);
}
