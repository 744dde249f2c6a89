package io.hansock.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SQL says of one table, as far as the user is shown it. Two that were read at different times are equal if the table has not
 * changed in anything that is said here. Immutable.
 */
public final class TableMetadata {
    private static final Set<String> TRANSACTIONAL = Set.of("innodb", "rocksdb", "ndbcluster");

    private final Facts facts;
    private final Map<String, ColumnFacts> columnsByName;
    private final Map<String, KeyFacts> keysByName;

    /**
     * All that there is to say.
     *
     * @param database the database
     * @param name the table's name as the server has it
     * @param kind what it is
     * @param engine the storage engine in the server's spelling; null for views
     * @param partitioning how it is split
     * @param columns the columns that the user is shown, in order; unmodifiable
     * @param keys the keys; unmodifiable
     * @param triggers whether writing fires triggers
     * @param checks whether it has CHECK constraints
     * @param privileges what the user may do with whole rows, as far as that is shown; unmodifiable
     */
    public record Facts(
            String database,
            String name,
            TableKind kind,
            @Nullable String engine,
            Partitioning partitioning,
            List<ColumnFacts> columns,
            List<KeyFacts> keys,
            Presence triggers,
            Presence checks,
            Set<Privilege> privileges) {
        /** Copies the lists. */
        public Facts {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
            privileges = Set.copyOf(privileges);
        }
    }

    /** Of these facts. */
    public TableMetadata(Facts facts) {
        this.facts = facts;
        this.columnsByName = new HashMap<>();
        facts.columns().forEach(column -> columnsByName.put(column.name(), column));
        this.keysByName = new HashMap<>();
        facts.keys().forEach(key -> keysByName.put(key.name(), key));
    }

    /** The database. */
    public String database() {
        return facts.database();
    }

    /** The table's name as the server has it. */
    public String name() {
        return facts.name();
    }

    /** What it is. */
    public TableKind kind() {
        return facts.kind();
    }

    /** The storage engine in the server's spelling; null for views. */
    public @Nullable String engine() {
        return facts.engine();
    }

    /**
     * Whether a transaction that is not committed leaves nothing in it: certainly so in these engines, which their servers also tell to have
     * transactions.
     */
    public boolean hasTransactions() {
        String engine = facts.engine();
        return engine != null && TRANSACTIONAL.contains(engine.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a statement that is refused leaves nothing done, not even by what fires with it: a trigger can write to other tables, of engines
     * without transactions.
     */
    public boolean undoesRefused() {
        return hasTransactions() && triggers() == Presence.NONE;
    }

    /** How it is split into partitions. */
    public Partitioning partitioning() {
        return facts.partitioning();
    }

    /** The columns that the user is shown, in order; unmodifiable. */
    public List<ColumnFacts> columns() {
        return facts.columns();
    }

    /** The keys; unmodifiable. */
    public List<KeyFacts> keys() {
        return facts.keys();
    }

    /** Whether writing fires triggers. */
    public Presence triggers() {
        return facts.triggers();
    }

    /** Whether it has CHECK constraints, those included that MariaDB puts on JSON columns. */
    public Presence checks() {
        return facts.checks();
    }

    /** What the user may do with whole rows, as far as that is shown; unmodifiable. */
    public Set<Privilege> privileges() {
        return facts.privileges();
    }

    /** The column of exactly that name, as HandlerSocket wants it; null if there is none that the user is shown. */
    public @Nullable ColumnFacts column(String name) {
        return columnsByName.get(name);
    }

    /** The key of exactly that name, as HandlerSocket wants it; null if there is none. */
    public @Nullable KeyFacts key(String name) {
        return keysByName.get(name);
    }

    /** The primary key; null if there is none. */
    public @Nullable KeyFacts primaryKey() {
        return keysByName.get(KeyFacts.PRIMARY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof TableMetadata that && facts.equals(that.facts));
    }

    @Override
    public int hashCode() {
        return Objects.hash(facts.database(), facts.name());
    }

    /** The name alone, for messages. */
    @Override
    public String toString() {
        return facts.database() + "." + facts.name();
    }
}
