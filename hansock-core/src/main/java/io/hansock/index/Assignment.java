package io.hansock.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column and the value that it gets.
 *
 * @param column the column
 * @param value the value, null for NULL
 */
public record Assignment(String column, @Nullable Object value) {
    /**
     * Checks the name and the value.
     *
     * @param column the column
     * @param value the value, null for NULL
     * @throws IllegalArgumentException if the name cannot be a column's, or the value not a parameter
     */
    public Assignment {
        Identifiers.column(column);
        try {
            value = Arguments.value(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column " + column + ": " + e.getMessage(), e);
        }
    }

    /** A copy, after a look for columns that are in it twice. Rows are narrow: comparing all pairs is faster than a set. */
    static List<Assignment> distinct(List<Assignment> assignments) {
        for (int i = 1; i < assignments.size(); i++) {
            String column = assignments.get(i).column;
            for (int j = 0; j < i; j++) {
                if (assignments.get(j).column.equals(column)) {
                    throw new IllegalArgumentException("column " + column + " is set twice");
                }
            }
        }
        return List.copyOf(assignments);
    }

    static List<Assignment> append(List<Assignment> assignments, Assignment next) {
        List<Assignment> appended = new ArrayList<>(assignments.size() + 1);
        appended.addAll(assignments);
        appended.add(next);
        return appended;
    }

    /** The column alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return column;
    }
}
