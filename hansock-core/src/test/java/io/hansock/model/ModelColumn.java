package io.hansock.model;

import io.hansock.value.Row;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A column of a model's table.
 *
 * @param name the name
 * @param domain what it holds
 * @param isNullable whether it holds NULL
 * @param isNumbered whether new rows are numbered in it
 * @param usual values that it often has
 * @param byDefault what a row has in it that does not name it; null for none
 * @param <T> a value
 */
record ModelColumn<T>(
        String name,
        Domain<T> domain,
        boolean isNullable,
        boolean isNumbered,
        List<T> usual,
        @Nullable T byDefault) {

    /** NULL is equal to NULL and lower than everything else. */
    int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return domain.compare(cast(one), cast(other));
    }

    /** What a parameter means. */
    @Nullable
    Object of(@Nullable Object parameter) {
        return parameter == null ? null : domain.of(parameter);
    }

    /** What the first characters or bytes of a value are. */
    @Nullable
    Object prefix(@Nullable Object value, int length) {
        return value == null ? null : domain.prefix(cast(value), length);
    }

    /** A parameter that means {@code value}. */
    @Nullable
    Object parameter(@Nullable Object value, Random random) {
        return value == null ? null : domain.parameter(cast(value), random);
    }

    /** A cell. */
    @Nullable
    Object read(Row row, int position) {
        return row.isNull(position) ? null : domain.read(row, position);
    }

    /** A value in SQL. */
    String literal(@Nullable Object value) {
        return value == null ? "null" : domain.literal(cast(value));
    }

    /** A sum; null if the column does not hold it. */
    @Nullable
    Object plus(Object value, long by) {
        return domain.plus(cast(value), by);
    }

    /** Whether adding that would turn a value above 0 into one below, or the other way round. */
    boolean wouldChangeSign(Object value, long by) {
        int sign = domain.signum(cast(value));
        return sign != 0 && sign == -Long.signum(by) && signOfSum(cast(value), by) == -sign;
    }

    /** Of the exact sum, whether or not the column holds it. */
    private int signOfSum(T value, long by) {
        return new java.math.BigDecimal(value.toString())
                .add(java.math.BigDecimal.valueOf(by))
                .signum();
    }

    /** A value that is often one of the usual ones; never NULL. */
    Object draw(Random random) {
        return usual.isEmpty() || random.nextInt(8) == 0
                ? domain.draw(random)
                : usual.get(random.nextInt(usual.size()));
    }

    @SuppressWarnings("unchecked")
    private T cast(Object value) {
        return (T) value;
    }

    /** As it is declared. */
    String declaration(Dialect dialect) {
        return Schema.quoted(name) + " " + domain.type(dialect)
                + (isNullable ? " null" : " not null")
                + (isNumbered ? " auto_increment" : "")
                + (byDefault == null ? "" : " default " + domain.literal(byDefault));
    }
}
