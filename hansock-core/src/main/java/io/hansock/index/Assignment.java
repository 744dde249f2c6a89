package io.hansock.index;

import java.util.ArrayList;
import java.util.Collections;
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

    /** {@code assignments} and one more, for a column that has none yet. */
    static List<Assignment> append(List<Assignment> assignments, Assignment next) {
        for (Assignment assignment : assignments) {
            if (assignment.column.equals(next.column)) {
                throw new IllegalArgumentException("column " + next.column + " is set twice");
            }
        }
        List<Assignment> appended = new ArrayList<>(assignments.size() + 1);
        appended.addAll(assignments);
        appended.add(next);
        return Collections.unmodifiableList(appended);
    }

    /** The column alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return column;
    }
}
