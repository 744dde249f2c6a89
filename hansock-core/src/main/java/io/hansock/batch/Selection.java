package io.hansock.batch;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a typed command is about: an operator, a key, a limit and an offset. Immutable.
 *
 * @param operator how the key is compared
 * @param key values for the leading columns of the index, null for NULL; unmodifiable
 * @param limit the most rows, from 1
 * @param offset how many rows to leave out first
 */
public record Selection(Operator operator, List<@Nullable Object> key, int limit, int offset) {
    /**
     * Checks the values of the key, and copies it.
     *
     * @param operator how the key is compared
     * @param key values for the leading columns of the index, null for NULL
     * @param limit the most rows, from 1
     * @param offset how many rows to leave out first
     * @throws IllegalArgumentException if a value cannot be a parameter
     */
    public Selection {
        key = Values.checked(key);
    }

    /**
     * {@return at most one row whose key begins with {@code key}}
     *
     * @param key values for the leading columns of the index
     */
    public static Selection eq(@Nullable Object... key) {
        return of(Operator.EQ, key);
    }

    /**
     * {@return at most one row}
     *
     * @param operator how the key is compared
     * @param key values for the leading columns of the index
     */
    public static Selection of(Operator operator, @Nullable Object... key) {
        return new Selection(operator, Arrays.asList(key), 1, 0);
    }

    /**
     * {@return this selection, of up to so many rows}
     *
     * @param rows from 1; together with the offset at most 2<sup>31</sup>-1
     */
    public Selection limit(int rows) {
        return new Selection(operator, key, rows, offset);
    }

    /**
     * {@return this selection, without its first rows}
     *
     * @param rows how many to leave out
     */
    public Selection offset(int rows) {
        return new Selection(operator, key, limit, rows);
    }

    /** The shape alone: keys never end up in a log by way of this. */
    @Override
    public String toString() {
        return operator + " " + key.size() + " parts limit " + limit + " offset " + offset;
    }
}
