package io.hansock.buffer;

import java.util.Objects;

/** Finds one byte among many. Stateless, and so safe for any thread. */
public final class ByteSearch {
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /**
     * The index in {@code bytes} of the first {@code wanted} at or after {@code from} and before {@code to}, or -1.
     *
     * @throws IndexOutOfBoundsException if {@code from..to} is no range of the array
     */
    public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        Objects.checkFromToIndex(from, to, bytes.length);
        long pattern = (wanted & 0xffL) * LOW_BITS;
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            long zeroWhereFound = LittleEndian.get64(bytes, at) ^ pattern;
            // Sets the high bit of each zero byte. A borrow can set wrong bits too, but only above a zero byte.
            long found = (zeroWhereFound - LOW_BITS) & ~zeroWhereFound & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
