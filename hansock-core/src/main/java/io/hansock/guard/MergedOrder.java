package io.hansock.guard;

import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.Target;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows that all servers find can be merged by comparing values in Java, low to high: that has to be the order in which each server
 * answers. Stateless.
 */
final class MergedOrder {
    private MergedOrder() {}

    /** Judges a find that may go to all servers. */
    static void judge(Find<?> find, TableGuard table, Judgement judgement) {
        if (find.target() != Target.ALL_SERVERS
                || find.order().isPresent()
                || !(find.match() instanceof KeyMatch.Compare walk)) {
            return;
        }
        if (!isWhole(find, table.metadata())) {
            judgement.refuse(
                    Rule.MERGE_ORDER,
                    "results of several servers cannot be merged, since the index or the primary key is declared with other columns"
                            + " than it has; declare all, or give mergedBy(comparator)");
        }
        int held = walk.comparison() == Comparison.EQ ? walk.parts().size() : 0;
        for (KeyPart part : compared(table.metadata(), find.index().name(), held)) {
            ColumnGuard column = part.column() == null ? null : table.column(part.column());
            if (column == null) {
                // refused already if it matters
                continue;
            }
            String why = part.descending() ? "it descends in the index" : otherOrder(column);
            if (why != null) {
                judgement.refuseColumn(
                        Rule.MERGE_ORDER,
                        column.facts().name(),
                        "results of several servers cannot be merged by this column, since " + why
                                + "; give mergedBy(comparator) with the order of the index");
            }
        }
    }

    private static boolean isWhole(Find<?> find, TableMetadata metadata) {
        KeyFacts key = metadata.key(find.index().name());
        KeyFacts primary = metadata.primaryKey();
        return (key == null || find.index().columns().size() == key.parts().size())
                && (primary == null
                        || primary.parts().stream()
                                .map(KeyPart::column)
                                .toList()
                                .equals(find.table().primary().columns()));
    }

    /** The parts of the key behind those that are the same in all rows, and the others of the primary key. */
    private static List<KeyPart> compared(TableMetadata metadata, String index, int held) {
        List<KeyPart> parts = new ArrayList<>();
        KeyFacts primary = metadata.primaryKey();
        if (primary != null) {
            parts.addAll(primary.parts());
        }
        KeyFacts key = metadata.key(index);
        if (key != null) {
            List<KeyPart> same =
                    key.parts().subList(0, Math.min(held, key.parts().size()));
            parts.removeIf(part ->
                    same.stream().anyMatch(one -> one.column() != null && Objects.equals(one.column(), part.column())));
            parts.addAll(0, key.parts().subList(same.size(), key.parts().size()));
        }
        return parts;
    }

    private static @Nullable String otherOrder(ColumnGuard column) {
        if (column.order() != null) {
            return null;
        }
        if (TextCollation.of(column.facts()) != null) {
            return "its collation " + column.facts().collation() + " is not the binary one of a charset of Unicode";
        }
        ColumnType type = column.facts().type();
        return type == ColumnType.ENUM || type == ColumnType.SET
                ? "labels are ordered as they are declared"
                : "values of its type have an order of the server's own";
    }
}
