package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.testing.SqlServer.Kind.MARIADB_10_11;
import static io.hansock.testing.SqlServer.Kind.MARIADB_11_8;
import static io.hansock.testing.SqlServer.Kind.MYSQL_9_7;
import static io.hansock.value.ColumnType.CHAR;
import static io.hansock.value.ColumnType.ENUM;
import static io.hansock.value.ColumnType.JSON;
import static io.hansock.value.ColumnType.SET;
import static io.hansock.value.ColumnType.TEXT;
import static io.hansock.value.ColumnType.VARCHAR;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import io.hansock.value.ColumnType;
import io.hansock.value.Value;
import io.hansock.value.Value.EnumLabel;
import io.hansock.value.Value.Json;
import io.hansock.value.Value.SetLabels;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Text in many charsets, labels and documents. */
final class TextColumns {
    private static final Value EMPTY = new Value.Empty();

    private TextColumns() {}

    static List<ColumnCase> text() {
        return List.of(
                text(column("char(10)", CHAR)).cell("'ab  '", new Value.Text("ab"), "ab"),
                text(column("char(255)", CHAR)).cell("repeat('🙂', 255)", new Value.Text(smiles(255)), smiles(255)),
                text(column("char(0)", CHAR)),
                text(column("varchar(10)", VARCHAR)).cell("'ab  '", new Value.Text("ab  "), "ab  "),
                text(column("varchar(16000)", VARCHAR)).cell("repeat('x', 16000)", large(16_000), "x".repeat(16_000)),
                text(column("tinytext", TEXT)).cell("repeat('x', 255)", large(255), "x".repeat(255)),
                text(column("text", TEXT)).cell("repeat('x', 65535)", large(65_535), "x".repeat(65_535)),
                text(column("mediumtext", TEXT)).cell("repeat('x', 65536)", large(65_536), "x".repeat(65_536)),
                text(column("longtext", TEXT))
                        .cell("repeat('🙂', 20000)", new Value.Text(smiles(20_000)), smiles(20_000)));
    }

    static List<ColumnCase> charsets() {
        return List.of(
                inCharset(VARCHAR, "varchar(20) character set latin1", "'aé€'", "aé€"),
                inCharset(CHAR, "char(20) character set latin1", "'ÿ'", "ÿ"),
                inCharset(TEXT, "text character set latin1", "'é'", "é"),
                inCharset(VARCHAR, "varchar(20) character set ascii", "'a'", "a"),
                inCharset(VARCHAR, "varchar(20) character set utf8mb3", "'€'", "€"),
                inCharset(VARCHAR, "varchar(20) character set ucs2", "'aé€'", "aé€"),
                inCharset(CHAR, "char(20) character set utf16", "'a🙂'", "a🙂"),
                inCharset(TEXT, "text character set utf16le", "'a🙂'", "a🙂"),
                inCharset(VARCHAR, "varchar(20) character set utf32", "'a🙂'", "a🙂"),
                inCharset(VARCHAR, "varchar(20) character set sjis", "'日本'", "日本"),
                inCharset(VARCHAR, "varchar(20) character set gbk", "'中文'", "中文"),
                inCharset(VARCHAR, "varchar(20) character set cp1251", "'ж'", "ж"),
                inCharset(VARCHAR, "varchar(20) character set utf8mb4 collate utf8mb4_bin", "'🙂'", "🙂"),
                inCharset(CHAR, "char(20) character set latin1 collate latin1_bin", "'é'", "é"),
                inCharset(TEXT, "text character set utf8mb4 collate utf8mb4_bin", "'🙂'", "🙂"),
                inCharset(ENUM, "enum('é', '日', '') character set utf8mb4", "'日'", new EnumLabel("日"), "日"),
                inCharset(TEXT, "text compressed", "'é'", "é").on(MARIADB_10_11, MARIADB_11_8));
    }

    static List<ColumnCase> labels() {
        Set<String> all = IntStream.range(0, 64).mapToObj(i -> "l" + i).collect(toCollection(LinkedHashSet::new));
        String declared = all.stream().map(label -> "'" + label + "'").collect(joining(",", "set(", ")"));
        return List.of(
                column("enum('A', 'b c', 'x,y', 'it''s')", ENUM)
                        .cell("'A'", new EnumLabel("A"), Letter.A)
                        .cell("'b c'", new EnumLabel("b c"), "b c")
                        .cell("'x,y'", new EnumLabel("x,y"), "x,y")
                        .cell("'it''s'", new EnumLabel("it's"), "it's")
                        // what becomes of a wrong label where a server may make do with less
                        .odd("'nope'", new EnumLabel(""), ""),
                column("enum('', 'a')", ENUM).cell("''", new EnumLabel(""), "").cell("'a'", new EnumLabel("a"), 'a'),
                column("set('a', 'b', 'c d')", SET)
                        .cell("''", new SetLabels(Set.of()), "")
                        .cell("'a'", new SetLabels(Set.of("a")), "a")
                        .cell("'c d,a'", new SetLabels(Set.of("a", "c d")), "a,c d"),
                column(declared, SET)
                        .cell("''", new SetLabels(Set.of()), "")
                        .cell("18446744073709551615", new SetLabels(all), String.join(",", all)));
    }

    static List<ColumnCase> documents() {
        return List.of(
                column("json", JSON)
                        .on(MYSQL_9_7)
                        .cell("'null'", new Json("null"), "null")
                        .cell("'\"\"'", new Json("\"\""), "\"\"")
                        .cell("'{}'", new Json("{}"), "{}")
                        .cell("'{\"b\": [1, 2.5, \"🙂\"],\"a\":true}'", json(), json().text())
                        .cell(
                                "concat('\"', repeat('x', 70000), '\"')",
                                quoted(70_000),
                                quoted(70_000).text()),
                column("json", JSON)
                        .on(MARIADB_10_11, MARIADB_11_8)
                        .cell("'null'", new Json("null"), "null")
                        .cell("'{\"b\":  [1,2.5]}'", new Json("{\"b\":  [1,2.5]}"), "{\"b\":  [1,2.5]}")
                        .cell("'\"🙂\"'", new Json("\"🙂\""), "\"🙂\"")
                        .cell(
                                "concat('\"', repeat('x', 70000), '\"')",
                                quoted(70_000),
                                quoted(70_000).text()));
    }

    enum Letter {
        A
    }

    /** As MySQL prints it: keys in order, a space behind each comma and colon. */
    private static Json json() {
        return new Json("{\"a\": true, \"b\": [1, 2.5, \"🙂\"]}");
    }

    private static Json quoted(int length) {
        return new Json('"' + "x".repeat(length) + '"');
    }

    private static ColumnCase text(ColumnCase column) {
        ColumnCase withEmpty = column.cell("''", EMPTY, "");
        return column.declaration().equals("char(0)")
                ? withEmpty
                : withEmpty
                        .cell("'0'", new Value.Text("0"), '0')
                        .cell("'a🙂é'", new Value.Text("a🙂é"), "a🙂é")
                        .cell("'a\\0\\n'", new Value.Text("a\0\n"), "a\0\n");
    }

    private static ColumnCase inCharset(ColumnType type, String declaration, String literal, String text) {
        return column(declaration, type).cell("''", EMPTY, "").cell(literal, new Value.Text(text), text);
    }

    private static ColumnCase inCharset(
            ColumnType type, String declaration, String literal, Value value, Object object) {
        return column(declaration, type).cell(literal, value, object);
    }

    private static Value.Text large(int length) {
        return new Value.Text("x".repeat(length));
    }

    private static String smiles(int count) {
        return "🙂".repeat(count);
    }
}
