package io.hansock.value;

import io.hansock.buffer.LittleEndian;
import java.math.BigDecimal;
import java.math.BigInteger;

/** FLOAT in four and DOUBLE in eight bytes of IEEE 754, least significant first. */
final class FloatingCells extends TypedCells {
    private static final double EXACT_INTEGERS = 1L << 53;

    FloatingCells(ColumnMetadata column) {
        super(column);
    }

    private static boolean isFloat(int from, int to) {
        return to - from == Float.BYTES;
    }

    @Override
    public double float64(byte[] bytes, int from, int to) {
        return isFloat(from, to)
                ? Float.intBitsToFloat(LittleEndian.get32(bytes, from))
                : Double.longBitsToDouble(LittleEndian.get64(bytes, from));
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        return (float) float64(bytes, from, to);
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        double value = float64(bytes, from, to);
        if (Math.abs(value) <= EXACT_INTEGERS && value == Math.rint(value)) {
            return (long) value;
        }
        byte[] text = bytes(bytes, from, to);
        return TextNumbers.int64(text, 0, text.length);
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        byte[] text = bytes(bytes, from, to);
        return TextNumbers.unsigned64(text, 0, text.length);
    }

    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        return float64(bytes, from, to) != 0;
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        byte[] text = bytes(bytes, from, to);
        return TextNumbers.integer(text, 0, text.length);
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        byte[] text = bytes(bytes, from, to);
        return TextNumbers.decimal(text, 0, text.length);
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        double value = float64(bytes, from, to);
        int decimals = column().fixedDecimals();
        return zeroFilled(
                isFloat(from, to)
                        ? FloatingText.ofFloat((float) value, decimals)
                        : FloatingText.ofDouble(value, decimals));
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        double value = float64(bytes, from, to);
        return isFloat(from, to) ? new NumberValue.Float32((float) value) : new NumberValue.Float64(value);
    }
}
