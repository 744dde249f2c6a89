package io.hansock.model;

import io.hansock.value.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * DECIMAL.
 *
 * @param precision the digits in all
 * @param scale those behind the point
 */
record DecimalDomain(int precision, int scale) implements Domain<BigDecimal> {
    @Override
    public String type(Dialect dialect) {
        return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public int compare(BigDecimal one, BigDecimal other) {
        return one.compareTo(other);
    }

    private BigDecimal most() {
        return new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    }

    @Override
    public BigDecimal draw(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> most();
            case 1 -> most().negate();
            case 2 -> BigDecimal.valueOf(1, scale);
            default ->
                BigDecimal.valueOf(random.nextInt(7) - 2)
                        .setScale(scale)
                        .add(BigDecimal.valueOf(random.nextInt(3) * 5L, scale));
        };
    }

    @Override
    public Object parameter(BigDecimal value, Random random) {
        BigDecimal short1 = value.stripTrailingZeros();
        if (short1.scale() <= 0 && short1.precision() - short1.scale() < 18 && random.nextBoolean()) {
            return short1.longValueExact();
        }
        return random.nextBoolean() ? value : short1;
    }

    @Override
    public BigDecimal of(Object parameter) {
        BigDecimal value = parameter instanceof BigDecimal decimal
                ? decimal
                : parameter instanceof BigInteger integer
                        ? new BigDecimal(integer)
                        : BigDecimal.valueOf(((Number) parameter).longValue());
        return value.setScale(scale);
    }

    @Override
    public BigDecimal read(Row row, int position) {
        return row.getBigDecimal(position);
    }

    @Override
    public String literal(BigDecimal value) {
        return value.toPlainString();
    }

    @Override
    public @Nullable BigDecimal plus(BigDecimal value, long by) {
        BigDecimal sum = value.add(BigDecimal.valueOf(by));
        return sum.abs().compareTo(most()) > 0 ? null : sum;
    }

    @Override
    public int signum(BigDecimal value) {
        return value.signum();
    }

    @Override
    public boolean isNumber() {
        return true;
    }
}
