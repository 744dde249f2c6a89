package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the messages of a statement will have. Asked before the first of several statements is sent: behind a refusal of a later one nobody
 * would know what the earlier have done. Stateless.
 */
final class MessageLength {
    private static final int FEW = 256;
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    /** What any message has in front of its parameters. */
    private static final int HEAD = 16;

    /** A parameter's type, its bit or mark for NULL, and how long it is. */
    private static final int BESIDE = 2 + 1 + 9;

    private static final int LONGEST_CHARACTER = 3;

    /** What is no text and no bytes: the longest is a {@link java.time.Duration} that goes as text. */
    private static final int LONGEST_OTHER = 24;

    private MessageLength() {}

    /** No less than the longest of them, told without looking into the texts. */
    static long atMost(String sql, List<? extends @Nullable Object> values) {
        long bytes = HEAD + LONGEST_CHARACTER * (long) sql.length();
        for (Object value : values) {
            bytes += BESIDE + longest(value);
        }
        return bytes;
    }

    private static long longest(@Nullable Object value) {
        if (value instanceof String text) {
            return LONGEST_CHARACTER * (long) text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof BigDecimal decimal) {
            // a sign, a point and a zero in front of it
            return 3L + decimal.precision() + Math.abs((long) decimal.scale());
        }
        if (value instanceof BigInteger integer) {
            return 2L + integer.bitLength() / 3;
        }
        if (value instanceof Enum<?> constant) {
            return LONGEST_CHARACTER * (long) constant.name().length();
        }
        return LONGEST_OTHER;
    }

    /** The longest of those that a statement of a pipeline needs: its text alone, or its preparation and execution. */
    static long of(String sql, List<? extends @Nullable Object> values) {
        ByteWriter out = new ByteWriter(FEW, LARGEST);
        int start = Command.beginExecute(out, 0, 0);
        BinaryParameters.encode(values, out);
        return Math.max(ofText(sql), payload(start, out));
    }

    /** The same of a bulk execution with these parameters alone. */
    static long ofBulk(String sql, List<? extends @Nullable Object> values) {
        ByteWriter out = new ByteWriter(FEW, LARGEST);
        int start = Command.beginBulkExecute(out, 0, 0);
        int unused = BulkParameters.encode(List.of(values), 0, LARGEST, out);
        return Math.max(ofText(sql), payload(start, out));
    }

    private static int ofText(String sql) {
        ByteWriter out = new ByteWriter(FEW, LARGEST);
        int start = PacketWriter.begin(out);
        out.int8(0);
        out.utf8(sql);
        return payload(start, out);
    }

    private static int payload(int start, ByteWriter out) {
        return out.size() - start - PacketWriter.HEADER;
    }
}
