package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** BIT columns, which HandlerSocket wants as bytes, most significant first. */
final class BitCheck implements ValueCheck {
    private final int bits;
    private final Misfit range;
    private final Misfit type;

    BitCheck(ColumnFacts column) {
        this.bits = column.precision();
        this.range = Misfit.of(Rule.VALUE_RANGE, "the column has " + bits + " bits, and no sign");
        this.type = Misfit.of(
                Rule.VALUE_TYPE, "the column takes whole numbers and bytes" + (bits == 1 ? ", and true or false" : ""));
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        BigInteger number = number(value);
        if (number == null) {
            return type;
        }
        return number.signum() < 0 || number.bitLength() > bits ? range : null;
    }

    private @Nullable BigInteger number(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigInteger.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger number) {
            return number;
        }
        if (value instanceof byte[] bytes && bytes.length > 0) {
            return new BigInteger(1, bytes);
        }
        return value instanceof Boolean truth && bits == 1 ? (truth ? BigInteger.ONE : BigInteger.ZERO) : null;
    }

    @Override
    public Object onTheWire(Object value) {
        BigInteger number = number(value);
        long word = number == null ? 0 : number.longValue();
        byte[] bytes = new byte[(bits + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = (byte) word;
            word >>>= Byte.SIZE;
        }
        return bytes;
    }
}
