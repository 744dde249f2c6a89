package io.hansock.model;

import io.hansock.value.Row;
import java.math.BigInteger;
import java.util.Random;

/**
 * BIT.
 *
 * @param bits how many
 */
record BitDomain(int bits) implements Domain<BigInteger> {
    @Override
    public String type(Dialect dialect) {
        return "bit(" + bits + ")";
    }

    @Override
    public int compare(BigInteger one, BigInteger other) {
        return one.compareTo(other);
    }

    @Override
    public BigInteger draw(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            default -> new BigInteger(Math.min(bits, 10), random);
        };
    }

    @Override
    public Object parameter(BigInteger value, Random random) {
        if (bits == 1 && random.nextBoolean()) {
            return value.signum() > 0;
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    @Override
    public BigInteger of(Object parameter) {
        return IntegerDomain.integer(parameter);
    }

    @Override
    public BigInteger read(Row row, int position) {
        return row.getBigInteger(position);
    }

    @Override
    public String literal(BigInteger value) {
        return "b'" + value.toString(2) + "'";
    }

    @Override
    public boolean isPlain() {
        return false;
    }
}
