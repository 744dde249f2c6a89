package io.hansock.model;

import io.hansock.index.Assignment;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of a table as assignments make them. Immutable. */
final class NewRows {
    private final Schema schema;

    NewRows(Schema schema) {
        this.schema = schema;
    }

    /** With defaults in what is not named. */
    Object[] of(List<Assignment> assignments) {
        Object[] row = new Object[schema.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = schema.columns().get(i).byDefault();
        }
        assignments.forEach(assignment -> set(row, assignment));
        return row;
    }

    void set(Object[] row, Assignment assignment) {
        int position = schema.position(assignment.column());
        row[position] = schema.columns().get(position).of(assignment.value());
    }

    /** The column in which the server numbers this row; -1 if there is none. */
    int numbered(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            ModelColumn<?> column = schema.columns().get(i);
            if (column.isNumbered() && (row[i] == null || column.compare(row[i], column.of(0)) == 0)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a column that has to have a value has none, but for that one. */
    boolean lackValue(Object[] row, int numbered) {
        return IntStream.range(0, row.length)
                .anyMatch(i -> row[i] == null
                        && i != numbered
                        && !schema.columns().get(i).isNullable());
    }
}
