package io.hansock.model;

import io.hansock.index.Assignment;
import io.hansock.index.Change;
import io.hansock.index.Condition;
import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.KeyMatch;
import io.hansock.index.Target;
import io.hansock.index.Update;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls with their values, for messages of tests: commands themselves never tell these. */
final class StepText {
    private StepText() {}

    static String of(Step step) {
        if (step instanceof Step.Illegal illegal) {
            return of(illegal.call());
        }
        if (step instanceof Step.Search search) {
            return "find " + find(search.find()) + " columns " + search.find().columns();
        }
        if (step instanceof Step.One one) {
            return "findOne " + values(one.key());
        }
        if (step instanceof Step.Many many) {
            return "findAll " + values(many.keys());
        }
        if (step instanceof Step.Put put) {
            return "insert" + assignments(put.insert().assignments());
        }
        if (step instanceof Step.PutOver put) {
            return "upsert" + assignments(put.upsert().assignments());
        }
        if (step instanceof Step.Sum sum) {
            return "sum " + values(sum.key()) + " " + sum.column() + " by " + sum.by();
        }
        if (step instanceof Step.Sums sums) {
            return change(sums.increment()) + " answering "
                    + sums.increment().rows().columns();
        }
        return step instanceof Step.AlterOld old
                ? change(old.change().change()) + " returning old "
                        + old.change().columns()
                : change(((Step.Alter) step).change());
    }

    private static String assignments(List<Assignment> assignments) {
        return assignments.stream()
                .map(set -> " " + set.column() + "=" + value(set.value()))
                .collect(Collectors.joining());
    }

    private static String change(Change<?> change) {
        if (change instanceof Update<?> update) {
            return "update " + find(change.rows())
                    + update.assignments().stream()
                            .map(set -> " set " + set.column() + "=" + value(set.value()))
                            .collect(Collectors.joining());
        }
        if (change instanceof Increment<?> increment) {
            return "increment " + find(change.rows())
                    + increment.deltas().stream()
                            .map(delta -> " " + delta.column() + " by " + delta.by())
                            .collect(Collectors.joining())
                    + " sign " + increment.signRule();
        }
        return "delete " + find(change.rows());
    }

    private static String find(Find<?> find) {
        return find.index().name() + match(find.match())
                + find.conditions().stream().map(StepText::condition).collect(Collectors.joining())
                + " limit " + find.limit() + " offset " + find.offset()
                + (find.target() == Target.BY_SHARD ? "" : " to " + find.target())
                + (find.order().isPresent() ? " merged by a comparator" : "");
    }

    private static String match(KeyMatch match) {
        if (match instanceof KeyMatch.In in) {
            return " eq " + values(in.prefix()) + " in " + values(in.values());
        }
        KeyMatch.Compare compare = (KeyMatch.Compare) match;
        return " " + compare.comparison().name().toLowerCase(Locale.ROOT) + " " + values(compare.parts());
    }

    private static String condition(Condition condition) {
        Filter filter = condition.filter();
        return " " + (condition.otherwise() == Condition.Otherwise.SKIP ? "where " : "takeWhile ") + condition.column()
                + " " + filter.comparison() + " " + value(filter.value());
    }

    private static String values(List<? extends @Nullable Object> values) {
        return values.stream().map(StepText::value).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof String text) {
            return "\""
                    + Arrays.stream(text.codePoints().toArray())
                            .mapToObj(point -> point < ' ' ? "\\u%04x".formatted(point) : Character.toString(point))
                            .collect(Collectors.joining())
                    + "\"";
        }
        if (value instanceof List<?> list) {
            return values(list);
        }
        return value == null ? "NULL" : value.getClass().getSimpleName() + " " + value;
    }
}
