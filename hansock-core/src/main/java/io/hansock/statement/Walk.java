package io.hansock.statement;

import io.hansock.index.Comparison;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A walk along an index as SQL: which entries ({@code k > ? OR k = ? AND n >= ?}, which servers read by one look into the index; row
 * constructors they read from the start), and in which order. NULL is lower than everything; for each pattern of NULLs among the values there
 * is a text of its own.
 */
final class Walk {
    /** Ranges over more labels compare their numbers. */
    private static final int MOST_LABELS = 100;

    private final TableMetadata table;
    private final List<Step> steps;
    private final Comparison comparison;

    /** Whether the entries are met from the index's end. */
    private final boolean reversed;

    /**
     * One column of the walk.
     *
     * @param column the column
     * @param descending whether the index has the highest value first
     * @param begins as in {@link #begins}
     */
    private record Step(ColumnFacts column, boolean descending, boolean begins) {}

    /**
     * Along {@code key}.
     *
     * @param comparison any but {@link Comparison#NE}
     */
    Walk(TableMetadata table, KeyFacts key, Comparison comparison) {
        this.table = table;
        this.steps = steps(table, key);
        this.comparison = comparison;
        boolean first = steps.get(0).descending;
        this.reversed = switch (comparison) {
            case GT, GE -> first;
            case LT, LE -> !first;
            default -> false;
        };
    }

    /** The columns of the key, and those of the primary key behind them, by which equal entries are ordered. */
    private static List<Step> steps(TableMetadata table, KeyFacts key) {
        List<Step> steps = new ArrayList<>();
        append(steps, table, key);
        KeyFacts primary = table.primaryKey();
        if (primary != null) {
            append(steps, table, primary);
        }
        return List.copyOf(steps);
    }

    private static void append(List<Step> steps, TableMetadata table, KeyFacts key) {
        boolean tellsRows = key.hasPrefixPart() && !key.unique() && hasAllOfKeyBehind(table, key);
        for (KeyPart part : key.parts()) {
            String name = part.column();
            ColumnFacts column = name == null ? null : table.column(name);
            if (column == null) {
                throw Missing.column(table, name == null ? "an expression" : name);
            }
            if (steps.stream().noneMatch(step -> step.column.equals(column))) {
                steps.add(new Step(column, part.descending(), tellsRows && part.prefixLength() > 0));
            }
        }
    }

    private static boolean hasAllOfKeyBehind(TableMetadata table, KeyFacts key) {
        Set<String> columns = columns(key);
        return behind(table).anyMatch(other -> columns.containsAll(columns(other)));
    }

    private static Set<String> columns(KeyFacts key) {
        return key.parts().stream().map(part -> String.valueOf(part.column())).collect(Collectors.toSet());
    }

    /** The key that is behind every index; where there is no primary key, those that may be. */
    private static Stream<KeyFacts> behind(TableMetadata table) {
        KeyFacts primary = table.primaryKey();
        return primary == null ? table.keys().stream().filter(KeyFacts::unique) : Stream.of(primary);
    }

    /**
     * Whether the index has only beginnings of the column's values, and all columns of the key behind it: if {@code =} is said of each of them,
     * MariaDB (11.8, MDEV-39773) looks at the first entry with such a beginning alone.
     */
    boolean begins(ColumnFacts column) {
        return steps.stream().anyMatch(step -> step.begins && step.column.equals(column));
    }

    /**
     * Whether servers may read too little where filters become part of a range: from its third column on MariaDB (10.11, 11.8) takes the bound
     * of a column from the side that would be right if that ran as the one before it does.
     *
     * @param held how many columns are equal for all entries
     */
    boolean isMixed(int held) {
        List<Boolean> descending = new ArrayList<>();
        for (int i = held + 1; i < steps.size(); i++) {
            descending.add(steps.get(i).descending);
        }
        if (table.primaryKey() == null) {
            behind(table).flatMap(key -> key.parts().stream()).forEach(part -> descending.add(part.descending()));
        }
        return descending.contains(true) && descending.contains(false);
    }

    /**
     * Writes which entries: those that compare with {@code parts}, each with the value of the column in its place. False if that is all of
     * them, and nothing was written.
     */
    boolean where(List<? extends @Nullable Object> parts, Draft draft) {
        if (comparison == Comparison.EQ) {
            equal(parts, parts.size(), draft.words(" where "));
            return true;
        }
        boolean inclusive = comparison == Comparison.GE || comparison == Comparison.LE;
        boolean begun = false;
        for (int last = 0; last < parts.size(); last++) {
            boolean orEqual = inclusive && last == parts.size() - 1;
            Bound bound = bound(last, parts.get(last), orEqual);
            if (bound == Bound.ALL && last == 0) {
                return false;
            }
            if (bound != Bound.NONE) {
                draft.words(begun ? " or " : " where (");
                begun = true;
                equal(parts, last, draft);
                behind(
                        last,
                        parts.get(last),
                        bound,
                        orEqual,
                        draft.words(last > 0 && bound != Bound.ALL ? " and " : ""));
            }
        }
        draft.words(begun ? ")" : " where false");
        return true;
    }

    private void equal(List<? extends @Nullable Object> parts, int count, Draft draft) {
        for (int i = 0; i < count; i++) {
            Step step = steps.get(i);
            Object value = parts.get(i);
            draft.words(i == 0 ? "" : " and ");
            if (value == null) {
                draft.name(step.column.name()).words(" is null");
            } else {
                Filtering.equal(step.column, value, step.begins, draft);
            }
        }
    }

    /** Which entries are behind a value of one column. */
    private enum Bound {
        NONE,
        ALL,
        NULLS,
        NOT_NULLS,
        HIGHER,
        LOWER
    }

    private Bound bound(int step, @Nullable Object value, boolean orEqual) {
        boolean ascending = steps.get(step).descending == reversed;
        if (value != null) {
            return ascending ? Bound.HIGHER : Bound.LOWER;
        }
        if (ascending) {
            return orEqual ? Bound.ALL : Bound.NOT_NULLS;
        }
        return orEqual ? Bound.NULLS : Bound.NONE;
    }

    private void behind(int step, @Nullable Object value, Bound bound, boolean orEqual, Draft draft) {
        ColumnFacts column = steps.get(step).column;
        switch (bound) {
            case NULLS -> draft.name(column.name()).words(" is null");
            case NOT_NULLS -> draft.name(column.name()).words(" is not null");
            case HIGHER, LOWER -> {
                boolean nulls = bound == Bound.LOWER && column.nullable();
                draft.words(nulls ? "(" : "");
                if (value != null) {
                    compare(column, value, bound == Bound.HIGHER, orEqual, draft);
                }
                if (nulls) {
                    draft.words(" or ").name(column.name()).words(" is null)");
                }
            }
            default -> {
                // all that is equal so far
            }
        }
    }

    private static void compare(ColumnFacts column, Object value, boolean isHigher, boolean orEqual, Draft draft) {
        Object ordered = ColumnValue.ordered(column, value);
        if (column.type() == ColumnType.ENUM
                && column.labels().size() <= MOST_LABELS
                && ordered instanceof Long number) {
            int own = number.intValue() - 1;
            labels(
                    column,
                    isHigher
                            ? column.labels()
                                    .subList(
                                            orEqual ? own : own + 1,
                                            column.labels().size())
                            : column.labels().subList(0, orEqual ? own + 1 : own),
                    draft);
        } else {
            draft.name(column.name())
                    .words(isHigher ? " >" : " <")
                    .words(orEqual ? "= " : " ")
                    .parameter(ordered);
        }
    }

    /** Servers use no index to compare labels by their numbers. */
    private static void labels(ColumnFacts column, List<String> labels, Draft draft) {
        if (labels.isEmpty()) {
            draft.words("false");
            return;
        }
        draft.name(column.name()).words(" in (");
        for (int i = 0; i < labels.size(); i++) {
            draft.words(i == 0 ? "" : ", ").parameter(labels.get(i));
        }
        draft.words(")");
    }

    /** Writes the order of the entries, of which the first {@code held} columns are equal. */
    void order(int held, Draft draft) {
        for (int i = held; i < steps.size(); i++) {
            Step step = steps.get(i);
            draft.words(i == held ? " order by " : ", ")
                    .name(step.column.name())
                    .words(step.descending == reversed ? "" : " desc");
        }
    }
}
