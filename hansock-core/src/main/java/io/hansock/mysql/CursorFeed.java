package io.hansock.mysql;

import io.hansock.value.Columns;
import io.hansock.value.Rows;
import org.jspecify.annotations.Nullable;

/** A result that the server keeps and hands out some rows at a time. For the connection's owner. */
final class CursorFeed {
    /** Reads the answer to an execution that asks for a cursor. A server may send all rows at once instead. */
    static final AnswerReader<CursorFeed> READER = new AnswerReader<>() {
        @Override
        public CursorFeed read(ReplyReader reader, @Nullable ServerStatement statement) {
            ResultColumns columns = reader.resultHead(statement);
            if (columns == null || statement == null) {
                reader.update();
                throw NoRows.streamed();
            }
            return new CursorFeed(reader, statement, columns);
        }

        @Override
        public int executionFlags() {
            return Command.READ_ONLY_CURSOR;
        }
    };

    private final ServerStatement statement;

    /** Of the execution: those of the preparation may differ, and a fetch sends none (trap B7). */
    private final RowDecoder decoder;

    private final Columns columns;
    private Rows rows;
    private boolean open;

    private CursorFeed(ReplyReader reader, ServerStatement statement, ResultColumns columns) {
        this.statement = statement;
        this.decoder = new RowDecoder(columns);
        this.columns = columns.columns();
        if (!reader.isCursorOpen()) {
            reader.requireRowsEnd(decoder);
        }
        this.rows = reader.take(decoder);
        this.open = reader.isCursorOpen();
        if (open) {
            statement.uses++;
        }
    }

    Columns columns() {
        return columns;
    }

    /** The rows of the last fetch. */
    Rows rows() {
        return rows;
    }

    /** Whether the server keeps rows that were not fetched. */
    boolean isOpen() {
        return open && !statement.isClosed;
    }

    /** Fetches so many rows. */
    Request<Rows> fetch(int count) {
        return connection ->
                new CommandRun<>(connection, out -> Command.fetch(out, statement.id, count), Expected.FETCH, reader -> {
                    OkPacket end = reader.requireRowsEnd(decoder);
                    rows = reader.take(decoder);
                    if (end.is(ServerStatus.LAST_ROW_SENT)) {
                        released();
                    }
                    return rows;
                });
    }

    /** Has the server drop what was not fetched. */
    Request<Boolean> close() {
        return connection ->
                new CommandRun<>(connection, out -> Command.resetStatement(out, statement.id), Expected.OK, reader -> {
                    released();
                    reader.ok();
                    return true;
                });
    }

    private void released() {
        open = false;
        statement.uses--;
    }
}
