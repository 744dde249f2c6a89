package io.hansock.mysql;

import io.hansock.sql.RowStream;
import io.hansock.value.Columns;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows that are read while the server sends them. For one thread. */
final class StreamedRows implements RowStream {
    private final MysqlConnection connection;
    private final RowFeed feed;
    private final long timeoutNanos;
    private final Runnable whenClosed;
    private Rows rows;
    private int next;

    /** A row of the present piece is in somebody's hands, who may keep it. */
    private boolean handedOut;

    private boolean closed;

    /**
     * Creates one.
     *
     * @param whenClosed run once, whatever is left of the feed
     */
    StreamedRows(MysqlConnection connection, RowFeed feed, long timeoutNanos, Runnable whenClosed) {
        this.connection = connection;
        this.feed = feed;
        this.timeoutNanos = timeoutNanos;
        this.whenClosed = whenClosed;
        this.rows = feed.rows();
    }

    @Override
    public Columns columns() {
        return feed.columns();
    }

    @Override
    public boolean hasNext() {
        while (!closed && next == rows.size()) {
            if (feed.hasEnded()) {
                close();
            } else {
                readOn();
            }
        }
        return !closed;
    }

    private void readOn() {
        boolean read = false;
        try {
            Request<RowFeed> further = handedOut ? feed.further() : feed.furtherInPlace();
            rows = connection.call(further, timeoutNanos).rows();
            next = 0;
            handedOut = false;
            read = true;
        } finally {
            if (!read) {
                close();
            }
        }
    }

    @Override
    public Row next() {
        Row row = nextRow();
        handedOut = true;
        return row;
    }

    private Row nextRow() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.row(next++);
    }

    /** A record keeps nothing of its row, so the next piece can take the place of the present one. */
    @Override
    public <R extends Record> Stream<R> as(Class<R> type) {
        RecordMapper<R> mapper = RecordMapper.of(type);
        Iterator<R> records = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return StreamedRows.this.hasNext();
            }

            @Override
            public R next() {
                // here and not in the stream: that may read ahead before it maps
                return mapper.map(nextRow());
            }
        };
        Spliterator<R> inOrder = Spliterators.spliteratorUnknownSize(
                records, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(inOrder, false).onClose(this::close);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            whenClosed.run();
        }
    }
}
