package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the messages in a range of an array. Sequence ids are checked; a message of several packets becomes one piece by moving
 * the pieces together where they are, so nothing is copied elsewhere, and the array is the cursor's until it is done. Protocol text:
 * "Framing".
 *
 * <p>Not thread-safe: one thread at a time. One cursor serves any number of ranges.
 */
public final class PacketCursor {
    private static final byte[] NOTHING = {};

    private final @Nullable String server;
    private final int maxMessage;
    private final ByteReader payload = new ByteReader(NOTHING);

    private byte[] bytes = NOTHING;
    private int at;
    private int limit;
    private int sequence;
    private int from;
    private int to;

    /**
     * Creates one that stands nowhere.
     *
     * @param server the configured name of the server, for errors; null if it is not known here
     * @param maxMessage the longest message in bytes, headers not counted; a longer one is a {@link ProtocolException}
     */
    public PacketCursor(@Nullable String server, int maxMessage) {
        this.server = server;
        this.maxMessage = maxMessage;
    }

    /** Walks over {@code bytes[from..to)} from now on; {@code sequence} is the id that the first packet must have. */
    public void reset(byte[] newBytes, int newFrom, int newTo, int firstSequence) {
        bytes = newBytes;
        at = newFrom;
        limit = newTo;
        sequence = firstSequence & 0xff;
        from = newFrom;
        to = newFrom;
    }

    /**
     * Steps to the next message. False, and nothing is consumed, if it is not there as a whole.
     *
     * @throws ProtocolException if a sequence id is wrong or the message is too long
     * @throws io.hansock.ServerException if the server says goodbye out of turn: it closed an idle connection, or shuts down
     */
    public boolean next() {
        if (limit - at < PacketWriter.HEADER) {
            return false;
        }
        int length = PacketHeads.int24(bytes, at);
        if (length == PacketWriter.LONGEST) {
            return nextOfSeveral();
        }
        checkSequence(at, sequence, length);
        checkLength(length);
        if (limit - at - PacketWriter.HEADER < length) {
            return false;
        }
        show(at + PacketWriter.HEADER, length, at + PacketWriter.HEADER + length, sequence + 1);
        return true;
    }

    /** Steps to the next message of a reply that is all there; a {@link ProtocolException} if it ends before. */
    public void require() {
        if (!next()) {
            throw new ProtocolException(server, "a reply ends where another packet must come", null);
        }
    }

    private boolean nextOfSeveral() {
        int packets = 0;
        long total = 0;
        int length = PacketWriter.LONGEST;
        for (int header = at; length == PacketWriter.LONGEST; header += PacketWriter.HEADER + length) {
            if (limit - header < PacketWriter.HEADER) {
                return false;
            }
            length = PacketHeads.int24(bytes, header);
            checkSequence(header, sequence + packets, length);
            total += length;
            checkLength(total);
            if (limit - header - PacketWriter.HEADER < length) {
                return false;
            }
            packets++;
        }
        join((int) total, packets);
        return true;
    }

    /** Closes the gaps that the headers leave between the pieces. */
    private void join(int total, int packets) {
        int begin = at + PacketWriter.HEADER;
        int end = begin + total + (packets - 1) * PacketWriter.HEADER;
        for (int piece = 1; piece < packets; piece++) {
            int target = begin + piece * PacketWriter.LONGEST;
            int size = piece == packets - 1 ? total - piece * PacketWriter.LONGEST : PacketWriter.LONGEST;
            System.arraycopy(bytes, target + piece * PacketWriter.HEADER, bytes, target, size);
        }
        show(begin, total, end, sequence + packets);
    }

    private void show(int begin, int length, int behind, int nextSequence) {
        from = begin;
        to = begin + length;
        at = behind;
        sequence = nextSequence & 0xff;
    }

    private void checkSequence(int header, int expected, int length) {
        if (bytes[header + 3] == (byte) expected) {
            return;
        }
        int begin = header + PacketWriter.HEADER;
        if (ErrPacket.isFarewell(bytes, begin, limit)) {
            throw ErrPacket.farewell(server, new ByteReader(bytes, begin, Math.min(limit, begin + length)));
        }
        throw new ProtocolException(
                server,
                "a packet with sequence id " + (bytes[header + 3] & 0xff) + " where " + (expected & 0xff)
                        + " must come",
                null);
    }

    private void checkLength(long length) {
        if (length > maxMessage) {
            throw new ProtocolException(
                    server, "a message of " + length + " bytes or more; at most " + maxMessage + " are accepted", null);
        }
    }

    /** The array that holds the payload. */
    public byte[] array() {
        return bytes;
    }

    /** Where the present message's payload begins in {@link #array}. */
    public int from() {
        return from;
    }

    /** Where the present message's payload ends in {@link #array}. */
    public int to() {
        return to;
    }

    /** The present message's payload, from its beginning; one reader that every call sets anew. */
    public ByteReader payload() {
        payload.reset(bytes, from, to);
        return payload;
    }

    /** The index in {@link #array} behind the present message: what {@link #next} looks at. */
    public int position() {
        return at;
    }

    /** The sequence id that the next packet must have, 0 to 255. */
    public int sequence() {
        return sequence;
    }

    /** Packets of one's own went out meanwhile: {@code next} is the id that the next packet must have. */
    public void sent(int next) {
        sequence = next & 0xff;
    }

    /** Whether bytes are left behind the present message, be they a whole message or not. */
    public boolean hasRemaining() {
        return at < limit;
    }
}
