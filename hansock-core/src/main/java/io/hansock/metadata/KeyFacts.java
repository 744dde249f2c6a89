package io.hansock.metadata;

import java.util.List;

/**
 * A key of a table, or an index, which is the same.
 *
 * @param name the name as the server has it; {@code PRIMARY} for the primary key
 * @param unique whether no two rows have equal values in all parts, but for NULL
 * @param parts the parts in order, at least one; unmodifiable
 * @param ordered whether it is an ordinary ordered index, which ranges can walk along: neither hash, nor text, nor shape
 * @param visible whether statements may use it
 */
public record KeyFacts(String name, boolean unique, List<KeyPart> parts, boolean ordered, boolean visible) {
    /** What the servers call every primary key. */
    public static final String PRIMARY = "PRIMARY";

    /** Copies the list. */
    public KeyFacts {
        parts = List.copyOf(parts);
    }

    /** Whether it is the primary key. */
    public boolean isPrimary() {
        return name.equals(PRIMARY);
    }

    /** Whether finds can go along it: it is ordered, may be used, and has no part that is an expression. */
    public boolean isUsable() {
        return ordered && visible && parts.stream().allMatch(part -> part.column() != null);
    }

    /** Whether some part keeps the beginnings of values only. */
    public boolean hasPrefixPart() {
        return parts.stream().anyMatch(part -> part.prefixLength() > 0);
    }
}
