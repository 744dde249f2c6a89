package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;

/**
 * Puts messages into packets: {@code int<3>} length, {@code int<1>} sequence id, payload. {@link #begin} makes room for the header,
 * the payload is written straight behind it, {@link #end} fills the header in. Protocol text: "Framing". Stateless.
 *
 * <pre>{@code
 * int start = PacketWriter.begin(out);
 * out.int8(COM_PING);
 * PacketWriter.end(out, start, 0);
 * }</pre>
 */
public final class PacketWriter {
    /** How many bytes of header a packet has. */
    public static final int HEADER = 4;

    /** The most payload of one packet. One of exactly this length says that the message goes on in the next. */
    static final int LONGEST = 0xff_ffff;

    private PacketWriter() {}

    /** Begins a message at the end of {@code out}; the result is for {@link #end}. */
    public static int begin(ByteWriter out) {
        int start = out.size();
        out.int32(0);
        return start;
    }

    /**
     * Ends the message that began at {@code start}, whose payload is all that was written since. One of 16 MiB - 1 and more becomes
     * several packets; if its length is a multiple of that, the last one is empty.
     *
     * @param sequence the id of its first packet; only the lowest 8 bits count
     * @return the id that the next packet of the conversation has, 0 to 255
     */
    public static int end(ByteWriter out, int start, int sequence) {
        int length = out.size() - start - HEADER;
        int further = length / LONGEST;
        if (further > 0) {
            spread(out, start + HEADER, length, further);
        }
        int at = start;
        for (int packet = 0; packet <= further; packet++) {
            int payload = packet < further ? LONGEST : length % LONGEST;
            header(out, at, payload, sequence + packet);
            at += HEADER + payload;
        }
        return (sequence + further + 1) & 0xff;
    }

    /** Writes a message of a payload that is there already, and returns what {@link #end} returns. */
    public static int message(ByteWriter out, int sequence, byte[] payload) {
        int start = begin(out);
        out.put(payload);
        return end(out, start, sequence);
    }

    /** How many bytes the longest of the messages has that are in {@code bytes[0..to)}, headers not counted. */
    static long longestMessage(byte[] bytes, int to) {
        long longest = 0;
        long message = 0;
        for (int at = 0; at < to; ) {
            int payload = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
            message += payload;
            longest = Math.max(longest, message);
            if (payload < LONGEST) {
                message = 0;
            }
            at += HEADER + payload;
        }
        return longest;
    }

    /** Moves the payload's pieces apart, the last one first, so that each has room for a header in front. */
    private static void spread(ByteWriter out, int from, int length, int further) {
        for (int header = 0; header < further; header++) {
            out.int32(0);
        }
        byte[] bytes = out.array();
        for (int piece = further; piece > 0; piece--) {
            int begin = from + piece * LONGEST;
            int size = piece == further ? length % LONGEST : LONGEST;
            System.arraycopy(bytes, begin, bytes, begin + piece * HEADER, size);
        }
    }

    private static void header(ByteWriter out, int at, int payload, int sequence) {
        out.setInt24(at, payload);
        out.array()[at + 3] = (byte) sequence;
    }
}
