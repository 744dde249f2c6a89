package io.hansock.sql;

import io.hansock.value.RowMapper;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query of every server, and how its results become one: those of the first server, in the order in which they are configured, then those
 * of the next; or merged. It runs anew each time that rows are asked for. Immutable, safe for any thread.
 *
 * <p>A server that does not answer, or refuses, fails the call: the exception has its name.
 */
public interface AllServersQuery {
    /**
     * {@return the rows of all servers as records; unmodifiable} All servers are asked at the same time, and have the request timeout
     * together. Each server's rows are in memory at once.
     *
     * @param <R> the record
     * @param type its class
     */
    <R extends Record> List<R> list(Class<R> type);

    /**
     * {@return what the mapper makes of the rows of all servers; unmodifiable} As {@link #list(Class)}.
     *
     * @param <T> what a row becomes
     * @param mapper called once a row
     */
    <T> List<T> list(RowMapper<? extends T> mapper);

    /**
     * {@return the rows of all servers as records, read while they arrive} A server is asked when those before it have nothing more, so that
     * one connection is in use at a time; rows that are not asked for stay on it. Each reading has the request timeout anew.
     *
     * @param <R> the record
     * @param type its class; close the stream, also before its end
     */
    <R extends Record> Stream<R> stream(Class<R> type);

    /**
     * {@return what the mapper makes of the rows, read while they arrive} As {@link #stream(Class)}.
     *
     * @param <T> what a row becomes
     * @param mapper called once a row; the row keeps some of those that arrived with it in memory
     */
    <T> Stream<T> stream(RowMapper<? extends T> mapper);

    /**
     * {@return this query with the servers' rows merged}
     *
     * @param <T> what rows become
     * @param order the order in which each server answers, by an {@code order by} of the query
     */
    <T> MergedQuery<T> mergedBy(Comparator<? super T> order);

    /** {@return the same query with futures instead of blocking calls} */
    AsyncAllServersQuery async();
}
