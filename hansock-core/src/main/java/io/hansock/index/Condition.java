package io.hansock.index;

/**
 * A filter on one column of the rows that an index walk meets.
 *
 * @param column the column
 * @param filter what it has to be
 * @param otherwise what happens at a row for which that does not hold
 */
public record Condition(String column, Filter filter, Otherwise otherwise) {
    /** What happens at a row that does not pass. */
    public enum Otherwise {
        /** The row is left out; limit and offset do not count it. */
        SKIP,
        /** The walk ends before the row. */
        STOP
    }

    /**
     * Checks the name.
     *
     * @param column the column
     * @param filter what it has to be
     * @param otherwise what happens at other rows
     * @throws IllegalArgumentException if it cannot be a column's
     */
    public Condition {
        Identifiers.column(column);
    }
}
