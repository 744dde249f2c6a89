package io.hansock.guard;

import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether filters that end a walk bound it. They do on the column along which the walk runs, in its direction, and in any way on columns that are
 * held fast in front of that: by a value of {@code eq}, or by a stop filter that asks for the very value at which the walk begins.
 * Elsewhere "the first row for which it does not hold" would be anywhere.
 */
final class StopFilters {
    private StopFilters() {}

    static void judge(Find<?> find, IndexGuard index, Judgement judgement) {
        List<Condition> stops = find.conditions().stream()
                .filter(condition -> condition.otherwise() == Condition.Otherwise.STOP)
                .toList();
        if (stops.isEmpty()) {
            return;
        }
        List<String> names = index.names();
        int heldFast = heldFast(find.match(), names, stops);
        for (Condition stop : stops) {
            int part = names.indexOf(stop.column());
            boolean isBound = part >= 0
                    && (part < heldFast
                            || (part == heldFast && bounds(stop.filter(), runsDownwards(find.match(), index, part))));
            if (!isBound) {
                judgement.refuseColumn(
                        Rule.STOP_FILTER,
                        stop.column(),
                        "takeWhile has to bound the column along which the walk runs, in its direction; where() leaves rows out");
            }
        }
    }

    /** Look-ups answer in the index's own order; ranges so that the first column ascends or descends. */
    private static boolean runsDownwards(KeyMatch match, IndexGuard index, int part) {
        if (!(match instanceof KeyMatch.Compare walk) || walk.comparison() == Comparison.EQ) {
            return index.isDescending(part);
        }
        boolean downwards = walk.comparison() == Comparison.LT || walk.comparison() == Comparison.LE;
        return downwards ^ (index.isDescending(part) ^ index.isDescending(0));
    }

    /** How many leading columns do not change along the walk. */
    private static int heldFast(KeyMatch match, List<String> names, List<Condition> stops) {
        if (match instanceof KeyMatch.In in) {
            return in.prefix().size() + 1;
        }
        KeyMatch.Compare walk = (KeyMatch.Compare) match;
        if (walk.comparison() == Comparison.EQ) {
            return walk.parts().size();
        }
        int held = 0;
        while (held < names.size()
                && held < walk.parts().size()
                && holds(names.get(held), walk.parts().get(held), stops)) {
            held++;
        }
        return held;
    }

    private static boolean holds(String column, @Nullable Object value, List<Condition> stops) {
        for (Condition stop : stops) {
            if (stop.column().equals(column)
                    && stop.filter().comparison() == Comparison.EQ
                    && same(stop.filter().value(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        return Objects.equals(one, other);
    }

    private static boolean bounds(Filter filter, boolean downwards) {
        return switch (filter.comparison()) {
            case LT, LE -> !downwards;
            case GT, GE -> downwards;
            case NE -> downwards && filter.value() == null;
            case EQ -> false;
        };
    }
}
