package io.hansock.metadata;

import io.hansock.value.ColumnType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name the name as the server has it
 * @param position its place in the table, from 1
 * @param type what its cells hold
 * @param declaration its type as the server writes it: {@code int(10) unsigned}, {@code enum('a','b')}
 * @param unsigned whether numbers are never negative
 * @param nullable whether it can hold NULL
 * @param maxChars the most characters of text, or bytes of what is no text; 0 for numbers and times
 * @param maxBytes the most bytes of text in its charset, or of what is no text; 0 for numbers and times
 * @param charset the server's name of the charset of text; null for all else
 * @param collation the server's name of the collation of text; null for all else
 * @param precision the digits of a DECIMAL, the bits of a BIT, the floats of a VECTOR; else 0
 * @param scale the digits of a DECIMAL, or of a FLOAT or DOUBLE that was declared with some, behind the point; else 0
 * @param fractionDigits the digits of times behind the second, 0 to 6
 * @param labels the labels of an ENUM or SET, in order; unmodifiable
 * @param generation whether its value is computed
 * @param defaultValue what an insert puts into it that does not name it
 * @param updatedToNow whether an update of other columns sets it to the present time
 * @param invisible whether {@code select *} leaves it out
 * @param privileges what the user may do with it; unmodifiable
 */
public record ColumnFacts(
        String name,
        int position,
        ColumnType type,
        String declaration,
        boolean unsigned,
        boolean nullable,
        long maxChars,
        long maxBytes,
        @Nullable String charset,
        @Nullable String collation,
        int precision,
        int scale,
        int fractionDigits,
        List<String> labels,
        Generation generation,
        DefaultValue defaultValue,
        boolean updatedToNow,
        boolean invisible,
        Set<Privilege> privileges) {
    /** Copies the lists. */
    public ColumnFacts {
        labels = List.copyOf(labels);
        privileges = Set.copyOf(privileges);
    }

    /** Whether its value is computed from other columns. */
    public boolean isGenerated() {
        return generation != Generation.NONE;
    }

    /** Whether the server numbers new rows in it. */
    public boolean isAutoIncrement() {
        return defaultValue == DefaultValue.AUTO_INCREMENT;
    }

    /** Whether it is one of the types that a row keeps elsewhere: TEXT, BLOB, JSON, GEOMETRY, VECTOR. */
    public boolean isLarge() {
        return switch (type) {
            case TEXT, BLOB, JSON, GEOMETRY, VECTOR -> true;
            default -> false;
        };
    }

    /** The name and type alone, for messages. */
    @Override
    public String toString() {
        return name + " " + declaration;
    }
}
