package io.hansock.index;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table: where finds begin. {@code BY_AGE.ge(65).limit(20)}. Made by {@link Table#index(String, String...)} once, as
 * a constant. Equal only to itself. Immutable, safe to share between threads.
 *
 * <p>Keys are values for its leading columns, in the index's order; fewer than it has columns are legal. Each method that takes
 * some throws {@link IllegalArgumentException} for no or too many, and for a value whose type cannot be a parameter. NULL,
 * written {@code eq((Object) null)}, finds the rows whose column is NULL; a column that is NOT NULL must not be asked for it.
 *
 * @param <R> what a row becomes
 */
public final class Index<R> {
    private final Table<R> table;
    private final String name;
    private final List<String> columns;

    Index(Table<R> table, String name, List<String> columns) {
        this.table = table;
        this.name = Identifiers.index(name);
        this.columns = Identifiers.columns(columns);
    }

    /** {@return the table} */
    public Table<R> table() {
        return table;
    }

    /** {@return the index's name; {@code PRIMARY} for the primary key} */
    public String name() {
        return name;
    }

    /** {@return the declared columns of its key, in order; empty if they were not declared} */
    public List<String> columns() {
        return columns;
    }

    /**
     * {@return a find of the rows whose key begins with {@code parts}}
     *
     * @param parts values for the leading columns
     */
    public Find<R> eq(@Nullable Object... parts) {
        return compare(Comparison.EQ, parts);
    }

    /**
     * {@return a find of the rows behind {@code parts}, ascending to the end of the index}
     *
     * @param parts values for the leading columns
     */
    public Find<R> gt(@Nullable Object... parts) {
        return compare(Comparison.GT, parts);
    }

    /**
     * {@return a find of the rows from {@code parts} on, ascending to the end of the index}
     *
     * @param parts values for the leading columns
     */
    public Find<R> ge(@Nullable Object... parts) {
        return compare(Comparison.GE, parts);
    }

    /**
     * {@return a find of the rows before {@code parts}, descending to the start of the index}
     *
     * @param parts values for the leading columns
     */
    public Find<R> lt(@Nullable Object... parts) {
        return compare(Comparison.LT, parts);
    }

    /**
     * {@return a find of the rows up to {@code parts}, descending to the start of the index}
     *
     * @param parts values for the leading columns
     */
    public Find<R> le(@Nullable Object... parts) {
        return compare(Comparison.LE, parts);
    }

    /**
     * {@return a find of the rows whose first key column is between two values, both included, ascending}
     *
     * @param low the lowest, not null
     * @param high the highest, not null
     * @throws IllegalArgumentException also if this index was declared without its columns
     */
    public Find<R> between(Object low, Object high) {
        if (columns.isEmpty()) {
            throw undeclared("between");
        }
        return compare(Comparison.GE, Arguments.present(low, "the lower bound"))
                .takeWhile(columns.get(0), Filters.le(Arguments.present(high, "the upper bound")));
    }

    /**
     * {@return a find for each of {@code values} as the first key column, in their order; for none it finds nothing} Each
     * value finds all its rows; limit and offset count those of all values together.
     *
     * @param values values for the first column, none null
     */
    public Find<R> in(Collection<?> values) {
        return Find.of(this, new KeyMatch.In(List.of(), Arguments.values(values)));
    }

    private Find<R> compare(Comparison comparison, @Nullable Object... parts) {
        if (!columns.isEmpty() && parts.length > columns.size()) {
            throw new IllegalArgumentException(
                    parts.length + " key parts for index " + name + " of " + columns.size() + " columns");
        }
        return Find.of(this, new KeyMatch.Compare(comparison, Arguments.key(parts)));
    }

    IllegalArgumentException undeclared(String what) {
        return new IllegalArgumentException(
                what + " needs the columns of index " + name + ": declare it as index(\"" + name + "\", columns…)");
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
