package io.hansock.value;

import io.hansock.buffer.LittleEndian;
import java.math.BigDecimal;
import java.math.BigInteger;

/** TINYINT to BIGINT and YEAR as two's complement, least significant byte first. MEDIUMINT comes in four bytes, YEAR in two. */
final class IntegerCells extends TypedCells {
    private final boolean unsigned;

    IntegerCells(ColumnMetadata column) {
        super(column);
        unsigned = column.isUnsigned() || column.type() == ColumnType.YEAR;
    }

    /** The value; of an unsigned BIGINT its bits. */
    private long bits(byte[] bytes, int from, int to) {
        switch (to - from) {
            case Byte.BYTES -> {
                return unsigned ? bytes[from] & 0xff : bytes[from];
            }
            case Short.BYTES -> {
                short value = LittleEndian.get16(bytes, from);
                return unsigned ? value & 0xffff : value;
            }
            case Integer.BYTES -> {
                int value = LittleEndian.get32(bytes, from);
                return unsigned ? value & 0xffff_ffffL : value;
            }
            default -> {
                return LittleEndian.get64(bytes, from);
            }
        }
    }

    private boolean isBeyondLong(long bits) {
        return unsigned && bits < 0;
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        if (isBeyondLong(bits)) {
            throw TextNumbers.outOfRange();
        }
        return bits;
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        if (!unsigned && bits < 0) {
            throw TextNumbers.outOfRange();
        }
        return bits;
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        return isBeyondLong(bits) ? UnsignedLongs.integer(bits).floatValue() : bits;
    }

    @Override
    public double float64(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        return isBeyondLong(bits) ? UnsignedLongs.integer(bits).doubleValue() : bits;
    }

    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        return bits(bytes, from, to) != 0;
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        return isBeyondLong(bits) ? UnsignedLongs.integer(bits) : BigInteger.valueOf(bits);
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        return isBeyondLong(bits) ? new BigDecimal(UnsignedLongs.integer(bits)) : BigDecimal.valueOf(bits);
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        long bits = bits(bytes, from, to);
        return zeroFilled(unsigned ? Long.toUnsignedString(bits) : Long.toString(bits));
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        try {
            return IntegerValues.of(column(), bits(bytes, from, to));
        } catch (IllegalArgumentException e) {
            return UnreadValues.of(column(), bytes, from, to);
        }
    }
}
