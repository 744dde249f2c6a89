package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteReader;
import io.hansock.net.Exchange;
import io.hansock.sql.Capability;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Rows;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the replies to requests: one answer after the other, and each result of an answer. What the answers say of the connection goes
 * into its {@link ConnectionState}. For the connection's owner; the reply's array becomes that of the rows.
 */
final class ReplyReader {
    private static final byte[] NOTHING = {};

    private final String server;
    private final MysqlSession session;
    private final ConnectionState state;
    private final PacketCursor cursor;
    private int replyTo;
    private boolean more;
    private boolean outParameters;
    private boolean cursorOpen;

    ReplyReader(String server, MysqlSession session, ConnectionState state, int maxMessage) {
        this.server = server;
        this.session = session;
        this.state = state;
        this.cursor = new PacketCursor(server, maxMessage);
    }

    /** Begins with the reply of {@code answered}, the first packet of which has the id {@code sequence}. */
    void start(Exchange answered, int sequence) {
        start(answered.reply(), answered.replyFrom(), answered.replyTo(), sequence);
    }

    /** Begins with the reply {@code bytes[from..to)}, the first packet of which has the id {@code sequence}. */
    void start(byte[] bytes, int from, int to, int sequence) {
        replyTo = to;
        cursor.reset(bytes, from, to, sequence);
    }

    /** Lets go of what it has read, to be used again. */
    void clear() {
        start(NOTHING, 0, 0, 0);
    }

    /** Lets the last reply go. */
    void forget() {
        replyTo = 0;
        cursor.reset(NOTHING, 0, 0, 0);
    }

    /** Goes on with the next piece of the same answer. */
    void goOn(CommandExchange answered) {
        start(answered, cursor.sequence());
    }

    /** Goes on with the answer to the next command of the same request. */
    void nextAnswer(int sequence) {
        cursor.reset(cursor.array(), cursor.position(), replyTo, sequence);
    }

    /** Whether another result of the same answer follows the one that was read last. */
    boolean hasMore() {
        return more;
    }

    /** Whether the result that was read last holds what a procedure has put into its parameters. */
    boolean isOutParameters() {
        return outParameters;
    }

    /**
     * Reads one result.
     *
     * @param statement the prepared statement that answers, null for plain text
     * @throws ServerException if the server refuses; no further result follows
     */
    SqlResult result(@Nullable ServerStatement statement) {
        ResultColumns columns = resultHead(statement);
        if (columns == null) {
            return update();
        }
        RowDecoder decoder = new RowDecoder(columns);
        OkPacket end = requireRowsEnd(decoder);
        return new QueryResult(decoder.take(cursor.array()), end.warnings());
    }

    /**
     * Reads what stands in front of rows; null if there are none, but an OK, which {@link #update} then makes a result of.
     *
     * @throws ServerException if the server refuses
     */
    @Nullable
    ResultColumns resultHead(@Nullable ServerStatement statement) {
        outParameters = false;
        cursorOpen = false;
        cursor.require();
        refuseErr();
        if (first() == OkPacket.OK_HEADER) {
            return null;
        }
        return columns(statement);
    }

    /** Makes a result of the OK that the cursor stands at. */
    UpdateResult update() {
        return result(okPacket());
    }

    /** Reads the OK that the cursor stands at. */
    OkPacket okPacket() {
        OkPacket ok = OkPacket.read(cursor.payload(), session.agreed());
        ended(ok);
        return ok;
    }

    /**
     * Reads rows into {@code decoder}, and their end, which is returned; null if there is none in this piece of the answer.
     *
     * @throws ServerException if the server gives up
     */
    @Nullable
    OkPacket rows(RowDecoder decoder) {
        byte[] bytes = cursor.array();
        boolean deprecateEof = session.agreed().has(Capability.DEPRECATE_EOF);
        while (cursor.next()) {
            int from = cursor.from();
            int to = cursor.to();
            byte first = bytes[from];
            if (first == (byte) ErrPacket.HEADER) {
                refuseErr();
            }
            if (first == (byte) OkPacket.EOF_HEADER && OkPacket.endsRows(first, to - from, deprecateEof)) {
                OkPacket end = OkPacket.readRowsEnd(cursor.payload(), session.agreed());
                ended(end);
                return end;
            }
            decoder.add(bytes, from, to, replyTo);
        }
        return null;
    }

    /** Reads rows into {@code decoder}, and their end, which must be there. */
    OkPacket requireRowsEnd(RowDecoder decoder) {
        OkPacket end = rows(decoder);
        if (end == null) {
            throw new ProtocolException(server, "rows without an end", null);
        }
        return end;
    }

    /** Whether the server keeps the rows of the last result for a cursor. */
    boolean isCursorOpen() {
        return cursorOpen;
    }

    /** What the reply lies in. */
    byte[] array() {
        return cursor.array();
    }

    /** The rows of a piece, once they are read. */
    Rows take(RowDecoder decoder) {
        return decoder.take(cursor.array());
    }

    private ResultColumns columns(@Nullable ServerStatement statement) {
        ByteReader head = cursor.payload();
        int count = (int) Math.min(head.lenencInt(), Integer.MAX_VALUE);
        boolean sent = !session.agreed().has(Capability.CACHE_METADATA) || head.uint8() != 0;
        RowFormat format = statement == null ? RowFormat.TEXT : RowFormat.BINARY;
        ResultColumns columns = statement == null ? null : statement.columns;
        if (sent && (columns == null || columns.size() != count || !columns.skipSame(cursor, replyTo))) {
            columns = ResultColumns.read(cursor, count, session.agreed(), format);
            if (statement != null) {
                statement.columns = columns;
            }
        }
        if (columns == null || columns.size() != count) {
            throw new ProtocolException(server, "rows of columns that were never described", null);
        }
        if (!session.agreed().has(Capability.DEPRECATE_EOF)) {
            cursor.require();
            OkPacket end = OkPacket.readEof(cursor.payload());
            if (end.is(ServerStatus.CURSOR_EXISTS)) {
                // no other end will come
                ended(end);
            }
        }
        return columns;
    }

    /** Reads an answer that is OK or an error. */
    UpdateResult ok() {
        cursor.require();
        refuseErr();
        return update();
    }

    /** Reads an answer that is EOF, or what has taken its place, or an error. */
    void end() {
        cursor.require();
        refuseErr();
        ended(
                first() == OkPacket.OK_HEADER
                        ? OkPacket.read(cursor.payload(), session.agreed())
                        : OkPacket.readRowsEnd(cursor.payload(), session.agreed()));
    }

    /** Reads the answer to the preparation of {@code sql}. */
    ServerStatement prepared(String sql) {
        cursor.require();
        refuseErr();
        ByteReader head = cursor.payload();
        head.skip(1);
        int id = head.int32();
        int columns = head.uint16();
        int parameters = head.uint16();
        skipDefinitions(parameters);
        ResultColumns described = null;
        if (columns > 0 && session.agreed().has(Capability.CACHE_METADATA)) {
            // the executions may leave them out; otherwise they tell better what the columns are
            described = ResultColumns.read(cursor, columns, session.agreed(), RowFormat.BINARY);
            skipDefinitionsEnd();
        } else {
            skipDefinitions(columns);
        }
        return session.agreed().mariaDb()
                ? new ServerStatement(sql, id, parameters, described)
                : ServerStatement.ofFixedKinds(sql, id, parameters);
    }

    private void skipDefinitions(int count) {
        for (int i = 0; i < count; i++) {
            cursor.require();
        }
        if (count > 0) {
            skipDefinitionsEnd();
        }
    }

    private void skipDefinitionsEnd() {
        if (!session.agreed().has(Capability.DEPRECATE_EOF)) {
            cursor.require();
        }
    }

    /** Reads an answer that is one text, or an error. */
    String text() {
        cursor.require();
        refuseErr();
        return cursor.payload().restString(StandardCharsets.UTF_8);
    }

    /** The name of the file that the server wants to have; empty if results stand in front of that. */
    String fileName() {
        cursor.require();
        ByteReader head = cursor.payload();
        return head.uint8() == ReplyGrammar.FILE_WANTED ? head.restString(StandardCharsets.UTF_8) : "";
    }

    private int first() {
        return cursor.array()[cursor.from()] & 0xff;
    }

    private void refuseErr() {
        if (cursor.from() < cursor.to() && first() == ErrPacket.HEADER) {
            more = false;
            ServerException refusal = ErrPacket.exception(server, cursor.payload());
            state.failed(refusal);
            throw refusal;
        }
    }

    private void ended(OkPacket end) {
        more = end.is(ServerStatus.MORE_RESULTS);
        outParameters = end.is(ServerStatus.OUT_PARAMETERS);
        cursorOpen = end.is(ServerStatus.CURSOR_EXISTS);
        state.ended(end);
    }

    private static UpdateResult result(OkPacket ok) {
        return new UpdateResult(
                ok.affectedRows(),
                ok.lastInsertId() == 0 ? OptionalLong.empty() : OptionalLong.of(ok.lastInsertId()),
                ok.warnings(),
                ok.info());
    }
}
