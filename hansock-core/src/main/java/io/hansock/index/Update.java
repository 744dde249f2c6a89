package io.hansock.index;

import io.hansock.value.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets columns of rows; those not named stay as they are. Made by {@link Key#set(String, Object)} for one row, by
 * {@link Find#set(String, Object)} for several. The answer counts the rows that matched, changed or not.
 *
 * @param rows which rows
 * @param assignments the columns and their new values, at least one, each column once
 * @param <R> what a row becomes
 */
public record Update<R>(Find<R> rows, List<Assignment> assignments) implements Change<R> {
    /**
     * Copies the list.
     *
     * @param rows which rows
     * @param assignments the columns and values; copied
     * @throws IllegalArgumentException if it is empty, or if a column is in it twice
     */
    public Update {
        assignments = Assignment.distinct(assignments);
        if (assignments.isEmpty()) {
            throw new IllegalArgumentException("an update sets at least one column");
        }
    }

    /**
     * {@return this update, which also sets {@code column}}
     *
     * @param column the column
     * @param value its new value, null for NULL
     * @throws IllegalArgumentException if the column is set already, or if the value cannot be a parameter
     */
    public Update<R> set(String column, @Nullable Object value) {
        return new Update<>(rows, Assignment.append(assignments, new Assignment(column, value)));
    }

    /** {@return this update, answering the columns that it sets as they were before, row by row} */
    public ReturningOld<Row> returningOld() {
        return new ReturningOld<>(
                this, assignments.stream().map(Assignment::column).toList(), Table.ROWS);
    }

    /** {@return whether a column that places the row on the ring is set: the row would end up on the wrong server} */
    public boolean setsShardColumn() {
        return assignments.stream().anyMatch(set -> table().shardColumns().contains(set.column()));
    }
}
