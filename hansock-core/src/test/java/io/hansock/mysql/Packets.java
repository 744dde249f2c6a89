package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import java.util.HexFormat;

/** Packets for tests, written as in the protocol text: hexadecimal digits, spaces anywhere. */
final class Packets {
    /** A server that speaks as new ones do. */
    static final Agreed NEW = agreed(Capability.PROTOCOL_41, Capability.DEPRECATE_EOF, Capability.SESSION_TRACK);

    /** A server that speaks as old ones did. */
    static final Agreed OLD = agreed(Capability.PROTOCOL_41);

    private Packets() {}

    static Agreed agreed(Capability... capabilities) {
        return new Agreed(Capabilities.of(capabilities), "9.7.4", false, 1, false);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** The messages one behind the other, as packets whose ids begin with {@code sequence}. */
    static byte[] reply(int sequence, byte[]... messages) {
        ByteWriter out = new ByteWriter(64, 1 << 28);
        int next = sequence;
        for (byte[] message : messages) {
            next = PacketWriter.message(out, next, message);
        }
        return out.toByteArray();
    }

    /** A cursor at the beginning of {@code reply}. */
    static PacketCursor cursor(byte[] reply, int sequence) {
        PacketCursor cursor = new PacketCursor("east", 1 << 28);
        cursor.reset(reply, 0, reply.length, sequence);
        return cursor;
    }

    /** A column definition. */
    static byte[] definition(String name, int type, int flags, int collation, int length, int decimals) {
        ByteWriter out = new ByteWriter(64, 1 << 16);
        out.lenencUtf8("def");
        out.lenencUtf8("shop");
        out.lenencUtf8("t");
        out.lenencUtf8("table");
        out.lenencUtf8(name);
        out.lenencUtf8("original");
        out.int8(12);
        out.int16(collation);
        out.int32(length);
        out.int8(type);
        out.int16(flags);
        out.int8(decimals);
        out.int16(0);
        return out.toByteArray();
    }

    static byte[] definition(String name, int type, int flags, int collation) {
        return definition(name, type, flags, collation, 255, 0);
    }

    /** Columns of these definitions. */
    static ResultColumns columns(RowFormat format, byte[]... definitions) {
        return ResultColumns.read(cursor(reply(2, definitions), 2), definitions.length, NEW, format);
    }
}
