package io.hansock.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts one row. Made by {@link #of(Table, Record)}, or column by column from {@link #into(Table)}. A row with the same key is
 * an error, never replaced.
 *
 * @param table the table
 * @param assignments the columns and their values, each column once
 * @param target which server
 * @param <R> what a row becomes
 */
public record Insert<R>(Table<R> table, List<Assignment> assignments, Target target) implements Command<R> {
    /**
     * Copies the list.
     *
     * @param table the table
     * @param assignments the columns and values; copied
     * @param target which server
     * @throws IllegalArgumentException if a column is in the list twice
     */
    public Insert {
        assignments = Assignment.distinct(assignments);
    }

    /**
     * {@return an insert of no columns yet}
     *
     * @param table the table
     * @param <R> what a row becomes
     */
    public static <R> Insert<R> into(Table<R> table) {
        return new Insert<>(table, List.of(), Target.BY_SHARD);
    }

    /**
     * {@return an insert of {@code row}: every component, a null one as NULL}
     *
     * @param table a table declared by the record's class
     * @param row the row
     * @param <R> the record
     * @throws IllegalArgumentException if a component's value cannot be a parameter
     */
    public static <R extends Record> Insert<R> of(Table<R> table, R row) {
        return new Insert<>(table, Assignment.ofAll(row), Target.BY_SHARD);
    }

    /**
     * {@return this insert, which also sets {@code column}}
     *
     * @param column the column
     * @param value its value, null for NULL
     * @throws IllegalArgumentException if the column is set already, or if the value cannot be a parameter
     */
    public Insert<R> set(String column, @Nullable Object value) {
        return new Insert<>(table, Assignment.append(assignments, new Assignment(column, value)), target);
    }

    /**
     * {@return this insert, on the server of that name, whatever the ring says}
     *
     * @param server a configured name
     */
    public Insert<R> on(String server) {
        return new Insert<>(table, assignments, new Target.Server(server));
    }

    @Override
    public byte @Nullable [] shardKey() {
        return Assignment.shardKey(table, assignments);
    }
}
