package io.hansock.model;

import io.hansock.index.Comparison;
import io.hansock.index.Filter;
import io.hansock.index.Filters;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.value.Row;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Puts filters on finds. */
final class ConditionSource {
    private static final Comparison[] COMPARISONS = Comparison.values();

    private final Schema schema;
    private final DrawnValues values;
    private final Random random;
    private final Reach reach;

    ConditionSource(Schema schema, DrawnValues values, Random random, Reach reach) {
        this.schema = schema;
        this.values = values;
        this.random = random;
        this.reach = reach;
    }

    /** With none, one or two filters of any column. */
    Find<Row> where(Find<Row> find) {
        Find<Row> filtered = find;
        while (random.nextInt(3) == 0) {
            ModelColumn<?> column =
                    schema.columns().get(random.nextInt(schema.columns().size()));
            filtered = filtered.where(column.name(), filter(column));
        }
        return filtered;
    }

    private Filter filter(ModelColumn<?> column) {
        if (!column.domain().isOrdered() || (column.isNullable() && random.nextInt(4) == 0)) {
            return random.nextBoolean() ? Filters.isNull() : Filters.isNotNull();
        }
        return new Filter(COMPARISONS[random.nextInt(COMPARISONS.length)], values.present(column));
    }

    /** At times with a bound on the column that the walk runs along, and with those before it held fast. */
    Find<Row> takeWhile(Find<Row> find, ModelKey key) {
        if (random.nextInt(3) > 0) {
            return find;
        }
        Find<Row> bounded = find;
        int fast = fast(find.match());
        int ranged = fast;
        if (!(find.match() instanceof KeyMatch.Compare walk) || walk.comparison() == Comparison.EQ) {
            if (random.nextInt(4) == 0) {
                ModelColumn<?> column = schema.column(key.parts().get(random.nextInt(fast)));
                bounded = bounded.takeWhile(column.name(), filter(column));
            }
        } else {
            List<@Nullable Object> start = walk.parts();
            while (ranged < start.size() && random.nextBoolean()) {
                ModelColumn<?> column = schema.column(key.parts().get(ranged));
                bounded = bounded.takeWhile(column.name(), new Filter(Comparison.EQ, start.get(ranged)));
                ranged++;
            }
        }
        return ranged < key.parts().size() && hasRange(key.parts().get(ranged))
                ? bound(bounded, key, key.parts().get(ranged))
                : bounded;
    }

    private boolean hasRange(ModelKey.Part part) {
        return !reach.isEverything() || schema.column(part).domain() != LabelDomain.SET;
    }

    /** How many columns {@code match} itself holds fast. */
    private static int fast(KeyMatch match) {
        if (match instanceof KeyMatch.In in) {
            return in.prefix().size() + 1;
        }
        KeyMatch.Compare compare = (KeyMatch.Compare) match;
        return compare.comparison() == Comparison.EQ ? compare.parts().size() : 0;
    }

    private Find<Row> bound(Find<Row> find, ModelKey key, ModelKey.Part part) {
        ModelColumn<?> column = schema.column(part);
        if (!ascends(find.match(), key, part)) {
            return column.isNullable() && random.nextInt(4) == 0
                    ? find.takeWhile(column.name(), Filters.isNotNull())
                    : find.takeWhile(
                            column.name(),
                            new Filter(random.nextBoolean() ? Comparison.GT : Comparison.GE, values.present(column)));
        }
        return find.takeWhile(
                column.name(),
                new Filter(random.nextBoolean() ? Comparison.LT : Comparison.LE, values.present(column)));
    }

    private static boolean ascends(KeyMatch match, ModelKey key, ModelKey.Part part) {
        if (!(match instanceof KeyMatch.Compare walk)) {
            return !part.isDescending();
        }
        return switch (walk.comparison()) {
            case GE, GT -> !part.runsAgainst(key);
            case LE, LT -> part.runsAgainst(key);
            case EQ, NE -> !part.isDescending();
        };
    }
}
