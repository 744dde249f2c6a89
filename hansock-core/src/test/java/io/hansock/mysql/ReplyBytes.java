package io.hansock.mysql;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes replies as a server would, packet by packet. */
final class ReplyBytes {
    static final String OK = "00000002000000";
    static final String EOF = "fe00000200";
    static final String OK_END = "fe000002000000";
    static final String ERR = "ff7a04233432533032" + "6e6f";
    static final String COLUMN = "036465660000000131000c3f0002000000088100000000";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int sequence;

    private ReplyBytes(int firstSequence) {
        sequence = firstSequence;
    }

    /** A reply whose first packet has the id 1, as behind a command of one packet. */
    static ReplyBytes reply() {
        return new ReplyBytes(1);
    }

    static ReplyBytes replyFrom(int firstSequence) {
        return new ReplyBytes(firstSequence);
    }

    /** Adds a packet for each payload, in hexadecimal digits. */
    ReplyBytes packets(String... payloads) {
        for (String payload : payloads) {
            packet(HexFormat.of().parseHex(payload));
        }
        return this;
    }

    ReplyBytes packet(byte[] payload) {
        out.write(payload.length);
        out.write(payload.length >> 8);
        out.write(payload.length >> 16);
        out.write(sequence++);
        out.writeBytes(payload);
        return this;
    }

    /** Adds the answer to the next command of the same request. */
    ReplyBytes next() {
        sequence = 1;
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
