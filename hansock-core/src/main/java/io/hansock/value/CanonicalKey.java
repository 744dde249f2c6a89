package io.hansock.value;

import io.hansock.buffer.ByteWriter;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.UUID;

/**
 * The bytes of a shard key: what the ring places. They come from the typed value, not from its text, since {@code 7},
 * {@code 007} and {@code " 7"} are one row to the server. Stateless.
 */
public final class CanonicalKey {
    private static final int TYPICAL = 32;

    private CanonicalKey() {}

    /**
     * The bytes of {@code parts}: integers, years and truths (1 and 0) in decimal digits, text in UTF-8, UUIDs as 16 bytes, dates as {@code yyyy-MM-dd}; with
     * a zero byte between one part and the next.
     *
     * @param parts the values of the shard columns in order
     * @return the bytes
     * @throws IllegalArgumentException if a part is null or of another type: such a table needs an encoder of its own
     */
    public static byte[] of(List<?> parts) {
        ByteWriter out = new ByteWriter(TYPICAL, Integer.MAX_VALUE - 8);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.int8(0);
            }
            encode(parts.get(i), out);
        }
        return out.toByteArray();
    }

    private static void encode(Object part, ByteWriter out) {
        if (part instanceof Long
                || part instanceof Integer
                || part instanceof Short
                || part instanceof Byte
                || part instanceof BigInteger
                || part instanceof Boolean
                || part instanceof String
                || part instanceof Character
                || part instanceof UUID
                || part instanceof LocalDate) {
            ParameterEncoder.encode(part, out);
        } else if (part instanceof Year year) {
            // the number of a year is the same row, and has no zeros in front
            ParameterEncoder.encode(year.getValue(), out);
        } else {
            throw new IllegalArgumentException(
                    "a shard key cannot be "
                            + (part == null ? "null" : "a " + part.getClass().getName())
                            + "; supported are integers, boolean, String, char, UUID, LocalDate and Year, others by Table.shardEncoder");
        }
    }
}
