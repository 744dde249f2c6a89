package io.hansock.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row, by its primary key: {@code USERS.key(42)}. Where reads and changes of single rows begin.
 * Immutable, safe to share between threads.
 *
 * @param <R> what a row becomes
 */
public final class Key<R> {
    private final Table<R> table;
    private final List<@Nullable Object> parts;
    private final Target target;

    Key(Table<R> table, List<@Nullable Object> parts, Target target) {
        this.table = table;
        this.parts = parts;
        this.target = target;
    }

    /** {@return the table} */
    public Table<R> table() {
        return table;
    }

    /**
     * {@return this key, on the server of that name, whatever the ring says}
     *
     * @param server a configured name
     */
    public Key<R> on(String server) {
        return new Key<>(table, parts, new Target.Server(server));
    }

    /** {@return a find of the row} */
    public Find<R> find() {
        return Find.of(table.primary(), new KeyMatch.Compare(Comparison.EQ, parts))
                .to(target)
                .limit(1);
    }

    /**
     * {@return an update of the row that sets {@code column}}
     *
     * @param column the column
     * @param value its new value, null for NULL
     * @throws IllegalArgumentException if the value cannot be a parameter
     */
    public Update<R> set(String column, @Nullable Object value) {
        return find().set(column, value);
    }

    /**
     * {@return an increment of the row that adds to {@code column}}
     *
     * @param column the column, of an integer type
     * @param by what is added; negative to subtract
     */
    public Increment<R> increment(String column, long by) {
        return find().increment(column, by);
    }

    /** {@return an upsert of the row: to be told the other columns by {@link Upsert#set}} */
    public Upsert<R> upsert() {
        List<Assignment> assignments = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            assignments.add(new Assignment(table.primary().columns().get(i), parts.get(i)));
        }
        return new Upsert<>(table, assignments, target);
    }

    /** {@return a delete of the row} */
    public Delete<R> delete() {
        return find().delete();
    }

    /** The shape alone: keys never end up in a log by way of this. */
    @Override
    public String toString() {
        return "key of " + table;
    }
}
