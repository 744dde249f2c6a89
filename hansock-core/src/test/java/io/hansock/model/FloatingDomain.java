package io.hansock.model;

import io.hansock.value.Row;
import java.util.List;
import java.util.Random;

/**
 * DOUBLE; or FLOAT, whose values are those doubles that a float holds. Minus zero is left out: it is equal to zero and another value.
 *
 * @param type the type in SQL
 * @param isFloat whether it is FLOAT
 * @param odd values that are no small integers
 */
record FloatingDomain(String type, boolean isFloat, List<Double> odd) implements Domain<Double> {
    static FloatingDomain ofFloat() {
        return new FloatingDomain(
                "float",
                true,
                List.of(0.1, 3.14159274, -2.5, 16777216.0, 3.4028234663852886e38, 1.17549435e-38, -1e-7));
    }

    static FloatingDomain ofDouble() {
        return new FloatingDomain(
                "double",
                false,
                List.of(0.1, Math.PI, -2.5, 0x1p53, Double.MAX_VALUE, Double.MIN_NORMAL, -1e-7, 1e15, 123456789.125));
    }

    @Override
    public String type(Dialect dialect) {
        return type;
    }

    @Override
    public int compare(Double one, Double other) {
        return one.compareTo(other);
    }

    @Override
    public Double draw(Random random) {
        double value = random.nextBoolean() ? random.nextInt(5) - 1 : odd.get(random.nextInt(odd.size()));
        return isFloat ? (float) value : value;
    }

    @Override
    public Object parameter(Double value, Random random) {
        if (value == Math.rint(value) && Math.abs(value) < 1 << 24 && random.nextInt(3) == 0) {
            return value.intValue();
        }
        return (float) (double) value == value && (isFloat || random.nextBoolean())
                ? (Object) value.floatValue()
                : value;
    }

    @Override
    public Double of(Object parameter) {
        return ((Number) parameter).doubleValue();
    }

    @Override
    public Double read(Row row, int position) {
        return isFloat ? (double) row.getFloat(position) : row.getDouble(position);
    }

    /** SQL reads a FLOAT's literal as a double and takes the nearest float, which is this one. */
    @Override
    public String literal(Double value) {
        return value.toString();
    }

    /** A server prints six digits of a FLOAT, and a float widened to a DOUBLE is another number than its text. */
    @Override
    public boolean isPlain() {
        return false;
    }
}
