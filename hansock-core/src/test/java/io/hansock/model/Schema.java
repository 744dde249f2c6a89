package io.hansock.model;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The definition of a model's table, in SQL and in Hansock's terms. Immutable. */
final class Schema {
    private final String name;
    private final List<ModelColumn<?>> columns;
    private final List<ModelKey> keys;
    private final Table<Row> table;
    private final Map<String, Index<Row>> indexes = new HashMap<>();

    /** The first key is the primary key. */
    Schema(String name, List<ModelColumn<?>> columns, List<ModelKey> keys) {
        this(name, columns, keys, UnaryOperator.identity());
    }

    private Schema(
            String name, List<ModelColumn<?>> columns, List<ModelKey> keys, UnaryOperator<Table<Row>> declaration) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.keys = List.copyOf(keys);
        this.table = declaration.apply(Table.of(name, columns.get(0).name(), namesBehindFirst(names(columns)))
                .primaryKey(names(primary()).get(0), namesBehindFirst(names(primary()))));
        for (ModelKey key : keys) {
            indexes.put(
                    key.name(),
                    key.isPrimary()
                            ? table.primary()
                            : table.index(key.name(), names(key).toArray(new String[0])));
        }
    }

    private static String[] namesBehindFirst(List<String> names) {
        return names.subList(1, names.size()).toArray(new String[0]);
    }

    private static List<String> names(List<ModelColumn<?>> columns) {
        return columns.stream().<String>map(ModelColumn::name).toList();
    }

    private List<String> names(ModelKey key) {
        return key.parts().stream()
                .map(part -> columns.get(part.column()).name())
                .toList();
    }

    /** The same with more said of the table. */
    Schema declared(UnaryOperator<Table<Row>> declaration) {
        return new Schema(name, columns, keys, declaration);
    }

    String name() {
        return name;
    }

    Table<Row> table() {
        return table;
    }

    Index<Row> index(ModelKey key) {
        return indexes.get(key.name());
    }

    List<ModelColumn<?>> columns() {
        return columns;
    }

    ModelColumn<?> column(ModelKey.Part part) {
        return columns.get(part.column());
    }

    /** The number of a column, from 0. */
    int position(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(column);
    }

    /** Whether the primary key has it. */
    boolean isOfPrimaryKey(ModelColumn<?> column) {
        return table.primary().columns().contains(column.name());
    }

    List<ModelKey> keys() {
        return keys;
    }

    ModelKey primary() {
        return keys.get(0);
    }

    ModelKey key(String key) {
        return keys.stream().filter(each -> each.name().equals(key)).findFirst().orElseThrow();
    }

    /** Whether MySQL lacks a type of some column. */
    boolean isMariaDbs() {
        return columns.stream().anyMatch(column -> column.domain().isMariaDbs());
    }

    /** What makes the table. */
    String ddl(Dialect dialect) {
        List<String> parts = new ArrayList<>();
        columns.forEach(column -> parts.add(column.declaration(dialect)));
        keys.forEach(key -> parts.add(declaration(key)));
        return "create table " + quoted(name) + " (" + String.join(", ", parts) + ") engine=innodb";
    }

    private String declaration(ModelKey key) {
        String kind = key.isPrimary() ? "primary key" : (key.isUnique() ? "unique " : "") + "key " + quoted(key.name());
        return kind
                + key.parts().stream()
                        .map(part -> quoted(column(part).name())
                                + (part.prefix() == 0 ? "" : "(" + part.prefix() + ")")
                                + (part.isDescending() ? " desc" : ""))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** What fills it with {@code rows}; nothing if there are none. */
    String inserts(List<Object[]> rows) {
        if (rows.isEmpty()) {
            return "do 0";
        }
        return rows.stream()
                .map(this::literals)
                .collect(Collectors.joining(", ", "insert into " + quoted(name) + " values ", ""));
    }

    private String literals(Object[] row) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            literals.add(columns.get(i).literal(row[i]));
        }
        return "(" + String.join(", ", literals) + ")";
    }

    /** A name as SQL has it. */
    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
