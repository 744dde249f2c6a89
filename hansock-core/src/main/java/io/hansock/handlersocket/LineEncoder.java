package io.hansock.handlersocket;

import io.hansock.buffer.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that request lines are made of, each with the tab in front. Counts are taken from what is written, so that none is ever
 * announced that does not come (trap H8). Values are such as {@link io.hansock.value.ParameterEncoder#check} returned. Stateless.
 */
public final class LineEncoder {
    private LineEncoder() {}

    /** A whole open_index line. Refuses names that the server would read as something else, and the server's own schemas. */
    public static void openIndex(
            int id,
            String database,
            String table,
            String index,
            List<String> columns,
            List<String> filterColumns,
            ByteWriter out) {
        out.int8('P');
        Tokens.number(id, out);
        openIndexTail(database, table, index, columns, filterColumns, out);
    }

    /** What follows the id in an open_index line. */
    static void openIndexTail(
            String database,
            String table,
            String index,
            List<String> columns,
            List<String> filterColumns,
            ByteWriter out) {
        RequestBounds.database(database);
        RequestBounds.table(table);
        RequestBounds.name("index", index);
        out.int8(Tokens.TAB);
        out.utf8(database);
        out.int8(Tokens.TAB);
        out.utf8(table);
        out.int8(Tokens.TAB);
        out.utf8(index);
        names(columns, out);
        if (!filterColumns.isEmpty()) {
            names(filterColumns, out);
        }
        out.int8(Tokens.LF);
    }

    private static void names(List<String> names, ByteWriter out) {
        RequestBounds.columns(names.size());
        out.int8(Tokens.TAB);
        for (int i = 0; i < names.size(); i++) {
            RequestBounds.column(names.get(i));
            if (i > 0) {
                out.int8(',');
            }
            out.utf8(names.get(i));
        }
    }

    /** An operator and the key that it compares with. */
    public static void key(String operator, List<? extends @Nullable Object> parts, ByteWriter out) {
        RequestBounds.keyParts(parts.size());
        Tokens.word(operator, out);
        counted(parts, out);
    }

    /** Limit and offset, which are always sent: left out, or 0, the limit is 1 (trap H13). */
    public static void window(int limit, int offset, ByteWriter out) {
        RequestBounds.window(limit, offset);
        Tokens.number(limit, out);
        Tokens.number(offset, out);
    }

    /** What an insert stores. */
    public static void insert(List<? extends @Nullable Object> values, ByteWriter out) {
        RequestBounds.insertValues(values.size());
        Tokens.word("+", out);
        counted(values, out);
    }

    private static void counted(List<? extends @Nullable Object> values, ByteWriter out) {
        Tokens.number(values.size(), out);
        values(values, out);
    }

    /** Values, one behind the other. */
    public static void values(List<? extends @Nullable Object> values, ByteWriter out) {
        for (int i = 0; i < values.size(); i++) {
            Tokens.value(values.get(i), out);
        }
    }
}
