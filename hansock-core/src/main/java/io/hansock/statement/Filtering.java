package io.hansock.statement;

import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Filter;
import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import org.jspecify.annotations.Nullable;

/** Filters as SQL. NULL is lower than everything, and unequal to all but itself. Stateless. */
final class Filtering {
    private Filtering() {}

    /**
     * Writes what {@code condition} wants of its column. A bound on a walk, legal where it is, holds for all rows up to it.
     *
     * @param begins as in {@link Walk#begins}
     */
    static void condition(ColumnFacts column, Condition condition, boolean begins, Draft draft) {
        Filter filter = condition.filter();
        Comparison comparison = filter.comparison();
        Object value = filter.value();
        if (value == null) {
            isNull(column, comparison == Comparison.EQ, draft);
            return;
        }
        if (begins && comparison == Comparison.EQ) {
            equal(column, value, begins, draft);
            return;
        }
        boolean nulls = column.nullable()
                && (comparison == Comparison.NE || comparison == Comparison.LT || comparison == Comparison.LE);
        draft.words(nulls ? "(" : "").name(column.name()).words(operator(comparison));
        draft.parameter(comparand(column, comparison, value));
        if (nulls) {
            draft.words(" or ").name(column.name()).words(" is null)");
        }
    }

    private static void isNull(ColumnFacts column, boolean wanted, Draft draft) {
        if (isSaidToBeNull(column)) {
            draft.words(wanted ? "false" : "true");
        } else {
            draft.name(column.name()).words(wanted ? " is null" : " is not null");
        }
    }

    /** Where there is no NULL, servers say {@code is null} of zero dates, and with {@code sql_auto_is_null} of the row they numbered last. */
    private static boolean isSaidToBeNull(ColumnFacts column) {
        return !column.nullable()
                && (column.type() == ColumnType.DATE
                        || column.type() == ColumnType.DATETIME
                        || column.isAutoIncrement());
    }

    /** Writes that it is that value; as a range where {@link Walk#begins}. */
    static void equal(ColumnFacts column, Object value, boolean begins, Draft draft) {
        draft.name(column.name()).words(begins ? " >= " : " = ").value(column, value);
        if (begins) {
            draft.words(" and ").name(column.name()).words(" <= ").value(column, value);
        }
    }

    private static @Nullable Object comparand(ColumnFacts column, Comparison comparison, Object value) {
        return comparison == Comparison.EQ || comparison == Comparison.NE
                ? ColumnValue.of(column, value)
                : ColumnValue.ordered(column, value);
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
        };
    }
}
