package io.hansock.sql;

import io.hansock.ResultException;
import io.hansock.value.Columns;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import io.hansock.value.Rows;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows that a statement answers, all of them in memory. Immutable, safe to share between threads. */
public final class QueryResult implements SqlResult, Iterable<Row> {
    private final Rows rows;
    private final int warnings;

    /**
     * Creates one.
     *
     * @param rows the rows
     * @param warnings how many warnings the server has about the statement
     */
    public QueryResult(Rows rows, int warnings) {
        this.rows = rows;
        this.warnings = warnings;
    }

    /** {@return the rows as they came} */
    public Rows rows() {
        return rows;
    }

    /** {@return the columns of each row} */
    public Columns columns() {
        return rows.columns();
    }

    /** {@return how many rows there are} */
    public int size() {
        return rows.size();
    }

    /** {@return whether there is no row} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public int warnings() {
        return warnings;
    }

    /**
     * {@return the rows as records, in order; unmodifiable}
     *
     * @param <R> the record
     * @param type its class; see {@link RecordMapper}
     */
    public <R extends Record> List<R> list(Class<R> type) {
        return rows.map(RecordMapper.of(type));
    }

    /**
     * {@return what the mapper makes of each row, in order; unmodifiable}
     *
     * @param <T> what a row becomes
     * @param mapper called once a row
     */
    public <T> List<T> list(RowMapper<? extends T> mapper) {
        return rows.map(mapper);
    }

    /**
     * {@return the only row as a record, or empty if there is none}
     *
     * @param <R> the record
     * @param type its class
     * @throws ResultException {@link ResultException.Kind#TOO_MANY_ROWS} if there are several
     */
    public <R extends Record> Optional<R> one(Class<R> type) {
        return one(RecordMapper.of(type));
    }

    /**
     * {@return what the mapper makes of the only row, or empty if there is none}
     *
     * @param <T> what a row becomes
     * @param mapper called if there is a row
     * @throws ResultException {@link ResultException.Kind#TOO_MANY_ROWS} if there are several
     */
    public <T> Optional<T> one(RowMapper<? extends T> mapper) {
        if (rows.size() > 1) {
            throw new ResultException(
                    ResultException.Kind.TOO_MANY_ROWS, rows.size() + " rows where at most one was asked for");
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(mapper.map(rows.row(0)));
    }

    /**
     * {@return the first cell of the only row; empty if there is no row or the cell is NULL}
     *
     * @param <T> what the cell becomes
     * @param type as in {@link Row#get(int, Class)}
     * @throws ResultException {@link ResultException.Kind#TOO_MANY_ROWS} if there are several
     */
    public <T> Optional<T> value(Class<T> type) {
        Optional<Row> row = one(only -> only);
        return row.map(only -> only.get(1, type));
    }

    /** {@return the rows in order} */
    public Stream<Row> stream() {
        return rows.stream();
    }

    @Override
    public Iterator<Row> iterator() {
        return rows.iterator();
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return rows.toString();
    }
}
