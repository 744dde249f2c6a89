package io.hansock.metadata;

import io.hansock.value.ColumnType;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of {@link MetadataQueries#COLUMNS} to facts. Stateless. */
final class ColumnReader {
    /** As MariaDB prints defaults that are no expression: a literal, bits, a number. */
    private static final Pattern CONSTANT = Pattern.compile("[bx]?'.*'|[+-]?[0-9.]+(e[+-]?[0-9]+)?", Pattern.DOTALL);

    /** How many bytes of a VECTOR are one number. */
    private static final int FLOAT_BYTES = 4;

    private ColumnReader() {}

    /**
     * The facts of one column.
     *
     * @param position its place, from 1
     * @param json whether it is text that is kept to be JSON
     */
    static ColumnFacts read(Row row, int position, boolean json) {
        String declaration = TableReader.text(row, "column_type");
        ColumnType type =
                json ? ColumnType.JSON : type(TableReader.text(row, "data_type").toLowerCase(Locale.ROOT));
        String extra = lower(row.getString("extra"));
        boolean nullable = TableReader.text(row, "is_nullable").equals("YES");
        long maxBytes = number(row, "max_bytes");
        return new ColumnFacts(
                TableReader.text(row, "column_name"),
                position,
                type,
                declaration,
                declaration.contains(" unsigned") && type.isNumber(),
                nullable,
                number(row, "max_chars"),
                maxBytes,
                row.getString("character_set_name"),
                row.getString("collation_name"),
                precision(row, type, maxBytes),
                type.isNumber() ? (int) number(row, "numeric_scale") : 0,
                (int) number(row, "datetime_precision"),
                type == ColumnType.ENUM || type == ColumnType.SET ? labels(declaration) : List.of(),
                generation(extra),
                defaultValue(row, extra, nullable),
                extra.contains("on update"),
                extra.contains("invisible"),
                privileges(row.getString("privileges")));
    }

    /** Of FLOAT and DOUBLE only what was declared: the servers name digits for all of them. */
    private static int precision(Row row, ColumnType type, long maxBytes) {
        return switch (type) {
            case DECIMAL, BIT -> (int) number(row, "numeric_precision");
            case FLOAT, DOUBLE -> row.isNull("numeric_scale") ? 0 : (int) number(row, "numeric_precision");
            case VECTOR -> (int) (maxBytes / FLOAT_BYTES);
            default -> 0;
        };
    }

    private static long number(Row row, String column) {
        return row.isNull(column) ? 0 : row.getLong(column);
    }

    private static String lower(@Nullable String word) {
        return word == null ? "" : word.toLowerCase(Locale.ROOT);
    }

    private static ColumnType type(String word) {
        return switch (word) {
            case "tinyint" -> ColumnType.TINYINT;
            case "smallint" -> ColumnType.SMALLINT;
            case "mediumint" -> ColumnType.MEDIUMINT;
            case "int", "integer" -> ColumnType.INT;
            case "bigint" -> ColumnType.BIGINT;
            case "decimal" -> ColumnType.DECIMAL;
            case "float" -> ColumnType.FLOAT;
            case "double" -> ColumnType.DOUBLE;
            case "bit" -> ColumnType.BIT;
            case "year" -> ColumnType.YEAR;
            case "date" -> ColumnType.DATE;
            case "time" -> ColumnType.TIME;
            case "datetime" -> ColumnType.DATETIME;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "char" -> ColumnType.CHAR;
            case "varchar" -> ColumnType.VARCHAR;
            case "tinytext", "text", "mediumtext", "longtext" -> ColumnType.TEXT;
            case "enum" -> ColumnType.ENUM;
            case "set" -> ColumnType.SET;
            case "json" -> ColumnType.JSON;
            case "binary" -> ColumnType.BINARY;
            case "varbinary" -> ColumnType.VARBINARY;
            case "tinyblob", "blob", "mediumblob", "longblob" -> ColumnType.BLOB;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> ColumnType.GEOMETRY;
            case "vector" -> ColumnType.VECTOR;
            case "uuid" -> ColumnType.UUID;
            case "inet4" -> ColumnType.INET4;
            case "inet6" -> ColumnType.INET6;
            default -> ColumnType.OTHER;
        };
    }

    /** The labels of {@code enum('a','b''c')}: servers double quotes, and put a backslash in front of what would not print. */
    static List<String> labels(String declaration) {
        List<String> labels = new ArrayList<>();
        int at = declaration.indexOf('\'');
        while (at >= 0) {
            StringBuilder label = new StringBuilder();
            at = label(declaration, at + 1, label);
            labels.add(label.toString());
            at = declaration.indexOf('\'', at);
        }
        return labels;
    }

    /** Reads a label that begins at {@code from}, and returns the index behind its closing quote. */
    private static int label(String declaration, int from, StringBuilder label) {
        int at = from;
        while (at < declaration.length()) {
            char next = declaration.charAt(at++);
            if (next == '\'') {
                if (at == declaration.length() || declaration.charAt(at) != '\'') {
                    return at;
                }
                at++;
            } else if (next == '\\' && at < declaration.length()) {
                next = unescaped(declaration.charAt(at++));
            }
            label.append(next);
        }
        return at;
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
        };
    }

    private static Generation generation(String extra) {
        if (extra.contains("virtual generated")) {
            return Generation.VIRTUAL;
        }
        return extra.contains("stored generated") ? Generation.STORED : Generation.NONE;
    }

    /** MariaDB prints defaults as statements have them; MySQL prints bare text, and says elsewhere if it is an expression's. */
    private static DefaultValue defaultValue(Row row, String extra, boolean nullable) {
        if (extra.contains("auto_increment")) {
            return DefaultValue.AUTO_INCREMENT;
        }
        String text = row.getString("column_default");
        boolean isStatement = row.getBoolean("prints_statements");
        if (text == null || (isStatement && text.equals("NULL"))) {
            return nullable ? DefaultValue.NULL : DefaultValue.NONE;
        }
        boolean isConstant = isStatement ? CONSTANT.matcher(text).matches() : !extra.contains("default_generated");
        return isConstant ? DefaultValue.CONSTANT : DefaultValue.EXPRESSION;
    }

    private static Set<Privilege> privileges(@Nullable String words) {
        List<String> granted = List.of(lower(words).split(",", -1));
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : Privilege.values()) {
            if (granted.contains(privilege.name().toLowerCase(Locale.ROOT))) {
                privileges.add(privilege);
            }
        }
        return privileges;
    }
}
