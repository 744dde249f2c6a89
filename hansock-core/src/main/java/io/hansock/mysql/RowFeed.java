package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.value.Columns;
import io.hansock.value.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A result that is read in pieces while the server still sends it. For the connection's owner, who says nothing else on it until the
 * feed has ended.
 */
final class RowFeed {
    /** So many bytes of rows make a piece, and one row more: as much as {@link Rows} keeps in half the memory. */
    static final int PIECE_BYTES = 60 << 10;

    /** Reads the head of the answer and the first rows. */
    static final AnswerReader<RowFeed> READER = new AnswerReader<>() {
        @Override
        public RowFeed read(ReplyReader reader, @Nullable ServerStatement statement) {
            return RowFeed.begin(reader, statement);
        }

        @Override
        public int pieceBytes() {
            return PIECE_BYTES;
        }
    };

    private static final byte[] NOTHING = {};

    private final RowDecoder decoder;
    private final Columns columns;
    private Rows rows;

    /** What the rows lie in. */
    private byte[] bytes;

    private boolean ended;

    private RowFeed(ResultColumns columns, ReplyReader reader) {
        this.decoder = new RowDecoder(columns);
        this.columns = columns.columns();
        this.rows = Rows.empty(this.columns);
        this.bytes = NOTHING;
        read(reader);
    }

    private static RowFeed begin(ReplyReader reader, @Nullable ServerStatement statement) {
        ResultColumns columns = reader.resultHead(statement);
        if (columns == null) {
            reader.update();
            throw NoRows.streamed();
        }
        return new RowFeed(columns, reader);
    }

    private void read(ReplyReader reader) {
        ended = reader.rows(decoder) != null;
        rows = reader.take(decoder);
        bytes = reader.array();
    }

    Columns columns() {
        return columns;
    }

    /** The rows of the last piece. */
    Rows rows() {
        return rows;
    }

    /** Whether there is no further piece. */
    boolean hasEnded() {
        return ended;
    }

    /** Reads the next piece. */
    Request<RowFeed> further() {
        return connection -> new Further(connection, connection.furtherPiece());
    }

    /** Reads the next piece into the memory of the last one, of which no row may be in anybody's hands. */
    Request<RowFeed> furtherInPlace() {
        return connection -> {
            decoder.reuse();
            return new Further(connection, connection.furtherPiece(bytes));
        };
    }

    private final class Further implements Conversation<RowFeed> {
        private final MysqlConnection connection;
        private final CommandExchange exchange;

        Further(MysqlConnection connection, CommandExchange exchange) {
            this.connection = connection;
            this.exchange = exchange;
        }

        @Override
        public CommandExchange begin() {
            return exchange;
        }

        @Override
        public @Nullable CommandExchange next(CommandExchange answered) {
            ReplyReader reader = connection.reader();
            reader.goOn(answered);
            read(reader);
            return null;
        }

        /** What answers rows may have changed some, and all that is lost here is its answer. */
        @Override
        public HansockException told(HansockException problem) {
            return Unsent.theRest(connection.server(), problem);
        }

        @Override
        public RowFeed result() {
            return RowFeed.this;
        }
    }
}
