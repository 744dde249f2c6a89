package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** BIT columns, in the text and the binary protocol alike: an unsigned number of up to eight bytes, most significant first. */
final class BitCells extends TypedCells {
    BitCells(ColumnMetadata column) {
        super(column);
    }

    private static boolean isBits(int from, int to) {
        return to > from && to - from <= Long.BYTES;
    }

    private static long bits(byte[] bytes, int from, int to) {
        if (!isBits(from, to)) {
            throw TextNumbers.outOfRange();
        }
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = (bits << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return bits;
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        if (bits < 0) {
            throw TextNumbers.outOfRange();
        }
        return bits;
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        return bits(bytes, from, to);
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        return integer(bytes, from, to).floatValue();
    }

    @Override
    public double float64(byte[] bytes, int from, int to) {
        return integer(bytes, from, to).doubleValue();
    }

    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        return bits(bytes, from, to) != 0;
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        return UnsignedLongs.integer(bits(bytes, from, to));
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        return new BigDecimal(integer(bytes, from, to));
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        return Long.toUnsignedString(bits(bytes, from, to));
    }

    /** The bits as they are sent, and as the server's own functions see them. */
    @Override
    public byte[] bytes(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        if (!isBits(from, to)) {
            return UnreadValues.of(column(), bytes, from, to);
        }
        int size = (int) Math.max(1, Math.min(column().length(), Long.SIZE));
        return new Value.Bit(bits(bytes, from, to), size);
    }
}
