package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.sql.RowStream;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that are fetched from a cursor. For one thread. */
final class CursorRows implements RowStream {
    private static final Logger LOG = LoggerFactory.getLogger(CursorRows.class);

    private final BlockingSessionStatements session;
    private final Leased leased;
    private final CursorFeed feed;
    private final int fetchRows;
    private Rows rows;
    private int next;
    private boolean closed;

    CursorRows(BlockingSessionStatements session, Leased leased, CursorFeed feed, int fetchRows) {
        this.session = session;
        this.leased = leased;
        this.feed = feed;
        this.fetchRows = fetchRows;
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
                closed = true;
            } else {
                rows = session.ask(feed.fetch(fetchRows));
                next = 0;
            }
        }
        return !closed;
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
        if (closed) {
            return;
        }
        closed = true;
        // also behind the end of the transaction that it was opened in
        if (feed.isOpen() && leased.isSound()) {
            try {
                leased.connection().call(feed.close(), session.timeoutNanos());
            } catch (HansockException e) {
                LOG.debug("a cursor could not be closed", e);
            }
        }
    }
}
