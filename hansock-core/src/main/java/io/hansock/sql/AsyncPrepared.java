package io.hansock.sql;

import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The calls of {@link Prepared} with futures. */
public interface AsyncPrepared extends AutoCloseable {
    /** {@return how many parameters it takes} */
    int parameterCount();

    /**
     * {@return its rows}
     *
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<QueryResult> query(@Nullable Object... parameters);

    /**
     * {@return what it has changed}
     *
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<UpdateResult> update(@Nullable Object... parameters);

    /**
     * {@return all that it answers}
     *
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<Results> execute(@Nullable Object... parameters);

    /**
     * {@return what all sets have changed}
     *
     * @param parameterSets a parameter for each {@code ?} in each
     */
    CompletableFuture<BatchResult> batch(Iterable<? extends List<? extends @Nullable Object>> parameterSets);

    /**
     * {@return its rows while they arrive, as {@link AsyncStatements#publish}}
     *
     * @param parameters one for each {@code ?}
     */
    Flow.Publisher<Row> publish(@Nullable Object... parameters);

    /** Has the server forget it, with the next statement. */
    @Override
    void close();
}
