package io.hansock.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a row or, if there is one with the same primary key, sets the other columns that are named here in it. Made by
 * {@link #of(Table, Record)}, or column by column from {@link Key#upsert()}. Columns that are not named get their defaults in a new row, and stay
 * as they are in one that is there. A row that is in the way by another unique key is an error, and never changed.
 *
 * @param table the table
 * @param assignments the columns and their values, each column once; those of the primary key are among them, and not NULL
 * @param target which server
 * @param <R> what a row becomes
 */
public record Upsert<R>(Table<R> table, List<Assignment> assignments, Target target) implements Command<R> {
    /**
     * Copies the list.
     *
     * @param table the table
     * @param assignments the columns and values; copied
     * @param target which server
     * @throws IllegalArgumentException if a column is in the list twice, or one of the primary key is not, or is NULL
     */
    public Upsert {
        assignments = Assignment.distinct(assignments);
        for (String column : table.primary().columns()) {
            if (Assignment.valueOf(column, assignments) == null) {
                throw new IllegalArgumentException(
                        "an upsert goes by primary key: column " + column + " needs a value that is not NULL");
            }
        }
    }

    /**
     * {@return an upsert of {@code row}: every component, a null one as NULL}
     *
     * @param table a table declared by the record's class
     * @param row the row
     * @param <R> the record
     * @throws IllegalArgumentException if a component's value cannot be a parameter, or one of the primary key is null
     */
    public static <R extends Record> Upsert<R> of(Table<R> table, R row) {
        return new Upsert<>(table, Assignment.ofAll(row), Target.BY_SHARD);
    }

    /**
     * {@return this upsert, which also sets {@code column}}
     *
     * @param column the column
     * @param value its value, null for NULL
     * @throws IllegalArgumentException if the column is set already, or if the value cannot be a parameter
     */
    public Upsert<R> set(String column, @Nullable Object value) {
        return new Upsert<>(table, Assignment.append(assignments, new Assignment(column, value)), target);
    }

    /**
     * {@return this upsert, on the server of that name, whatever the ring says}
     *
     * @param server a configured name
     */
    public Upsert<R> on(String server) {
        return new Upsert<>(table, assignments, new Target.Server(server));
    }

    @Override
    public byte @Nullable [] shardKey() {
        return Assignment.shardKey(table, assignments);
    }
}
