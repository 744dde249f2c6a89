package io.hansock.value;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a server says of one column of a result. Names are empty where there is none: an expression has no table. Immutable, safe
 * to share between threads.
 *
 * @param name the name in this result: the alias if there is one
 * @param originalName the column's name in its table
 * @param table the table's alias in the statement
 * @param originalTable the table's name
 * @param schema the database that the table is in
 * @param type what the cells hold
 * @param collation the server's number of the collation; 63 is {@code binary}, which says nothing of numbers and times
 * @param length the most bytes that a cell printed as text can have: an unsigned 32-bit number; of a BIT its number of bits
 * @param decimals digits behind the point: of numbers, and of seconds; 31 or more where that is not fixed
 * @param flags what else is said; unmodifiable
 */
public record ColumnMetadata(
        String name,
        String originalName,
        String table,
        String originalTable,
        String schema,
        ColumnType type,
        int collation,
        long length,
        int decimals,
        Set<ColumnFlag> flags) {
    /** The collation {@code binary}: strings that have it are bytes. */
    public static final int BINARY_COLLATION = 63;

    /** From here on the number of decimals means "as many as there are". */
    private static final int NOT_FIXED = 31;

    /** The widest that a column of numbers can be declared; a server that says more is not obeyed. */
    private static final int LONGEST_NUMBER = 255;

    private static final int YEAR_DIGITS = 4;

    /**
     * Copies the flags.
     *
     * @param name the name in this result
     * @param originalName the column's name in its table
     * @param table the table's alias in the statement
     * @param originalTable the table's name
     * @param schema the database that the table is in
     * @param type what the cells hold
     * @param collation the server's number of the collation
     * @param length the most bytes that a cell printed as text can have
     * @param decimals digits behind the point
     * @param flags what else is said
     */
    public ColumnMetadata {
        EnumSet<ColumnFlag> copy = EnumSet.noneOf(ColumnFlag.class);
        copy.addAll(flags);
        flags = Collections.unmodifiableSet(copy);
    }

    /**
     * {@return whether the server says so}
     *
     * @param flag what to ask
     */
    public boolean is(ColumnFlag flag) {
        return flags.contains(flag);
    }

    /** {@return whether numbers are never negative, and reach twice as far} */
    public boolean isUnsigned() {
        return is(ColumnFlag.UNSIGNED);
    }

    /** {@return the charset of the cells as they are sent: UTF-8 for text, whatever the table's is; empty for bytes, numbers and times} */
    public Optional<Charset> charset() {
        return type.isText() ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
    }

    /** The type in SQL's words, for messages. */
    String typeName() {
        boolean couldBeSigned = type.isNumber() && type != ColumnType.YEAR && type != ColumnType.BIT;
        return isUnsigned() && couldBeSigned ? type.word() + " unsigned" : type.word();
    }

    /** How long the text of a number is made by zeros in front of it; 0 where there are none. */
    int zeroFilledTo() {
        if (type == ColumnType.YEAR) {
            return YEAR_DIGITS;
        }
        return is(ColumnFlag.ZEROFILL) ? (int) Math.min(length, LONGEST_NUMBER) : 0;
    }

    /** How many digits stand behind the point of every cell, or -1 where that is not fixed. */
    int fixedDecimals() {
        return decimals < NOT_FIXED ? decimals : -1;
    }
}
