package io.hansock.guard;

import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.metadata.Privilege;
import io.hansock.value.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of finds, and of the finds that changes begin with. Safe for any thread. */
final class Reads {
    private final TableGuard table;
    private final TypedColumns typed;

    Reads(TableGuard table) {
        this.table = table;
        this.typed = new TypedColumns(table);
    }

    Columns typed(List<String> names) {
        return typed.of(names);
    }

    /** The columns of the primary key, where finds by it can go over HandlerSocket whatever their values. */
    KeyGuard keys(Table<?> declared) {
        Judgement judgement = table.judgement();
        IndexGuard index = table.index(declared.primary());
        Placing placing = table.placing(declared);
        placing.judge(Target.BY_SHARD, judgement);
        index.judgeEqual(declared.primary().columns().size(), false, judgement);
        read(declared.columns(), judgement);
        return new KeyGuard(
                judgement.isClear()
                        ? index.parts().subList(0, declared.primary().columns().size()).stream()
                                .map(column -> placing.column(column, Target.BY_SHARD))
                                .toList()
                        : null);
    }

    <R> Verdict<Find<R>> judge(Find<R> find) {
        Judgement judgement = table.judgement();
        rows(find, judgement);
        read(find.columns(), judgement);
        if (table.policy().sharded()) {
            MergedOrder.judge(find, table, judgement);
        }
        rangeOverSql(find, judgement);
        return judgement.isClear() ? new Verdict.HandlerSocket<>(onTheWire(find)) : judgement.verdict();
    }

    <R> @Nullable Verdict<Find<R>> judgeEach(Find<R> like, List<? extends List<? extends @Nullable Object>> keys) {
        Judgement judgement = table.judgement();
        IndexGuard index = table.index(like.index());
        table.placing(like.table()).judge(like.target(), judgement);
        for (int i = 0; i < keys.size(); i++) {
            equal(like, index, keys.get(i), judgement);
        }
        conditions(like, index, judgement);
        read(like.columns(), judgement);
        return judgement.isClear() ? null : judgement.verdict();
    }

    /** Judges which rows a find chooses. */
    void rows(Find<?> find, Judgement judgement) {
        IndexGuard index = table.index(find.index());
        table.placing(find.table()).judge(find.target(), judgement);
        if (find.match() instanceof KeyMatch.In in) {
            for (Object value : in.values()) {
                List<@Nullable Object> key = new ArrayList<>(in.prefix());
                key.add(value);
                equal(find, index, key, judgement);
            }
        } else if (find.match() instanceof KeyMatch.Compare walk) {
            if (walk.comparison() == Comparison.EQ) {
                equal(find, index, walk.parts(), judgement);
            } else {
                boolean ascending = walk.comparison() == Comparison.GE || walk.comparison() == Comparison.GT;
                index.judgeRange(walk.parts().size(), ascending, judgement);
                values(find, index, walk.parts(), judgement);
            }
        }
        conditions(find, index, judgement);
    }

    /** What only HandlerSocket can do, once it is clear that it does not. */
    void rangeOverSql(Find<?> find, Judgement judgement) {
        if (!judgement.isClear()
                && find.match() instanceof KeyMatch.Compare walk
                && walk.comparison() != Comparison.EQ) {
            table.index(find.index()).judgeRangeOverSql(walk.parts().size(), judgement);
        }
    }

    private void equal(Find<?> find, IndexGuard index, List<? extends @Nullable Object> key, Judgement judgement) {
        index.judgeEqual(key.size(), key.contains(null), judgement);
        values(find, index, key, judgement);
    }

    private void values(Find<?> find, IndexGuard index, List<? extends @Nullable Object> key, Judgement judgement) {
        if (key.size() <= index.parts().size()) {
            Placing placing = table.placing(find.table());
            for (int i = 0; i < key.size(); i++) {
                ColumnGuard column = placing.column(index.parts().get(i), find.target());
                judgement.valueOrNull(column, key.get(i));
                readable(column, judgement);
            }
        }
    }

    private static void readable(ColumnGuard column, Judgement judgement) {
        if (!column.isAllowed(Privilege.SELECT)) {
            judgement.overSql(Rule.PRIVILEGE);
        }
    }

    /** Judges which columns are read. */
    void read(List<String> columns, Judgement judgement) {
        for (int i = 0; i < columns.size(); i++) {
            ColumnGuard column = judgement.known(table, columns.get(i));
            if (column != null) {
                judgement.overSql(column.overSql());
                readable(column, judgement);
            }
        }
    }

    private void conditions(Find<?> find, IndexGuard index, Judgement judgement) {
        List<Condition> conditions = find.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            ColumnGuard column = judgement.known(table, conditions.get(i).column());
            if (column != null) {
                filter(column, conditions.get(i).filter(), judgement);
                readable(column, judgement);
            }
        }
        if (!conditions.isEmpty()) {
            StopFilters.judge(find, index, judgement);
        }
    }

    private static void filter(ColumnGuard column, Filter filter, Judgement judgement) {
        judgement.overSql(column.overSql());
        if (column.facts().isLarge()) {
            judgement.overSql(Rule.FILTER_BLOB);
        }
        Object value = filter.value();
        if (value == null) {
            // a column that holds no NULL can be asked for it, to no effect; HandlerSocket has nowhere to put it
            judgement.overSql(column.facts().nullable() ? null : Rule.NOT_NULL);
        } else if (column.hasNoOrder()) {
            judgement.refuseColumn(
                    Rule.VALUE_TYPE, column.facts().name(), "the column can be compared with NULL only; ask in SQL");
        } else {
            judgement.value(column, value);
        }
    }

    /** A clear find with its values as HandlerSocket is to be sent them; mostly itself. */
    <R> Find<R> onTheWire(Find<R> find) {
        IndexGuard index = table.index(find.index());
        Find<R> sent = find;
        if (find.match() instanceof KeyMatch.Compare walk) {
            List<? extends @Nullable Object> parts = onTheWire(index, walk.parts());
            if (isOther(parts, walk.parts())) {
                sent = sent.matching(new KeyMatch.Compare(walk.comparison(), new ArrayList<>(parts)));
            }
        }
        List<Condition> conditions = find.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            Object value = condition.filter().value();
            ColumnGuard column = table.column(condition.column());
            if (value == null || column == null) {
                continue;
            }
            Object other = column.values().onTheWire(value);
            if (isOther(other, value)) {
                sent = sent.replacing(i, new Filter(condition.filter().comparison(), other));
            }
        }
        return sent;
    }

    /** The key as it is to be sent: itself if no value changes. */
    List<? extends @Nullable Object> onTheWire(IndexGuard index, List<? extends @Nullable Object> key) {
        List<@Nullable Object> copy = null;
        for (int i = 0; i < key.size(); i++) {
            Object value = key.get(i);
            Object other = value == null ? null : index.parts().get(i).values().onTheWire(value);
            if (isOther(other, value)) {
                copy = copy == null ? new ArrayList<>(key) : copy;
                copy.set(i, other);
            }
        }
        return copy == null ? key : copy;
    }

    /** What stays as it is comes back as the same object. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isOther(@Nullable Object one, @Nullable Object other) {
        return one != other;
    }
}
