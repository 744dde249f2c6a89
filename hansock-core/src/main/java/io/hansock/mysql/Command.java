package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;

/**
 * The commands of the protocol, as messages of their own (section 9). Each method returns the sequence id that the first packet of
 * the answer has.
 */
final class Command {
    private static final int FIRST = 0;

    private static final int QUIT = 0x01;
    private static final int INIT_DB = 0x02;
    private static final int QUERY = 0x03;
    private static final int STATISTICS = 0x09;
    private static final int PING = 0x0e;
    private static final int STMT_PREPARE = 0x16;
    private static final int STMT_EXECUTE = 0x17;
    private static final int STMT_SEND_LONG_DATA = 0x18;
    private static final int STMT_CLOSE = 0x19;
    private static final int STMT_RESET = 0x1a;
    private static final int SET_OPTION = 0x1b;
    private static final int STMT_FETCH = 0x1c;
    private static final int RESET_CONNECTION = 0x1f;
    private static final int STMT_BULK_EXECUTE = 0xfa;

    private static final int MULTI_STATEMENTS_ON = 0;
    private static final int MULTI_STATEMENTS_OFF = 1;

    /** The only number of iterations that servers know. */
    private static final int ONCE = 1;

    /** What a MariaDB takes for the statement that this connection has prepared last (section 8.2). */
    static final int JUST_PREPARED = -1;

    /** Asks for a cursor instead of the rows. */
    static final int READ_ONLY_CURSOR = 1;

    private Command() {}

    /** Has no answer: the server hangs up. */
    static int quit(ByteWriter out) {
        return bare(out, QUIT);
    }

    static int ping(ByteWriter out) {
        return bare(out, PING);
    }

    static int statistics(ByteWriter out) {
        return bare(out, STATISTICS);
    }

    static int resetConnection(ByteWriter out) {
        return bare(out, RESET_CONNECTION);
    }

    static int initDb(ByteWriter out, String database) {
        return text(out, INIT_DB, database);
    }

    static int query(ByteWriter out, String sql) {
        return text(out, QUERY, sql);
    }

    static int prepare(ByteWriter out, String sql) {
        return text(out, STMT_PREPARE, sql);
    }

    static int multiStatements(ByteWriter out, boolean allowed) {
        int start = PacketWriter.begin(out);
        out.int8(SET_OPTION);
        out.int16(allowed ? MULTI_STATEMENTS_ON : MULTI_STATEMENTS_OFF);
        return PacketWriter.end(out, start, FIRST);
    }

    /** The head of an execution, which the parameters follow; to be ended by {@link PacketWriter#end}. */
    static int beginExecute(ByteWriter out, int statement, int flags) {
        int start = PacketWriter.begin(out);
        out.int8(STMT_EXECUTE);
        out.int32(statement);
        out.int8(flags);
        out.int32(ONCE);
        return start;
    }

    /** The head of a bulk execution, which types and rows follow; to be ended by {@link PacketWriter#end}. */
    static int beginBulkExecute(ByteWriter out, int statement, int flags) {
        int start = PacketWriter.begin(out);
        out.int8(STMT_BULK_EXECUTE);
        out.int32(statement);
        out.int16(flags);
        return start;
    }

    /** Has no answer: what goes wrong shows when the statement is executed. */
    static void longData(ByteWriter out, int statement, int parameter, byte[] data, int length) {
        int start = PacketWriter.begin(out);
        out.int8(STMT_SEND_LONG_DATA);
        out.int32(statement);
        out.int16(parameter);
        out.put(data, 0, length);
        PacketWriter.end(out, start, FIRST);
    }

    static int fetch(ByteWriter out, int statement, int rows) {
        int start = PacketWriter.begin(out);
        out.int8(STMT_FETCH);
        out.int32(statement);
        out.int32(rows);
        return PacketWriter.end(out, start, FIRST);
    }

    static int resetStatement(ByteWriter out, int statement) {
        return ofStatement(out, STMT_RESET, statement);
    }

    /** Has no answer. */
    static int closeStatement(ByteWriter out, int statement) {
        return ofStatement(out, STMT_CLOSE, statement);
    }

    private static int bare(ByteWriter out, int code) {
        int start = PacketWriter.begin(out);
        out.int8(code);
        return PacketWriter.end(out, start, FIRST);
    }

    private static int text(ByteWriter out, int code, String text) {
        int start = PacketWriter.begin(out);
        out.int8(code);
        out.utf8(text);
        return PacketWriter.end(out, start, FIRST);
    }

    private static int ofStatement(ByteWriter out, int code, int statement) {
        int start = PacketWriter.begin(out);
        out.int8(code);
        out.int32(statement);
        return PacketWriter.end(out, start, FIRST);
    }
}
