package io.hansock.model;

import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The walk of one find along an index: which rows it meets, in which order, and which of them it answers. */
final class Walk {
    private final Schema schema;
    private final List<Object[]> rows;
    private final Find<?> find;
    private final ModelKey key;

    Walk(Schema schema, List<Object[]> rows, Find<?> find) {
        this.schema = schema;
        this.rows = rows;
        this.find = find;
        this.key = schema.key(find.index().name());
    }

    /** What it answers. */
    List<Object[]> found() {
        List<Object[]> all = new ArrayList<>();
        if (find.match() instanceof KeyMatch.In in) {
            for (Object value : in.values()) {
                List<@Nullable Object> parts = new ArrayList<>(in.prefix());
                parts.add(value);
                all.addAll(passed(met(Comparison.EQ, parts)));
            }
        } else if (find.match() instanceof KeyMatch.Compare compare) {
            all.addAll(passed(met(compare.comparison(), compare.parts())));
        }
        return all.stream().skip(find.offset()).limit(find.limit()).toList();
    }

    /** The order in which a walk that begins with that comparison answers, of the rows that it answers. */
    Comparator<Object[]> order(Comparison comparison) {
        Comparator<Object[]> own = order(key).thenComparing(order(schema.primary()));
        Comparator<Object[]> ascending = key.parts().get(0).isDescending() ? own.reversed() : own;
        return switch (comparison) {
            case EQ -> own;
            case GE, GT -> ascending;
            case LE, LT -> ascending.reversed();
            case NE -> throw new IllegalArgumentException("no walk");
        };
    }

    private List<Object[]> met(Comparison comparison, List<? extends @Nullable Object> parts) {
        return rows.stream()
                .filter(row -> isMet(comparison, toKey(row, parts)))
                .sorted(order(comparison))
                .toList();
    }

    /** Whether a row that stands so to the key is met. */
    private static boolean isMet(Comparison comparison, int order) {
        return switch (comparison) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
        };
    }

    private Comparator<Object[]> order(ModelKey of) {
        return (one, other) -> {
            for (ModelKey.Part part : of.parts()) {
                int order = schema.column(part).compare(one[part.column()], other[part.column()]);
                if (order != 0) {
                    return part.isDescending() ? -order : order;
                }
            }
            return 0;
        };
    }

    /** Where a row stands to a key when the first column ascends. */
    private int toKey(Object[] row, List<? extends @Nullable Object> parts) {
        for (int i = 0; i < parts.size(); i++) {
            ModelKey.Part part = key.parts().get(i);
            ModelColumn<?> column = schema.column(part);
            int order = column.compare(row[part.column()], column.of(parts.get(i)));
            if (order != 0) {
                return part.runsAgainst(key) ? -order : order;
            }
        }
        return 0;
    }

    private List<Object[]> passed(List<Object[]> met) {
        List<Object[]> passed = new ArrayList<>();
        for (Object[] row : met) {
            if (!holdAll(row, Condition.Otherwise.STOP)) {
                break;
            }
            if (holdAll(row, Condition.Otherwise.SKIP)) {
                passed.add(row);
            }
        }
        return passed;
    }

    private boolean holdAll(Object[] row, Condition.Otherwise otherwise) {
        return find.conditions().stream()
                .filter(condition -> condition.otherwise() == otherwise)
                .allMatch(condition -> holds(row, condition));
    }

    private boolean holds(Object[] row, Condition condition) {
        int position = schema.position(condition.column());
        ModelColumn<?> column = schema.columns().get(position);
        int order = column.compare(row[position], column.of(condition.filter().value()));
        return isMet(condition.filter().comparison(), order);
    }
}
