package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.ResultException;
import io.hansock.buffer.ByteReader;
import io.hansock.value.Rows;
import java.util.Arrays;

/**
 * Finds the cells in rows and keeps where they lie; nothing is made of a cell but two numbers. A row that does not fill its packet
 * exactly is a {@link ProtocolException}.
 *
 * <p>Not thread-safe: one thread at a time. One decoder serves one result after the other.
 */
final class RowDecoder {
    private static final char[] NOT_NEAR = {};
    private static final int[] NOT_FAR = {};

    /** So much room is made for rows that have not been looked at, or else two numbers for each of their bytes. */
    private static final int LARGEST_GUESS = 1 << 16;

    /** One in so many is spare in bounds that are to be used again. */
    private static final int SPARE = 8;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What a length-encoded integer of one byte holds at most, and what stands for NULL instead. */
    private static final int LONGEST_IN_ONE_BYTE = 0xfa;

    private static final int NULL_CELL = 0xfb;

    /** The two lowest bits of a binary row's bitmap mean nothing. */
    private static final int UNUSED_BITS = 2;

    private final ResultColumns columns;

    /** The bounds, in one of the two: in chars if all the bytes lie near enough. */
    private char[] near = NOT_NEAR;

    private int[] far = NOT_FAR;
    private boolean isNear;
    private boolean isTaken = true;
    private int used;
    private int rows;

    RowDecoder(ResultColumns columns) {
        this.columns = columns;
    }

    /**
     * Adds the row {@code bytes[from..to)}, which is a whole message. All rows must lie in one array.
     *
     * @param replyTo where the bytes end among which all rows lie that are taken together
     */
    void add(byte[] bytes, int from, int to, int replyTo) {
        if (used == 0) {
            begin(bytes, to, replyTo);
        } else if (isNear && to > Rows.NEAR_BYTES) {
            throw new IllegalStateException("a row beyond the end that was told");
        }
        int next = used + 2 * columns.size();
        if (next > room() || next < 0) {
            grow();
        }
        if (columns.format() == RowFormat.TEXT) {
            text(bytes, from, to);
        } else {
            binary(bytes, from, to);
        }
        rows++;
    }

    /** What it reads. */
    ResultColumns columns() {
        return columns;
    }

    /** How many rows there are since the last call of {@link #take}. */
    int size() {
        return rows;
    }

    /** The rows since the last call, which lie in {@code bytes}. */
    Rows take(byte[] bytes) {
        Rows taken =
                isNear ? new Rows(columns.columns(), bytes, near, rows) : new Rows(columns.columns(), bytes, far, rows);
        isTaken = true;
        used = 0;
        rows = 0;
        return taken;
    }

    /** Nobody has the rows any more that were taken last: their bounds may be written over. */
    void reuse() {
        isTaken = false;
    }

    /** Makes room for the first row and for as many as are behind it. */
    private void begin(byte[] bytes, int behindFirst, int replyTo) {
        boolean again = !isTaken;
        if (isTaken) {
            near = NOT_NEAR;
            far = NOT_FAR;
            isTaken = false;
        }
        isNear = replyTo <= Rows.NEAR_BYTES;
        long bounds = 2L * columns.size() * (1 + PacketHeads.countRows(bytes, behindFirst, replyTo));
        if (bounds > room()) {
            // the next piece is about as large
            long wanted = again ? bounds + bounds / SPARE : bounds;
            makeRoom((int) Math.min(wanted, Math.max(LARGEST_GUESS, 2L * (replyTo - behindFirst))));
        }
    }

    private int room() {
        return isNear ? near.length : far.length;
    }

    private void grow() {
        long row = 2L * columns.size();
        if (used + row > LARGEST_ARRAY) {
            throw new ResultException(ResultException.Kind.TOO_LARGE, "more cells than one result can have");
        }
        makeRoom((int) Math.min(Math.max(used + row, 2L * room()), LARGEST_ARRAY));
    }

    private void makeRoom(int bounds) {
        if (isNear) {
            near = Arrays.copyOf(near, bounds);
        } else {
            far = Arrays.copyOf(far, bounds);
        }
    }

    /** Protocol text: "Text row". A first byte of 00 is an empty cell, not an OK (trap B34). */
    private void text(byte[] bytes, int from, int to) {
        int at = from;
        for (int left = columns.size(); left > 0; left--) {
            if (at < to && (bytes[at] & 0xff) == NULL_CELL) {
                at = addNull(at + 1);
            } else {
                at = addLengthEncoded(bytes, at, to);
            }
        }
        requireEnd(at, to);
    }

    /** Protocol text: "Binary row". */
    private void binary(byte[] bytes, int from, int to) {
        int count = columns.size();
        int bitmap = from + 1;
        int at = bitmap + (count + UNUSED_BITS + 7) / 8;
        if (at > to || bytes[from] != 0) {
            throw new ProtocolException("no binary row");
        }
        for (int i = 0; i < count; i++) {
            int bit = i + UNUSED_BITS;
            byte width = columns.width(i);
            if (((bytes[bitmap + (bit >> 3)] >> (bit & 7)) & 1) != 0) {
                at = addNull(at);
            } else if (width >= 0) {
                at = addCell(at, width, to);
            } else if (width == ResultColumns.LENGTH_ENCODED) {
                at = addLengthEncoded(bytes, at, to);
            } else {
                at = addTime(bytes, at, to, width);
            }
        }
        requireEnd(at, to);
    }

    private int addNull(int behind) {
        add(Rows.NULL, behind);
        return behind;
    }

    private int addCell(int start, int length, int to) {
        if (length > to - start) {
            throw new ProtocolException("a row ends within a cell");
        }
        add(start, start + length);
        return start + length;
    }

    private void add(int start, int end) {
        if (isNear) {
            near[used] = (char) start;
            near[used + 1] = (char) end;
        } else {
            far[used] = start;
            far[used + 1] = end;
        }
        used += 2;
    }

    private int addLengthEncoded(byte[] bytes, int at, int to) {
        if (at < to && (bytes[at] & 0xff) <= LONGEST_IN_ONE_BYTE) {
            return addCell(at + 1, bytes[at] & 0xff, to);
        }
        ByteReader cell = new ByteReader(bytes, at, to);
        int length = cell.lenencLength();
        return addCell(cell.position(), length, to);
    }

    /** The byte in front is the length; parts that are zero are left out. */
    private int addTime(byte[] bytes, int at, int to, byte width) {
        int length = at < to ? bytes[at] : -1;
        boolean legal = width == ResultColumns.DATE
                ? length == 0 || length == 4 || length == 7 || length == 11
                : length == 0 || length == 8 || length == 12;
        if (!legal) {
            throw new ProtocolException("a date or time of a length that none has");
        }
        return addCell(at + 1, length, to);
    }

    private static void requireEnd(int at, int to) {
        if (at != to) {
            throw new ProtocolException("bytes are left over behind the last cell of a row");
        }
    }
}
