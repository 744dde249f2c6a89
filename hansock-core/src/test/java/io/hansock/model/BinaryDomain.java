package io.hansock.model;

import io.hansock.value.Row;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;

/**
 * BINARY, VARBINARY and BLOB. A value is its bytes in hexadecimal digits, which are ordered as bytes are.
 *
 * @param kind which of them
 */
record BinaryDomain(Kind kind) implements Domain<String> {
    /** How bytes are kept. */
    enum Kind {
        BINARY,
        VARBINARY,
        BLOB
    }

    private static final int LENGTH = 4;
    private static final byte[] ALPHABET = {0, 1, 9, 10, 15, 16, 31, 32, 'a', 'b', 127, (byte) 128, (byte) 255};

    @Override
    public String type(Dialect dialect) {
        return kind == Kind.BLOB ? "blob" : kind + "(" + LENGTH + ")";
    }

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }

    @Override
    public String draw(Random random) {
        byte[] bytes = new byte[kind == Kind.BINARY ? LENGTH : random.nextInt(LENGTH + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public Object parameter(String value, Random random) {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String of(Object parameter) {
        return HexFormat.of().formatHex((byte[]) parameter);
    }

    @Override
    public String read(Row row, int position) {
        return HexFormat.of().formatHex(Objects.requireNonNull(row.getBytes(position)));
    }

    @Override
    public String literal(String value) {
        return "x'" + value + "'";
    }

    @Override
    public String prefix(String value, int length) {
        return value.substring(0, Math.min(value.length(), 2 * length));
    }

    @Override
    public int prefixable() {
        return LENGTH - 1;
    }

    @Override
    public boolean isKey() {
        return kind != Kind.BLOB;
    }

    @Override
    public boolean isPlain() {
        return kind != Kind.BLOB;
    }
}
