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
    private final CursorFeed feed;
    private final int fetchRows;
    private Rows rows;
    private int next;
    private boolean closed;

    CursorRows(BlockingSessionStatements session, CursorFeed feed, int fetchRows) {
        this.session = session;
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
            if (feed.isOpen()) {
                rows = session.ask(feed.fetch(fetchRows));
                next = 0;
            } else {
                closed = true;
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
        if (feed.isOpen() && session.leased().connection().isSound()) {
            try {
                session.ask(feed.close());
            } catch (HansockException e) {
                LOG.debug("a cursor could not be closed", e);
            }
        }
    }
}
