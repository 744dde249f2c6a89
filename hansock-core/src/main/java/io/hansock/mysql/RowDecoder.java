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
    private static final int[] NO_BOUNDS = {};

    /** So much room is made at first, at most: the first row may be shorter than those that follow. */
    private static final int LARGEST_GUESS = 1 << 16;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What a length-encoded integer of one byte holds at most, and what stands for NULL instead. */
    private static final int LONGEST_IN_ONE_BYTE = 0xfa;

    private static final int NULL_CELL = 0xfb;

    /** The two lowest bits of a binary row's bitmap mean nothing. */
    private static final int UNUSED_BITS = 2;

    private final ResultColumns columns;
    private int[] bounds = NO_BOUNDS;
    private int used;
    private int rows;

    RowDecoder(ResultColumns columns) {
        this.columns = columns;
    }

    /**
     * Adds the row {@code bytes[from..to)}, which is a whole message. All rows must lie in one array.
     *
     * @param replyTo where the bytes end among which more rows may lie, to guess how many there are
     */
    void add(byte[] bytes, int from, int to, int replyTo) {
        int next = used + 2 * columns.size();
        if (next > bounds.length || next < 0) {
            makeRoom(to - from, replyTo - from);
        }
        if (columns.format() == RowFormat.TEXT) {
            text(bytes, from, to);
        } else {
            binary(bytes, from, to);
        }
        rows++;
    }

    /** The rows since the last call, which lie in {@code bytes}. */
    Rows take(byte[] bytes) {
        Rows taken = new Rows(columns.columns(), bytes, bounds, rows);
        bounds = NO_BOUNDS;
        used = 0;
        rows = 0;
        return taken;
    }

    private void makeRoom(int rowBytes, int replyBytes) {
        long row = 2L * columns.size();
        long guess = row * Math.max(1, replyBytes / (PacketWriter.HEADER + rowBytes));
        long wanted = used == 0 ? Math.max(row, Math.min(guess, LARGEST_GUESS)) : 2L * bounds.length;
        if (used + row > LARGEST_ARRAY) {
            throw new ResultException(ResultException.Kind.TOO_LARGE, "more cells than one result can have");
        }
        bounds = Arrays.copyOf(bounds, (int) Math.min(wanted, LARGEST_ARRAY));
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
        bounds[used++] = Rows.NULL;
        bounds[used++] = behind;
        return behind;
    }

    private int addCell(int start, int length, int to) {
        if (length > to - start) {
            throw new ProtocolException("a row ends within a cell");
        }
        bounds[used++] = start;
        bounds[used++] = start + length;
        return start + length;
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
