package io.hansock.model;

import io.hansock.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/**
 * CHAR, VARCHAR and TEXT.
 *
 * @param kind which of them
 * @param collation their collation
 */
record TextDomain(Kind kind, Collation collation) implements Domain<String> {
    /** How text is kept. */
    enum Kind {
        CHAR,
        VARCHAR,
        TEXT
    }

    private static final int LENGTH = 6;

    @Override
    public String type(Dialect dialect) {
        return kind + (kind == Kind.TEXT ? " " : "(" + LENGTH + ") ") + collation.declaration(dialect);
    }

    @Override
    public int compare(String one, String other) {
        return collation.compare(one, other);
    }

    @Override
    public String draw(Random random) {
        String text = collation.draw(random.nextInt(4) == 0 ? random.nextInt(LENGTH + 1) : random.nextInt(3), random);
        return kind == Kind.CHAR ? asChar(text) : text;
    }

    /** Without spaces at the end; and where these count, without characters below the space: servers then order CHAR in two ways. */
    private String asChar(String text) {
        return withoutSpacesAtEnd(collation.pads() ? text : text.replace('\t', 'A'));
    }

    private static String withoutSpacesAtEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    @Override
    public Object parameter(String value, Random random) {
        return value.length() == 1 && random.nextInt(4) == 0 ? (Object) value.charAt(0) : value;
    }

    @Override
    public String of(Object parameter) {
        return parameter.toString();
    }

    @Override
    public String read(Row row, int position) {
        return row.getString(position);
    }

    @Override
    public String literal(String value) {
        return "_utf8mb4 x'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** Of CHAR that is a CHAR too: it ends with no space. */
    @Override
    public String prefix(String value, int length) {
        String beginning = value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length));
        return kind == Kind.CHAR ? withoutSpacesAtEnd(beginning) : beginning;
    }

    /** MariaDB 11.8 does not find some texts of UTF-16 by several columns of such a key. */
    @Override
    public int prefixable() {
        return collation == Collation.UTF16_BIN ? 0 : LENGTH - 1;
    }

    @Override
    public boolean isKey() {
        return kind != Kind.TEXT;
    }

    @Override
    public boolean isPlain() {
        return kind != Kind.TEXT && Collation.PLAIN.contains(collation);
    }
}
