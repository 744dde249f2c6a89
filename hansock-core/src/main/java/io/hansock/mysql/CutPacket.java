package io.hansock.mysql;

/**
 * A packet that comes in several parts: its head is kept, which is all that a {@link ReplyFramer} looks at, and the rest is skipped.
 * Belongs to whoever drives the channel.
 */
final class CutPacket {
    /** As much of a packet as decides anything: the header, and of an OK its first byte, two numbers of 9 bytes and the status. */
    private static final int KEPT = PacketWriter.HEADER + 28;

    private final byte[] head = new byte[KEPT];
    private int size;
    private int missing;

    /** Whether no part of a packet is here. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Takes its next part out of {@code bytes[from..to)}; returns the index behind that. */
    int add(byte[] bytes, int from, int to) {
        int at = from;
        if (size < PacketWriter.HEADER) {
            while (size < PacketWriter.HEADER && at < to) {
                head[size++] = bytes[at++];
            }
            if (size < PacketWriter.HEADER) {
                return at;
            }
            missing = length();
        }
        int part = Math.min(missing, to - at);
        int kept = Math.min(part, KEPT - size);
        System.arraycopy(bytes, at, head, size, kept);
        size += kept;
        missing -= part;
        return at + part;
    }

    boolean isComplete() {
        return size >= PacketWriter.HEADER && missing == 0;
    }

    /** The header and the beginning of the payload. */
    byte[] head() {
        return head;
    }

    /** How long the whole payload is; once the header is here. */
    int length() {
        return PacketHeads.int24(head, 0);
    }

    /** Makes room for the next one. */
    void clear() {
        size = 0;
    }
}
