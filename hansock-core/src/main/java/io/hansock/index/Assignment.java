package io.hansock.index;

import io.hansock.value.RecordMapper;
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

    /** Every component of a row. */
    @SuppressWarnings("unchecked")
    static <R extends Record> List<Assignment> ofAll(R row) {
        RecordMapper<R> mapper = (RecordMapper<R>) RecordMapper.of(row.getClass());
        List<@Nullable Object> values = mapper.values(row);
        List<Assignment> assignments = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            assignments.add(new Assignment(mapper.columns().get(i), values.get(i)));
        }
        return assignments;
    }

    /** The value that {@code column} gets; null for none, and for NULL. */
    static @Nullable Object valueOf(String column, List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            if (assignment.column.equals(column)) {
                return assignment.value;
            }
        }
        return null;
    }

    /** The bytes that the ring places for a row with these values; null if a shard column has none. */
    static byte @Nullable [] shardKey(Table<?> table, List<Assignment> assignments) {
        List<Object> values = new ArrayList<>(1);
        for (String column : table.shardColumns()) {
            Object value = valueOf(column, assignments);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return table.encodeShardKey(values);
    }

    /** The column alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return column;
    }
}
