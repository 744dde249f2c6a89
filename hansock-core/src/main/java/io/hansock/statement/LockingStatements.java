package io.hansock.statement;

import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.KeyMatch;
import io.hansock.index.Update;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.ParameterEncoder;
import io.hansock.value.Row;
import io.hansock.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a change that goes by primary key: the rows of a find are selected and locked, with what is to be answered of them, their
 * keys and whether they are changed at all; then they are changed. Immutable, safe for any thread.
 */
public final class LockingStatements {
    /** One statement changes no more rows. */
    private static final int MOST_ROWS = 64;

    /** With keys for so many rows a statement has a text of its own; in between the last key is repeated. */
    private static final int[] SIZES = {1, 8, MOST_ROWS};

    private final TableStatements statements;
    private final Change<?> change;
    private final List<ColumnFacts> key;
    private final List<String> selected;
    private final int answered;
    private final int atOnce;

    LockingStatements(TableStatements statements, Change<?> change, List<String> answered) {
        this.statements = statements;
        this.change = change;
        this.key = key(statements.table());
        statements.requireTransactions();
        this.answered = answered.size();
        this.atOnce = mayCollide(statements.table(), change) ? 1 : MOST_ROWS;
        this.selected = new ArrayList<>(answered);
        key.forEach(column -> selected.add(column.name()));
    }

    private static List<ColumnFacts> key(TableMetadata table) {
        KeyFacts primary = table.primaryKey();
        if (primary == null) {
            throw Missing.primaryKey(table);
        }
        List<ColumnFacts> columns = new ArrayList<>();
        for (KeyPart part : primary.parts()) {
            ColumnFacts column = part.column() == null ? null : table.column(part.column());
            if (column == null) {
                throw Missing.primaryKey(table);
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    /** Whether rows may change a unique key: then it counts which of them is changed first, and that is the server's choice within a statement. */
    private static boolean mayCollide(TableMetadata table, Change<?> change) {
        Set<String> changed = changed(table, change);
        return !changed.isEmpty()
                && table.keys().stream()
                        .filter(KeyFacts::unique)
                        .flatMap(key -> key.parts().stream())
                        .anyMatch(
                                part -> dependsOn(changed, part.column() == null ? null : table.column(part.column())));
    }

    private static boolean dependsOn(Set<String> changed, @Nullable ColumnFacts column) {
        return column == null || column.isGenerated() || changed.contains(column.name());
    }

    private static Set<String> changed(TableMetadata table, Change<?> change) {
        Set<String> changed = new HashSet<>();
        if (change instanceof Update<?> update) {
            update.assignments().forEach(assignment -> changed.add(assignment.column()));
        } else if (change instanceof Increment<?> increment) {
            increment.deltas().forEach(delta -> changed.add(delta.column()));
        }
        if (!changed.isEmpty()) {
            table.columns().stream().filter(ColumnFacts::updatedToNow).forEach(column -> changed.add(column.name()));
        }
        return changed;
    }

    /** How many rows {@link #change} takes: they are changed in the order of the find. */
    public int atOnce() {
        return atOnce;
    }

    /** How many of the columns selected are to be answered: the first ones. */
    public int answered() {
        return answered;
    }

    /**
     * Selects and locks rows.
     *
     * @param parts values for the leading columns of the index
     * @param skipped how many of the first rows are not changed; they are selected all the same
     * @param wanted how many behind those are
     */
    public Statement lock(List<? extends @Nullable Object> parts, int skipped, int wanted) {
        Find<?> find = change.rows();
        Comparison comparison = find.match() instanceof KeyMatch.Compare compare ? compare.comparison() : Comparison.EQ;
        Draft draft = Draft.ofText().words("select ").names(selected);
        if (change instanceof Increment<?> increment) {
            Signs.select(increment, draft);
        }
        statements.find(find, comparison, parts, draft);
        draft.words(" limit ").parameter((long) skipped + wanted);
        return draft.words(" for update").statement();
    }

    /** The primary key of a row that was selected. */
    public List<Value> key(Row row) {
        List<Value> values = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            values.add(row.valueOf(answered + i + 1).orElseThrow());
        }
        return values;
    }

    /** Whether a row that was selected is to be changed. */
    public boolean isChanged(Row row) {
        int flag = answered + key.size() + 1;
        return row.columns().size() < flag || row.getBoolean(flag);
    }

    /** Changes the rows with these primary keys, at most {@link #atOnce} of them. */
    public Statement change(List<List<Value>> keys) {
        int size = 0;
        for (int i = 0; size < keys.size(); i++) {
            size = SIZES[i];
        }
        Draft draft = statements.change(change);
        for (int i = 0; i < size; i++) {
            List<Value> values = keys.get(Math.min(i, keys.size() - 1));
            if (key.size() == 1) {
                draft.words(i == 0 ? " where " : ", ");
                if (i == 0) {
                    draft.name(key.get(0).name()).words(" in (");
                }
                draft.value(key.get(0), ParameterEncoder.check(values.get(0)));
            } else {
                draft.words(i == 0 ? " where (" : " or ");
                for (int part = 0; part < key.size(); part++) {
                    draft.words(part == 0 ? "" : " and ")
                            .name(key.get(part).name())
                            .words(" = ");
                    draft.value(key.get(part), ParameterEncoder.check(values.get(part)));
                }
            }
        }
        return draft.words(")").statement();
    }
}
