package io.hansock.model;

import io.hansock.value.Row;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a column of one type holds, and how that is ordered. Immutable.
 *
 * @param <T> a value as the model keeps it: one object for one stored value, by {@code equals}
 */
interface Domain<T> {
    /** The type in SQL, with its charset and collation if it has one. */
    String type(Dialect dialect);

    /** How keys and filters compare. */
    int compare(T one, T other);

    /** A value, often one of few, so that rows meet. */
    T draw(Random random);

    /** A Java value of the kinds that users hand over, which means {@code value}. */
    Object parameter(T value, Random random);

    /** What a parameter that such a column takes means. */
    T of(Object parameter);

    /** A cell that is not NULL. */
    T read(Row row, int position);

    /** The value in SQL. */
    String literal(T value);

    /** The value of the first characters or bytes of {@code value}, for keys that hold no more. */
    default T prefix(T value, int length) {
        throw new IllegalStateException(getClass() + " has no beginnings");
    }

    /** How long the longest value is in a key that holds beginnings; 0 if no key can. */
    default int prefixable() {
        return 0;
    }

    /** Whether a key can hold whole values. */
    default boolean isKey() {
        return true;
    }

    /** Whether values have an order and can be compared with others than NULL. */
    default boolean isOrdered() {
        return true;
    }

    /** Whether HandlerSocket takes and gives it in the form in which a client sends and reads it that knows no table. */
    default boolean isPlain() {
        return true;
    }

    /** Whether MySQL lacks the type. */
    default boolean isMariaDbs() {
        return false;
    }

    /** {@code value} and {@code by} added; null if the column does not hold the sum. */
    default @Nullable T plus(T value, long by) {
        throw new IllegalStateException(getClass() + " does not add");
    }

    /** -1, 0 or 1. */
    default int signum(T value) {
        throw new IllegalStateException(getClass() + " has no sign");
    }

    /** Whether {@link #plus} and {@link #signum} mean something. */
    default boolean isNumber() {
        return false;
    }
}
