package io.hansock.value;

import java.util.Locale;

/**
 * What a column holds, in SQL's words. Whether an integer is unsigned and how long a text may be is said by
 * {@link ColumnMetadata}. A result's type can be wider than the table's: {@code a + 1} of an INT is a BIGINT.
 */
public enum ColumnType {
    /** An expression that is always NULL, or a parameter whose type the server does not know. */
    NULL(Family.BYTES),
    /** Whole numbers of one byte. */
    TINYINT(Family.INTEGER),
    /** Whole numbers of two bytes. */
    SMALLINT(Family.INTEGER),
    /** Whole numbers of three bytes. */
    MEDIUMINT(Family.INTEGER),
    /** Whole numbers of four bytes. */
    INT(Family.INTEGER),
    /** Whole numbers of eight bytes. */
    BIGINT(Family.INTEGER),
    /** Exact decimals of up to 65 digits. */
    DECIMAL(Family.NUMBER),
    /** Floating point of four bytes. In text a server prints six digits of it only. */
    FLOAT(Family.NUMBER),
    /** Floating point of eight bytes. */
    DOUBLE(Family.NUMBER),
    /** From 1 to 64 bits. */
    BIT(Family.NUMBER),
    /** A year from 1901 to 2155, or 0. */
    YEAR(Family.INTEGER),
    /** A date; its month or day can be zero. */
    DATE(Family.TIME),
    /** A signed span of up to 838:59:59, not a time of day. */
    TIME(Family.TIME),
    /** A date and time of no particular zone. */
    DATETIME(Family.TIME),
    /** A moment, shown in the zone of the session. */
    TIMESTAMP(Family.TIME),
    /** Text of up to a fixed length. */
    CHAR(Family.TEXT),
    /** Text. */
    VARCHAR(Family.TEXT),
    /** TINYTEXT to LONGTEXT. */
    TEXT(Family.TEXT),
    /** One label of a list. */
    ENUM(Family.TEXT),
    /** Several labels of a list, or none, with commas between them. */
    SET(Family.TEXT),
    /** JSON as text. MariaDB says so only to clients that understand its extended metadata; else it is TEXT. */
    JSON(Family.TEXT),
    /** Bytes of a fixed length. */
    BINARY(Family.BYTES),
    /** Bytes. */
    VARBINARY(Family.BYTES),
    /** TINYBLOB to LONGBLOB. */
    BLOB(Family.BYTES),
    /** A spatial reference id of four bytes, least significant first, and the shape as well-known binary. */
    GEOMETRY(Family.BYTES),
    /** Floats of four bytes each, least significant first. MariaDB says VARBINARY. */
    VECTOR(Family.BYTES),
    /** MariaDB's UUID, sent as 36 characters. */
    UUID(Family.TEXT),
    /** MariaDB's INET4, sent as text. */
    INET4(Family.TEXT),
    /** MariaDB's INET6, sent as text. */
    INET6(Family.TEXT),
    /** A type that Hansock does not know: its bytes as they were sent. */
    OTHER(Family.BYTES);

    private enum Family {
        INTEGER,
        NUMBER,
        TIME,
        TEXT,
        BYTES
    }

    private final Family family;
    private final String word;

    ColumnType(Family family) {
        this.family = family;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether it is a whole number: TINYINT to BIGINT, and YEAR} */
    public boolean isInteger() {
        return family == Family.INTEGER;
    }

    /** {@return whether it is a whole number that a server compares as it stands; a YEAR that is asked for as 24 is found as 2024} */
    public boolean isPlainInteger() {
        return isInteger() && this != YEAR;
    }

    /** {@return whether it is a number: whole, decimal, floating point, or bits} */
    public boolean isNumber() {
        return family == Family.INTEGER || family == Family.NUMBER;
    }

    /** {@return whether it is a DATE, TIME, DATETIME or TIMESTAMP} */
    public boolean isTemporal() {
        return family == Family.TIME;
    }

    /** {@return whether it is text, a label, JSON, or something that the server sends as text} */
    public boolean isText() {
        return family == Family.TEXT;
    }

    /** Whether it is text that means nothing but itself. */
    boolean isPlainText() {
        return this == CHAR || this == VARCHAR || this == TEXT;
    }

    /** {@return whether it is bytes that are no text} */
    public boolean isBytes() {
        return family == Family.BYTES;
    }

    /** The name as SQL has it, in small letters. */
    String word() {
        return word;
    }
}
