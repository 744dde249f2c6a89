package io.hansock.sql;

import io.hansock.value.RowMapper;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query of every server whose results are merged by a comparator; equal rows come in the order in which the servers are configured. A server
 * whose rows are not in that order is a {@link io.hansock.ResultException} of kind {@code UNORDERED}: for text, the query's collation and
 * the comparator have to agree. Immutable, safe for any thread.
 *
 * @param <T> what rows become
 */
public interface MergedQuery<T> {
    /**
     * {@return the merged rows as records; unmodifiable} All servers are asked at the same time, and have the request timeout together.
     *
     * @param type the record's class
     * @throws IllegalArgumentException if it is none
     */
    List<T> list(Class<T> type);

    /**
     * {@return what the mapper makes of the rows, merged; unmodifiable}
     *
     * @param mapper called once a row
     */
    List<T> list(RowMapper<? extends T> mapper);

    /**
     * {@return the merged rows as records, read while they arrive} All servers are asked at the same time, each on a connection that is in use until
     * its rows are at their end; some kilobytes of each are in memory, and the rest stays there. Each reading has the request timeout anew.
     * A server of which nothing is wanted for {@code net_write_timeout} (60 s) hangs up.
     *
     * @param type the record's class; close the stream, also before its end
     * @throws IllegalArgumentException if it is none
     */
    Stream<T> stream(Class<T> type);

    /**
     * {@return what the mapper makes of the rows, merged, read while they arrive} As {@link #stream(Class)}.
     *
     * @param mapper called once a row; the row keeps some of those that arrived with it in memory
     */
    Stream<T> stream(RowMapper<? extends T> mapper);
}
