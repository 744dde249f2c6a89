package io.hansock.guard;

import io.hansock.index.Change;
import io.hansock.index.Command;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.Partitioning;
import io.hansock.metadata.TableKind;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one table as it is on one server. What does not depend on values is worked out once for each index and each list of columns. Asks
 * no server anything. Safe for any thread.
 */
public final class TableGuard {
    /** Indexes and lists of columns are constants; an application that makes them anew all the time must not fill the memory. */
    private static final int MOST_KEPT = 1024;

    private static final String SAFE_ENGINE = "InnoDB";

    private final TableMetadata metadata;
    private final GuardPolicy policy;
    private final Map<String, ColumnGuard> columns = new HashMap<>();
    private final @Nullable Rule overSql;
    private final Map<Index<?>, IndexGuard> indexes = new ConcurrentHashMap<>();
    private final Map<Table<?>, KeyGuard> keys = new ConcurrentHashMap<>();
    private final Map<Table<?>, Placing> placings = new ConcurrentHashMap<>();
    private final Reads reads;
    private final Writes writes;

    /** The rules of this table under this policy. */
    public TableGuard(TableMetadata metadata, GuardPolicy policy) {
        this.metadata = metadata;
        this.policy = policy;
        for (ColumnFacts column : metadata.columns()) {
            columns.put(column.name(), ColumnGuard.of(column, policy));
        }
        this.overSql = overSql(metadata);
        this.reads = new Reads(this);
        this.writes = new Writes(this, reads);
    }

    private static @Nullable Rule overSql(TableMetadata table) {
        if (table.kind() == TableKind.VIEW) {
            return Rule.VIEW;
        }
        if (table.kind() == TableKind.VERSIONED) {
            return Rule.VERSIONED;
        }
        if (table.kind() != TableKind.BASE) {
            return Rule.NOT_A_BASE_TABLE;
        }
        if (!SAFE_ENGINE.equalsIgnoreCase(table.engine())) {
            return Rule.ENGINE;
        }
        return table.keys().isEmpty() ? Rule.NO_USABLE_KEY : null;
    }

    /** What is known of the table. */
    public TableMetadata metadata() {
        return metadata;
    }

    /** Whether it is the guard of this very table, read once or several times, under this policy. */
    @SuppressWarnings("ReferenceEquality") // what has not changed is the same object
    public boolean isOf(TableMetadata table, GuardPolicy other) {
        return metadata == table && policy == other;
    }

    GuardPolicy policy() {
        return policy;
    }

    boolean isPartitioned() {
        return metadata.partitioning() != Partitioning.NONE;
    }

    @Nullable
    ColumnGuard column(String name) {
        return columns.get(name);
    }

    Iterable<ColumnGuard> columns() {
        return columns.values();
    }

    IndexGuard index(Index<?> index) {
        IndexGuard known = indexes.get(index);
        if (known == null) {
            bound(indexes);
            known = indexes.computeIfAbsent(index, any -> new IndexGuard(this, any));
        }
        return known;
    }

    /** Where the ring puts the rows of a table as it is declared. */
    Placing placing(Table<?> table) {
        Placing known = placings.get(table);
        if (known == null) {
            bound(placings);
            known = placings.computeIfAbsent(table, any -> Placing.of(this, any));
        }
        return known;
    }

    private static void bound(Map<?, ?> map) {
        if (map.size() >= MOST_KEPT) {
            map.clear();
        }
    }

    /** Begins with what holds for every command on the table. */
    Judgement judgement() {
        Judgement judgement = new Judgement(metadata.toString());
        if (metadata.kind() == TableKind.SYSTEM) {
            judgement.refuse(Rule.SYSTEM_SCHEMA, "it is the server's own; ask in SQL");
        }
        judgement.overSql(overSql);
        return judgement;
    }

    /** How the server orders the values of a column; null if that cannot be told from them, or there is no such column. */
    public @Nullable ColumnOrder order(String column) {
        ColumnGuard known = columns.get(column);
        return known == null ? null : known.order();
    }

    /** The columns of HandlerSocket's answers, typed as the table is. */
    public Columns typed(List<String> names) {
        return reads.typed(names);
    }

    /** What can be said beforehand of finds by the primary key that is declared for a table. */
    public KeyGuard keys(Table<?> table) {
        KeyGuard known = keys.get(table);
        if (known == null) {
            bound(keys);
            known = keys.computeIfAbsent(table, any -> reads.keys(any));
        }
        return known;
    }

    /** Judges a find. */
    public <R> Verdict<Find<R>> judge(Find<R> find) {
        return reads.judge(find);
    }

    /**
     * Judges finds that are alike but for the key.
     *
     * @param like all but the key
     * @param given the key parts of each
     * @return null if HandlerSocket carries them all exactly, with the keys of {@link #onTheWire}
     */
    public <R> @Nullable Verdict<Find<R>> judgeEach(
            Find<R> like, List<? extends List<? extends @Nullable Object>> given) {
        return reads.judgeEach(like, given);
    }

    /** The keys of finds along an index as HandlerSocket is to be sent them. */
    public List<? extends List<? extends @Nullable Object>> onTheWire(
            Index<?> index, List<? extends List<? extends @Nullable Object>> given) {
        return given.stream().map(key -> reads.onTheWire(index(index), key)).toList();
    }

    /** A find that is clear, as HandlerSocket is to be sent it. */
    public <R> Find<R> onTheWire(Find<R> find) {
        return reads.onTheWire(find);
    }

    /** Judges an insert. */
    public <R> Verdict<Insert<R>> judge(Insert<R> insert) {
        return writes.judge(insert);
    }

    /** Judges an upsert. */
    public <R> Verdict<Upsert<R>> judge(Upsert<R> upsert) {
        return writes.judge(upsert);
    }

    /** Judges an update, a delete or an increment. */
    public Verdict<Change<?>> judge(Change<?> change) {
        return writes.judge(change);
    }

    /** Judges a change that answers rows. */
    public <R> Verdict<ReturningOld<R>> judge(ReturningOld<R> command) {
        return writes.judge(command);
    }

    /** The verdict on any command for a table of which the user is shown nothing. */
    public static <C extends Command<?>> Verdict.Refused<C> unknown(String database, String table) {
        return new Verdict.Refused<>(
                Rule.UNKNOWN_TABLE,
                "table " + database + "." + table,
                "there is no such table that the user is shown; names count upper and lower case");
    }

    @Override
    public String toString() {
        return "guard of " + metadata;
    }
}
