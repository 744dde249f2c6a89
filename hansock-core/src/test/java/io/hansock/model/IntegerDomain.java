package io.hansock.model;

import io.hansock.value.Row;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Integers of one width.
 *
 * @param type the type in SQL
 * @param least the lowest value
 * @param most the highest
 */
record IntegerDomain(String type, BigInteger least, BigInteger most) implements Domain<BigInteger> {
    private static final BigInteger LONG_MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Of so many bits. */
    static IntegerDomain of(String type, int bits, boolean unsigned) {
        BigInteger span = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
        return new IntegerDomain(
                unsigned ? type + " unsigned" : type,
                unsigned ? BigInteger.ZERO : span.negate(),
                span.subtract(BigInteger.ONE));
    }

    @Override
    public String type(Dialect dialect) {
        return type;
    }

    @Override
    public int compare(BigInteger one, BigInteger other) {
        return one.compareTo(other);
    }

    @Override
    public BigInteger draw(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> least;
            case 1 -> most;
            case 2 ->
                least.add(most.subtract(least)
                        .multiply(BigInteger.valueOf(random.nextInt(1000)))
                        .divide(BigInteger.valueOf(1000)));
            default -> BigInteger.valueOf(random.nextInt(10) - (least.signum() < 0 ? 3 : 0));
        };
    }

    @Override
    public Object parameter(BigInteger value, Random random) {
        if (value.compareTo(LONG_MOST) > 0) {
            return value;
        }
        return switch (random.nextInt(4)) {
            case 0 -> value;
            case 1 -> value.bitLength() < Integer.SIZE ? (Object) value.intValue() : value.longValue();
            case 2 -> value.signum() >= 0 && value.bitLength() < 2 ? (Object) (value.signum() > 0) : value.longValue();
            default -> value.longValue();
        };
    }

    @Override
    public BigInteger of(Object parameter) {
        return integer(parameter);
    }

    /** What a parameter means that is a whole number, or a truth. */
    static BigInteger integer(Object parameter) {
        if (parameter instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        return parameter instanceof BigInteger integer ? integer : BigInteger.valueOf(((Number) parameter).longValue());
    }

    @Override
    public BigInteger read(Row row, int position) {
        return row.getBigInteger(position);
    }

    @Override
    public String literal(BigInteger value) {
        return value.toString();
    }

    @Override
    public @Nullable BigInteger plus(BigInteger value, long by) {
        BigInteger sum = value.add(BigInteger.valueOf(by));
        return sum.compareTo(least) < 0 || sum.compareTo(most) > 0 ? null : sum;
    }

    @Override
    public int signum(BigInteger value) {
        return value.signum();
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    /** All of them. */
    static List<IntegerDomain> all() {
        return List.of(
                of("tinyint", 8, false),
                of("tinyint", 8, true),
                of("smallint", 16, false),
                of("smallint", 16, true),
                of("mediumint", 24, false),
                of("mediumint", 24, true),
                of("int", 32, false),
                of("int", 32, true),
                of("bigint", 64, false),
                of("bigint", 64, true));
    }
}
