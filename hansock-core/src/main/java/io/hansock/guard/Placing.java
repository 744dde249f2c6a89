package io.hansock.guard;

import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.metadata.ColumnFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the ring puts all values that are one to the server in one place: it goes by the value as it is given, the server by the column's type and
 * collation. Where they differ, what leaves the place to the ring is refused. An encoder of the user's, or a server that is named, is the user's own
 * word. Immutable, safe for any thread.
 */
final class Placing {
    /** Where nothing can be wrong. */
    private static final Placing ANY = new Placing(Map.of(), null);

    private static final Misfit SPACE = Misfit.of(
            Rule.SHARD_KEY,
            "a space at the end does not count in the column's collation, but it would place the row elsewhere; cut it off, or"
                    + " declare a shardEncoder that does");
    private static final Misfit UUID_AS_TEXT = Misfit.of(
            Rule.SHARD_KEY, "the text would place the row elsewhere than the same UUID does; give a java.util.UUID");

    private static final Misfit YEAR_ZERO_AS_TEXT = Misfit.of(
            Rule.SHARD_KEY, "the text 0000 would place the row elsewhere than the number 0 does; give the number");

    /** What shard columns hold, where that is less than others of their type do. */
    private final Map<String, ColumnGuard> stricter;

    private final @Nullable Judgement refusal;

    private Placing(Map<String, ColumnGuard> stricter, @Nullable Judgement refusal) {
        this.stricter = stricter;
        this.refusal = refusal;
    }

    /** Of a table as it is declared. */
    static Placing of(TableGuard guard, Table<?> table) {
        if (!guard.policy().sharded() || table.hasShardEncoder()) {
            return ANY;
        }
        Map<String, ColumnGuard> stricter = new HashMap<>();
        for (String name : table.shardColumns()) {
            ColumnGuard column = guard.column(name);
            if (column == null) {
                // whether that matters is for others to say
                continue;
            }
            String why = scattered(column.facts());
            if (why != null) {
                Judgement refusal = new Judgement(guard.metadata().toString());
                refusal.refuseColumn(
                        Rule.SHARD_KEY,
                        name,
                        why
                                + ", and the ring would place them on different servers; declare a shardEncoder that gives all of them"
                                + " the same bytes, or name the server with on(…)");
                return new Placing(Map.of(), refusal);
            }
            ColumnGuard less = stricter(column);
            if (less != null) {
                stricter.put(name, less);
            }
        }
        return stricter.isEmpty() ? ANY : new Placing(Map.copyOf(stricter), null);
    }

    /** Why one value of a column can be given in several ways; null if it cannot. */
    private static @Nullable String scattered(ColumnFacts column) {
        TextCollation collation = TextCollation.of(column);
        if (collation != null) {
            return collation.isBinary()
                    ? null
                    : "different texts are equal in its collation " + column.collation()
                            + ", which is not a binary one (…_bin)";
        }
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, BIT, YEAR, DATE, ENUM, UUID, BINARY, VARBINARY, BLOB ->
                null;
            case DECIMAL -> column.scale() == 0 ? null : several(column);
            default -> several(column);
        };
    }

    private static String several(ColumnFacts column) {
        return "a value of type " + column.declaration() + " can be written in several ways";
    }

    private static @Nullable ColumnGuard stricter(ColumnGuard column) {
        TextCollation collation = TextCollation.of(column.facts());
        if (collation != null && collation.pads()) {
            return without(column, SPACE, value -> value instanceof String text && text.endsWith(" "));
        }
        return switch (column.facts().type()) {
            case UUID -> without(column, UUID_AS_TEXT, value -> !(value instanceof UUID));
            case YEAR -> without(column, YEAR_ZERO_AS_TEXT, "0000"::equals);
            default -> null;
        };
    }

    private static ColumnGuard without(ColumnGuard column, Misfit misfit, Predicate<Object> hit) {
        return new ColumnGuard(
                column.facts(), new Less(column.values(), misfit, hit), column.order(), column.overSql());
    }

    /** Judges what goes where the ring says. */
    void judge(Target target, Judgement judgement) {
        Judgement refused = refusal;
        if (refused != null && target == Target.BY_SHARD) {
            judgement.refuseAs(refused);
        }
    }

    /** What a column holds in a command with that target. */
    ColumnGuard column(ColumnGuard column, Target target) {
        return stricter.isEmpty() || target != Target.BY_SHARD
                ? column
                : stricter.getOrDefault(column.facts().name(), column);
    }

    /** The values of a column but for some. */
    private record Less(ValueCheck all, Misfit misfit, Predicate<Object> hit) implements ValueCheck {
        @Override
        public @Nullable Misfit misfit(Object value) {
            Misfit other = all.misfit(value);
            return other == null && hit.test(value) ? misfit : other;
        }

        @Override
        public Object onTheWire(Object value) {
            return all.onTheWire(value);
        }
    }
}
