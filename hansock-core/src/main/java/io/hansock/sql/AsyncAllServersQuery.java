package io.hansock.sql;

import io.hansock.value.RowMapper;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of {@link AllServersQuery} with futures, which complete on the callback executor. Cancelling one gives the statements up, as far as
 * that is still possible. Immutable, safe for any thread.
 */
public interface AsyncAllServersQuery {
    /**
     * {@return the rows of {@link AllServersQuery#list(Class)}}
     *
     * @param <R> the record
     * @param type its class
     */
    <R extends Record> CompletableFuture<List<R>> list(Class<R> type);

    /**
     * {@return the rows of {@link AllServersQuery#list(RowMapper)}}
     *
     * @param <T> what a row becomes
     * @param mapper called once a row, on the callback executor
     */
    <T> CompletableFuture<List<T>> list(RowMapper<? extends T> mapper);

    /**
     * {@return what the mapper makes of the rows, merged as by {@link AllServersQuery#mergedBy}}
     *
     * @param <T> what a row becomes
     * @param order the order in which each server answers
     * @param mapper called once a row, on the callback executor
     */
    <T> CompletableFuture<List<T>> merged(Comparator<? super T> order, RowMapper<? extends T> mapper);
}
