package io.hansock.statement;

import io.hansock.RefusedException;
import io.hansock.index.Assignment;
import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.TableMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that carry the commands of one table, as it is on one server. Immutable, safe for any thread. */
public final class TableStatements {
    /** How many keys one query asks for: what 32 callers fill on two channels. */
    private static final int SEVERAL = 16;

    /** Callers whose rows come in one reply wait for all of it, and it has to be small beside the bound of replies. */
    private static final long SMALL_ROW_BYTES = 4 << 10;

    /** Text comes in UTF-8, whatever the column's charset is. */
    private static final int UTF8_BYTES = 4;

    /** No number or time is longer, DECIMAL included. */
    private static final long SMALL_CELL_BYTES = 68;

    private static final Set<Condition.Otherwise> NONE = Set.of();
    private static final Set<Condition.Otherwise> FILTERS = Set.of(Condition.Otherwise.SKIP);
    private static final Set<Condition.Otherwise> ALL = Set.of(Condition.Otherwise.values());

    private final TableMetadata table;

    /** For a table of which that is known. */
    public TableStatements(TableMetadata table) {
        this.table = table;
    }

    /** What is known of the table. */
    public TableMetadata table() {
        return table;
    }

    /** Finds by the primary key that {@code declared} has; a second row tells that the declared key is not the whole one. */
    public KeyQuery keyQuery(Table<?> declared) {
        Draft draft = Draft.ofText()
                .words("select ")
                .names(declared.columns())
                .words(" from ")
                .table(table);
        List<ColumnFacts> columns = new ArrayList<>();
        for (String name : declared.primary().columns()) {
            columns.add(column(name));
            draft.words(columns.size() == 1 ? " where " : " and ").name(name).words(" = ?");
        }
        return new KeyQuery(draft.words(" limit 2").text(), List.copyOf(columns), several(declared));
    }

    /** Null unless the declared key is the whole primary key, an integer, and each row tells it: there is nothing about integers to coerce. */
    private KeyQuery.@Nullable Several several(Table<?> declared) {
        KeyFacts primary = table.primaryKey();
        List<String> declaredKey = declared.primary().columns();
        if (primary == null
                || !primary.isUsable()
                || primary.parts().size() != 1
                || !declaredKey.equals(
                        List.of(String.valueOf(primary.parts().get(0).column())))
                || !column(declaredKey.get(0)).type().isPlainInteger()
                || !haveSmallRows(declared.columns())) {
            return null;
        }
        int keyColumn = declared.columns().indexOf(declaredKey.get(0)) + 1;
        if (keyColumn == 0) {
            return null;
        }
        Draft draft = Draft.ofText()
                .words("select ")
                .names(declared.columns())
                .words(" from ")
                .table(table);
        draft.words(" force index (")
                .name(primary.name())
                .words(") where ")
                .name(declaredKey.get(0))
                .words(" in (?");
        // one more than there can be: a server's sql_select_limit does not count then
        draft.words(", ?".repeat(SEVERAL - 1)).words(") limit " + (SEVERAL + 1));
        return new KeyQuery.Several(draft.text(), SEVERAL, keyColumn);
    }

    private boolean haveSmallRows(List<String> columns) {
        long bytes = 0;
        for (String name : columns) {
            ColumnFacts column = column(name);
            if (column.isLarge()) {
                return false;
            }
            bytes += Math.max(column.maxBytes(), Math.max(UTF8_BYTES * column.maxChars(), SMALL_CELL_BYTES));
        }
        return bytes <= SMALL_ROW_BYTES;
    }

    /** The rows of a find that has no list. */
    public Statement find(Find<?> find) {
        KeyMatch.Compare match = (KeyMatch.Compare) find.match();
        return whole(find, match.comparison(), match.parts(), Draft.ofText()).statement();
    }

    /**
     * One find for each of {@code keys}, of which {@code like} gives all but the key.
     *
     * @param keys values for the leading columns of the index, at least one key; all with NULLs in the same places
     */
    public Statements findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        String sql = whole(like, Comparison.EQ, keys.get(0), Draft.ofText()).text();
        List<List<@Nullable Object>> sets = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            sets.add(whole(like, Comparison.EQ, keys.get(i), Draft.ofParameters())
                    .parameters());
        }
        return new Statements(sql, sets);
    }

    private Draft whole(Find<?> find, Comparison comparison, List<? extends @Nullable Object> parts, Draft draft) {
        find(find, comparison, parts, draft.words("select ").names(find.columns()));
        draft.words(" limit ").parameter((long) find.limit());
        if (find.offset() > 0) {
            draft.words(" offset ").parameter((long) find.offset());
        }
        return draft;
    }

    /** Writes which rows a find has, and their order: what stands between the columns and the limit. */
    void find(Find<?> find, Comparison comparison, List<? extends @Nullable Object> parts, Draft draft) {
        KeyFacts key = key(find);
        Walk walk = new Walk(table, key, comparison);
        draft.words(" from ")
                .table(table)
                .words(" force index (")
                .name(key.name())
                .words(")");
        int held = comparison == Comparison.EQ ? parts.size() : 0;
        List<Condition> conditions = find.conditions();
        Set<Condition.Otherwise> apart = !conditions.isEmpty() && walk.isMixed(held) ? FILTERS : NONE;
        conditions(conditions, walk, walk.where(parts, draft), apart, draft);
        if (!isOne(key, comparison, parts)) {
            walk.order(held, draft);
        }
    }

    /** Whether no more than one row can have that key. */
    private static boolean isOne(KeyFacts key, Comparison comparison, List<? extends @Nullable Object> parts) {
        return comparison == Comparison.EQ
                && key.unique()
                && parts.size() == key.parts().size()
                && !parts.contains(null);
    }

    /**
     * Writes conditions behind those of a walk.
     *
     * @param apart which of them servers are not to look for rows by
     */
    private void conditions(
            List<Condition> conditions, Walk walk, boolean begun, Set<Condition.Otherwise> apart, Draft draft) {
        boolean follows = begun;
        for (Condition condition : conditions) {
            ColumnFacts column = column(condition.column());
            draft.words(follows ? " and " : " where ");
            boolean isApart = apart.contains(condition.otherwise());
            Filtering.condition(column, condition, walk.begins(column), draft.words(isApart ? "(" : ""));
            draft.words(isApart ? ") is true" : "");
            follows = true;
        }
    }

    /** A new row. */
    public Statement insert(Insert<?> insert) {
        Draft draft = Draft.ofText().words("insert into ").table(table).words(" (");
        draft.names(insert.assignments().stream().map(Assignment::column).toList())
                .words(") values (");
        for (int i = 0; i < insert.assignments().size(); i++) {
            Assignment assignment = insert.assignments().get(i);
            draft.words(i == 0 ? "" : ", ").value(column(assignment.column()), assignment.value());
        }
        return draft.words(")").statement();
    }

    /** Whether the server numbers the row of {@code insert}. */
    public boolean generatesId(Insert<?> insert) {
        for (Assignment assignment : insert.assignments()) {
            if (column(assignment.column()).isAutoIncrement()) {
                Object value = ColumnValue.of(column(assignment.column()), assignment.value());
                return value == null || (value instanceof Number number && number.doubleValue() == 0);
            }
        }
        return true;
    }

    /** Whether a change is of one row that is known by a unique key, so that one statement makes it. */
    public boolean isOfOne(Change<?> change) {
        Find<?> find = change.rows();
        return find.offset() == 0
                && find.match() instanceof KeyMatch.Compare match
                && isOne(key(find), match.comparison(), match.parts());
    }

    /** A change for which {@link #isOfOne} holds. What it counts are rows that matched. */
    public Statement changeOfOne(Change<?> change) {
        Find<?> find = change.rows();
        KeyMatch.Compare match = (KeyMatch.Compare) find.match();
        Draft draft = change(change);
        Walk walk = new Walk(table, key(find), Comparison.EQ);
        boolean begun = walk.where(match.parts(), draft);
        // no index is forced here, and the server could choose another one for the sake of conditions
        conditions(find.conditions(), walk, begun, ALL, draft);
        if (change instanceof Increment<?> increment) {
            Signs.condition(increment, draft);
        }
        return draft.statement();
    }

    /** The columns of the one row of a change for which {@link #isOfOne} holds, whatever is in them by now. */
    public Statement rowOfOne(Change<?> change, List<String> columns) {
        Find<?> find = change.rows();
        KeyMatch.Compare match = (KeyMatch.Compare) find.match();
        Draft draft =
                Draft.ofText().words("select ").names(columns).words(" from ").table(table);
        boolean unused = new Walk(table, key(find), Comparison.EQ).where(match.parts(), draft);
        return draft.statement();
    }

    /**
     * For what several statements do together.
     *
     * @throws RefusedException if the table is of an engine where they would not be undone together
     */
    public void requireTransactions() {
        if (!table.hasTransactions()) {
            throw Missing.transactions(table);
        }
    }

    /** The statements of an upsert. */
    public UpsertStatements upsert(Upsert<?> upsert) {
        return new UpsertStatements(table, upsert);
    }

    /** The statements of a change that goes by primary key, answering these columns of the rows as they were. */
    public LockingStatements locking(Change<?> change, List<String> answered) {
        return new LockingStatements(this, change, answered);
    }

    /** Writes what is done, but not to which rows. */
    Draft change(Change<?> change) {
        Draft draft = Draft.ofText();
        if (change instanceof Update<?> update) {
            draft.words("update ").table(table).words(" set ");
            for (int i = 0; i < update.assignments().size(); i++) {
                Assignment assignment = update.assignments().get(i);
                draft.words(i == 0 ? "" : ", ").name(assignment.column()).words(" = ");
                draft.value(column(assignment.column()), assignment.value());
            }
        } else if (change instanceof Increment<?> increment) {
            draft.words("update ").table(table).words(" set ");
            for (int i = 0; i < increment.deltas().size(); i++) {
                Increment.Delta delta = increment.deltas().get(i);
                draft.words(i == 0 ? "" : ", ")
                        .name(delta.column())
                        .words(" = ")
                        .name(delta.column());
                draft.words(" + ").parameter(delta.by());
            }
        } else {
            draft.words("delete from ").table(table);
        }
        return draft;
    }

    private KeyFacts key(Find<?> find) {
        KeyFacts key = table.key(find.index().name());
        if (key == null) {
            throw Missing.index(table, find.index().name());
        }
        return key;
    }

    private ColumnFacts column(String name) {
        ColumnFacts column = table.column(name);
        if (column == null) {
            throw Missing.column(table, name);
        }
        return column;
    }

    @Override
    public String toString() {
        return "statements of " + table;
    }
}
