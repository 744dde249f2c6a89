package io.hansock.handlersocket;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.Columns;
import io.hansock.value.TextCells;
import java.util.List;

/**
 * What must be open for a command: an index of a table, the columns to read or write, the columns to filter by. Made by
 * {@link OpenIndexes}, one for all commands that need the same, so that a connection's map is by identity. Immutable.
 */
final class OpenIndex {
    private static final int TYPICAL = 128;
    private static final int LONGEST = 1 << 20;

    /** The definition, by value. */
    record Definition(String database, String table, String index, List<String> columns, List<String> filterColumns) {}

    private final Definition definition;
    private final Columns columns;
    private final byte[] tail;
    private final String description;

    OpenIndex(Definition definition) {
        this.definition = definition;
        this.description = describe(definition);
        this.columns = Columns.of(definition.columns(), TextCells.UTF_8);
        ByteWriter out = new ByteWriter(TYPICAL, LONGEST);
        LineEncoder.openIndexTail(
                definition.database(),
                definition.table(),
                definition.index(),
                definition.columns(),
                definition.filterColumns(),
                out);
        this.tail = out.toByteArray();
    }

    /** The columns of the rows that its finds answer. */
    Columns columns() {
        return columns;
    }

    /** Which column of the open filters is called so; the server counts from 0. */
    int filterColumn(String name) {
        return definition.filterColumns().indexOf(name);
    }

    boolean matches(List<String> otherColumns, List<String> otherFilterColumns) {
        return same(definition.columns(), otherColumns) && same(definition.filterColumns(), otherFilterColumns);
    }

    private static boolean same(List<String> one, List<String> other) {
        if (one == other) {
            return true;
        }
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Writes the whole open_index line. */
    void encode(int id, ByteWriter out) {
        out.int8('P');
        Tokens.number(id, out);
        out.put(tail);
    }

    /** For messages: names alone. */
    @Override
    public String toString() {
        return description;
    }

    private static String describe(Definition definition) {
        String filters = definition.filterColumns().isEmpty() ? "" : ", filters " + definition.filterColumns();
        return definition.database() + "." + definition.table() + ", index " + definition.index() + ", columns "
                + definition.columns() + filters;
    }
}
