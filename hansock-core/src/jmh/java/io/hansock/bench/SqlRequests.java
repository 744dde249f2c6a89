package io.hansock.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packets of the MySQL protocol, made beforehand, for the floor. */
final class SqlRequests {
    /** Where a packet that runs a statement names it, as four bytes; they are 0 here, since the server gives the number. */
    static final int STATEMENT = 5;

    /** The end of a result is an OK packet, and there is nothing between its columns and its rows. */
    private static final int DEPRECATE_EOF = 1 << 24;

    /** The protocol of MySQL 4.1, transactions, a password's proof with its length, the name of its plugin. */
    private static final int CAPABILITIES = 1 << 9 | 1 << 13 | 1 << 15 | 1 << 19 | DEPRECATE_EOF;

    /** MariaDB's own: columns are described once, not with each answer. */
    private static final int CACHE_METADATA = 1 << 4;

    private static final int LARGEST_PACKET = 1 << 24;
    private static final byte UTF8MB4 = 45;
    private static final int FILLER = 19;
    private static final byte PREPARE = 0x16;
    private static final byte EXECUTE = 0x17;
    private static final byte TYPES_FOLLOW = 1;
    private static final short INT = 3;

    private static final byte[] ALL = execute();
    private static final byte[][] SELECTS = new byte[PeopleServer.ROWS + 1][];
    private static final byte[][] RANGES = new byte[PeopleServer.ROWS + 1][];

    static {
        for (int id = 1; id < SELECTS.length; id++) {
            SELECTS[id] = execute(id);
            RANGES[id] = execute(id, Queries.last(id));
        }
    }

    private SqlRequests() {}

    /** The answer to the server's greeting, for the account without a password. */
    static byte[] login() {
        ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN).position(4);
        out.putInt(CAPABILITIES).putInt(LARGEST_PACKET).put(UTF8MB4);
        out.put(new byte[FILLER]).putInt(CACHE_METADATA);
        out.put(PeopleServer.USER.getBytes(US_ASCII)).put((byte) 0);
        out.put((byte) 0);
        out.put("mysql_native_password".getBytes(US_ASCII)).put((byte) 0);
        return packet(out, 1);
    }

    static byte[] prepare(String sql) {
        ByteBuffer out =
                ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN).position(4);
        return packet(out.put(PREPARE).put(sql.getBytes(US_ASCII)), 0);
    }

    /** {@link Queries#ONE}. */
    static byte[] select(int id) {
        return SELECTS[id];
    }

    /** {@link Queries#RANGE}. */
    static byte[] range(int first) {
        return RANGES[first];
    }

    /** {@link Queries#ALL}. */
    static byte[] all() {
        return ALL;
    }

    private static byte[] execute(int... parameters) {
        ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).position(4);
        out.put(EXECUTE).putInt(0).put((byte) 0).putInt(1);
        if (parameters.length > 0) {
            out.put((byte) 0).put(TYPES_FOLLOW);
            for (int i = 0; i < parameters.length; i++) {
                out.putShort(INT);
            }
            for (int parameter : parameters) {
                out.putInt(parameter);
            }
        }
        return packet(out, 0);
    }

    private static byte[] packet(ByteBuffer out, int sequence) {
        int length = out.position() - 4;
        out.putInt(0, length | sequence << 24);
        byte[] packet = new byte[out.position()];
        out.flip().get(packet);
        return packet;
    }
}
