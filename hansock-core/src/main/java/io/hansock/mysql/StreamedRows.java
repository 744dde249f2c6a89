package io.hansock.mysql;

import io.hansock.sql.RowStream;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.NoSuchElementException;

/** Rows that are read while the server sends them. For one thread. */
final class StreamedRows implements RowStream {
    private final MysqlConnection connection;
    private final RowFeed feed;
    private final long timeoutNanos;
    private final Runnable whenClosed;
    private Rows rows;
    private int next;
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
            rows = connection.call(feed.further(), timeoutNanos).rows();
            next = 0;
            read = true;
        } finally {
            if (!read) {
                close();
            }
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.row(next++);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            whenClosed.run();
        }
    }
}
