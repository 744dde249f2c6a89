package io.hansock.metadata;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers to {@link MetadataQueries} about one table, to facts. */
final class TableReader {
    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mysql", "sys", "information_schema", "performance_schema");

    private final String database;
    private final String table;
    private final QueryResult tables;
    private final QueryResult columns;
    private final QueryResult keys;
    private final QueryResult extras;
    private final Pipeline.Answer<QueryResult> definition;

    TableReader(
            String database,
            String table,
            QueryResult tables,
            QueryResult columns,
            QueryResult keys,
            QueryResult extras,
            Pipeline.Answer<QueryResult> definition) {
        this.database = database;
        this.table = table;
        this.tables = tables;
        this.columns = columns;
        this.keys = keys;
        this.extras = extras;
        this.definition = definition;
    }

    Optional<TableMetadata> read() {
        Row row = tableRow();
        if (row == null) {
            return Optional.empty();
        }
        TableKind kind = kind(text(row, "table_type"));
        String text = kind.isStored() ? definition() : null;
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        boolean triggersShown = false;
        boolean triggers = false;
        boolean grants = false;
        boolean nobody = false;
        for (Row extra : extras) {
            String word = text(extra, "word");
            String about = text(extra, "kind");
            grants |= about.equals("privilege");
            if (about.equals("nobody")) {
                nobody = true;
            } else if (about.equals("trigger")) {
                triggers = true;
            } else if (word.equals("TRIGGER")) {
                triggersShown = true;
            } else {
                privilege(word).ifPresent(privileges::add);
            }
        }
        if (nobody && !grants) {
            // the server runs without accounts; whoever has one is at least told of USAGE
            triggersShown = true;
            privileges.addAll(EnumSet.allOf(Privilege.class));
        }
        return Optional.of(new TableMetadata(new TableMetadata.Facts(
                database,
                table,
                kind,
                row.getString("engine"),
                partitioning(row.getString("partition_method")),
                columns(text == null ? Set.of() : DefinitionText.jsonColumns(text)),
                keys(),
                presence(triggers, triggersShown),
                presence(text != null && DefinitionText.hasChecks(text), text != null),
                privileges)));
    }

    /** Names are compared here: on some servers what differs in upper and lower case is another table, and yet comes back. */
    private boolean isOfTable(Row row) {
        return text(row, "table_name").equals(table);
    }

    /** The row of the table itself, even if a temporary one of this session hides it. */
    private @Nullable Row tableRow() {
        Row found = null;
        for (Row row : tables) {
            if (isOfTable(row) && (found == null || kind(text(found, "table_type")) == TableKind.TEMPORARY)) {
                found = row;
            }
        }
        return found;
    }

    private TableKind kind(String type) {
        if (SYSTEM_SCHEMAS.contains(database.toLowerCase(Locale.ROOT))) {
            return TableKind.SYSTEM;
        }
        return switch (type) {
            case "BASE TABLE" -> TableKind.BASE;
            case "SYSTEM VERSIONED" -> TableKind.VERSIONED;
            case "VIEW" -> TableKind.VIEW;
            case "SYSTEM VIEW" -> TableKind.SYSTEM;
            case "SEQUENCE" -> TableKind.SEQUENCE;
            case "TEMPORARY", "TEMPORARY SEQUENCE" -> TableKind.TEMPORARY;
            default -> TableKind.OTHER;
        };
    }

    private static Partitioning partitioning(@Nullable String method) {
        if (method == null) {
            return Partitioning.NONE;
        }
        return method.startsWith("RANGE") ? Partitioning.RANGE : Partitioning.OTHER;
    }

    /** Null where the user is not shown it. */
    private @Nullable String definition() {
        try {
            for (Row row : definition.get()) {
                // a default of bytes stands there as it is
                byte[] text = row.getBytes(2);
                return text == null ? null : new String(text, StandardCharsets.UTF_8);
            }
            return null;
        } catch (ServerException e) {
            return null;
        }
    }

    private static Presence presence(boolean some, boolean shown) {
        if (some) {
            return Presence.SOME;
        }
        return shown ? Presence.NONE : Presence.UNSEEN;
    }

    private static Optional<Privilege> privilege(String word) {
        return switch (word) {
            case "SELECT" -> Optional.of(Privilege.SELECT);
            case "INSERT" -> Optional.of(Privilege.INSERT);
            case "UPDATE" -> Optional.of(Privilege.UPDATE);
            case "DELETE" -> Optional.of(Privilege.DELETE);
            default -> Optional.empty();
        };
    }

    private List<ColumnFacts> columns(Set<String> json) {
        List<ColumnFacts> facts = new ArrayList<>(columns.size());
        for (Row row : columns) {
            if (isOfTable(row)) {
                facts.add(ColumnReader.read(row, facts.size() + 1, json.contains(text(row, "column_name"))));
            }
        }
        return facts;
    }

    private List<KeyFacts> keys() {
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        for (Row row : keys) {
            if (isOfTable(row)) {
                byName.computeIfAbsent(text(row, "index_name"), any -> new ArrayList<>())
                        .add(row);
            }
        }
        List<KeyFacts> facts = new ArrayList<>(byName.size());
        byName.forEach((name, rows) -> facts.add(key(name, rows)));
        return facts;
    }

    private static KeyFacts key(String name, List<Row> rows) {
        Row first = rows.get(0);
        return new KeyFacts(
                name,
                !first.getBoolean("non_unique"),
                rows.stream().map(TableReader::part).toList(),
                text(first, "index_type").equals("BTREE"),
                first.getBoolean("visible"));
    }

    private static KeyPart part(Row row) {
        return new KeyPart(
                row.getString("column_name"),
                row.isNull("sub_part") ? 0 : row.getInt("sub_part"),
                "D".equals(row.getString("collation")));
    }

    static String text(Row row, String column) {
        String text = row.getString(column);
        if (text == null) {
            throw new ProtocolException("information_schema says nothing where it has to: " + column);
        }
        return text;
    }
}
