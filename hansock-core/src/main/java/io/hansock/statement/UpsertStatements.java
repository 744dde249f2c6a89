package io.hansock.statement;

import io.hansock.RefusedException;
import io.hansock.index.Assignment;
import io.hansock.index.Upsert;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.TableMetadata;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of an upsert: the row is updated or, if there is none, inserted. One statement, {@code on duplicate key update}, would change
 * whichever row is in the way by any unique key, and nobody can be sure that the table has got no other one just now. Immutable, safe for any
 * thread.
 */
public final class UpsertStatements {
    private final TableMetadata table;
    private final List<Assignment> assignments;
    private final List<Assignment> key = new ArrayList<>();
    private final List<Assignment> others = new ArrayList<>();

    /**
     * Of an upsert of that table.
     *
     * @throws RefusedException if it does not name the row by its whole primary key
     */
    UpsertStatements(TableMetadata table, Upsert<?> upsert) {
        this.table = table;
        this.assignments = upsert.assignments();
        KeyFacts primary = table.primaryKey();
        if (primary == null) {
            throw Missing.primaryKey(table);
        }
        List<String> names = primary.parts().stream().map(KeyPart::column).toList();
        for (Assignment assignment : assignments) {
            (names.contains(assignment.column()) ? key : others).add(assignment);
        }
        if (key.size() < names.size() || key.stream().anyMatch(part -> part.value() == null)) {
            throw new RefusedException(
                    null,
                    "key-columns",
                    "table " + table + ": an upsert goes by the whole primary key, which is " + names
                            + "; declare it so, and set all of it");
        }
        key.forEach(this::requireNoNumbering);
    }

    private void requireNoNumbering(Assignment part) {
        ColumnFacts column = column(part);
        Object value = ColumnValue.of(column, part.value());
        if (column.isAutoIncrement() && value instanceof Number number && number.doubleValue() == 0) {
            throw new RefusedException(
                    null,
                    "value-range",
                    "table " + table + ", column " + column.name()
                            + ": 0 has the server make up a key, by which no row is there; insert the row");
        }
    }

    /** Changes the row; what it counts is whether there is one. */
    public Statement update() {
        Draft draft = Draft.ofText().words("update ").table(table).words(" set ");
        if (others.isEmpty()) {
            String any = key.get(0).column();
            draft.name(any).words(" = ").name(any);
        }
        for (int i = 0; i < others.size(); i++) {
            assign(others.get(i), draft.words(i == 0 ? "" : ", "));
        }
        for (int i = 0; i < key.size(); i++) {
            assign(key.get(i), draft.words(i == 0 ? " where " : " and "));
        }
        return draft.statement();
    }

    /** Adds the row. */
    public Statement insert() {
        Draft draft = Draft.ofText().words("insert into ").table(table).words(" (");
        draft.names(assignments.stream().map(Assignment::column).toList()).words(") values (");
        for (int i = 0; i < assignments.size(); i++) {
            draft.words(i == 0 ? "" : ", ")
                    .value(column(assignments.get(i)), assignments.get(i).value());
        }
        return draft.words(")").statement();
    }

    private void assign(Assignment assignment, Draft draft) {
        draft.name(assignment.column()).words(" = ").value(column(assignment), assignment.value());
    }

    private ColumnFacts column(Assignment assignment) {
        ColumnFacts column = table.column(assignment.column());
        if (column == null) {
            throw Missing.column(table, assignment.column());
        }
        return column;
    }
}
