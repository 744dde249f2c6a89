package io.hansock.mysql;

import io.hansock.value.Columns;
import io.hansock.value.Rows;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A result that the server keeps and hands out some rows at a time. For the connection's owner. */
final class CursorFeed {
    /** Reads the answer to an execution that asks for a cursor. A server may send all rows at once instead. */
    static final AnswerReader<CursorFeed> READER = new Opening(opened -> {});

    /** Tells of the cursor as soon as there is one, also if nobody waits for it any more. */
    record Opening(Consumer<? super CursorFeed> told) implements AnswerReader<CursorFeed> {
        @Override
        public CursorFeed read(ReplyReader reader, @Nullable ServerStatement statement) {
            ResultColumns columns = reader.resultHead(statement);
            if (columns == null || statement == null) {
                reader.update();
                throw NoRows.streamed();
            }
            CursorFeed opened = new CursorFeed(reader, statement, columns);
            told.accept(opened);
            return opened;
        }

        @Override
        public int executionFlags() {
            return Command.READ_ONLY_CURSOR;
        }
    }

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
        statement.hasCursor = open;
    }

    /** Refuses numbers of rows that cannot be fetched at a time. */
    static void requireCount(int fetchRows) {
        if (fetchRows < 1) {
            throw new IllegalArgumentException("a cursor fetches at least one row at a time");
        }
    }

    Columns columns() {
        return columns;
    }

    /** The rows of the last fetch. */
    Rows rows() {
        return rows;
    }

    /** Whether all rows were fetched. */
    boolean hasEnded() {
        return !open;
    }

    /** Whether the server keeps rows that were not fetched: a reset of the session drops them. */
    boolean isOpen() {
        return open && !statement.isClosed;
    }

    /** Fetches so many rows; refused where they are lost. */
    Request<Rows> fetch(int count) {
        return connection -> {
            if (!isOpen()) {
                throw new IllegalStateException("the session was reset, and its cursors went with that");
            }
            return new CommandRun<>(
                    connection, out -> Command.fetch(out, statement.id, count), Expected.FETCH, reader -> {
                        OkPacket end = reader.requireRowsEnd(decoder);
                        rows = reader.take(decoder);
                        if (end.is(ServerStatus.LAST_ROW_SENT)) {
                            ended(connection);
                        }
                        return rows;
                    });
        };
    }

    /** Has the server drop what was not fetched. A ping goes where there is nothing to drop. */
    Request<Boolean> close() {
        return connection -> {
            if (!isOpen()) {
                return SessionCommands.ping().on(connection);
            }
            return new CommandRun<>(
                    connection, out -> Command.resetStatement(out, statement.id), Expected.OK, reader -> {
                        ended(connection);
                        reader.ok();
                        return true;
                    });
        };
    }

    private void ended(MysqlConnection connection) {
        open = false;
        statement.hasCursor = false;
        connection.statements().cursorEnded(statement);
    }
}
