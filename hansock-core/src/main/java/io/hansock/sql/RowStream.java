package io.hansock.sql;

import io.hansock.value.Columns;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows that are read while they arrive. May be abandoned at any row: {@link #close} makes the connection usable again, by reading
 * away what little is left, or else by having the server stop. For one thread. Every method that reads may throw a
 * {@link io.hansock.HansockException}; each reading has the request timeout anew.
 */
public interface RowStream extends Iterator<Row>, AutoCloseable {
    /** {@return the columns of each row} */
    Columns columns();

    /** {@return whether there is another row; it waits until that is known} */
    @Override
    boolean hasNext();

    /**
     * {@return the next row, which keeps some of those that arrived with it in memory: take what is needed}
     *
     * @throws NoSuchElementException behind the last row
     */
    @Override
    Row next();

    /** Gives up what was not read, and returns the connection. Does nothing the second time. */
    @Override
    void close();

    /**
     * {@return the rows as records, in order; closing it closes this}
     *
     * @param <R> the record
     * @param type its class
     */
    default <R extends Record> Stream<R> as(Class<R> type) {
        return map(RecordMapper.of(type));
    }

    /**
     * {@return what the mapper makes of each row, in order; closing it closes this}
     *
     * @param <T> what a row becomes
     * @param mapper called once a row
     */
    default <T> Stream<T> map(RowMapper<? extends T> mapper) {
        Spliterator<Row> rows = Spliterators.spliteratorUnknownSize(
                this, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        Stream<T> mapped = StreamSupport.stream(rows, false).map(mapper::map);
        return mapped.onClose(this::close);
    }
}
