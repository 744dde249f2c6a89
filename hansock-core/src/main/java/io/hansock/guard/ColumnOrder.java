package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import org.jspecify.annotations.Nullable;

/** How servers order the values of a column, where Java can do the same with what it reads of them. NULL is always the lowest. */
public enum ColumnOrder {
    /** Whole numbers, by value. */
    WHOLE,
    /** Exact decimals, by value, whatever their scale. */
    DECIMAL,
    /** Floating point, by value; minus zero is zero. */
    FLOATING,
    /** Text, by the numbers of its characters. */
    TEXT,
    /** The same as if the shorter text went on with spaces. */
    PADDED_TEXT,
    /** Bytes without sign, from the left. */
    BYTES,
    /** Dates and times, also those with zeros in them: as they are printed. */
    MOMENT,
    /** Spans of time, by their length, negative ones the lowest. */
    SPAN;

    /** That of a column; null if values are ordered by something that is not in them, or in a way of the server's own. */
    static @Nullable ColumnOrder of(ColumnFacts column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> WHOLE;
            case DECIMAL -> DECIMAL;
            case FLOAT, DOUBLE -> FLOATING;
            case BIT, BINARY, VARBINARY, BLOB -> BYTES;
            case DATE, DATETIME, TIMESTAMP -> MOMENT;
            case TIME -> SPAN;
            case CHAR, VARCHAR, TEXT -> of(TextCollation.of(column));
            case NULL, ENUM, SET, JSON, GEOMETRY, VECTOR, UUID, INET4, INET6, OTHER -> null;
        };
    }

    private static @Nullable ColumnOrder of(@Nullable TextCollation collation) {
        return collation == null || !collation.isByCodePoint() ? null : collation.pads() ? PADDED_TEXT : TEXT;
    }
}
