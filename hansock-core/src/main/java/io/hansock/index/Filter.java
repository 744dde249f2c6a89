package io.hansock.index;

import org.jspecify.annotations.Nullable;

/**
 * What a column has to be, for {@link Find#where(String, Filter)} and {@link Find#takeWhile(String, Filter)}. Made by
 * {@link Filters}. The column's collation decides what text is equal.
 *
 * @param comparison how the column is compared with the value
 * @param value what it is compared with; null only with {@link Comparison#EQ} and {@link Comparison#NE}
 */
public record Filter(Comparison comparison, @Nullable Object value) {
    /**
     * Checks the value.
     *
     * @param comparison how to compare
     * @param value with what
     * @throws IllegalArgumentException if it cannot be a parameter, or is null where that has no meaning
     */
    public Filter {
        if (comparison != Comparison.EQ && comparison != Comparison.NE) {
            value = Arguments.present(value, "the bound of " + comparison);
        } else {
            value = Arguments.value(value);
        }
    }

    /** The comparison alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return comparison + (value == null ? " NULL" : " …");
    }
}
