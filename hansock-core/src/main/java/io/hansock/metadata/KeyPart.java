package io.hansock.metadata;

import org.jspecify.annotations.Nullable;

/**
 * One part of a key.
 *
 * @param column the column; null for an expression (MySQL)
 * @param prefixLength how many characters of text, or bytes, of each value are in the key; 0 for the whole value
 * @param descending whether the key holds the highest value first
 */
public record KeyPart(@Nullable String column, int prefixLength, boolean descending) {
    /** Whether the key holds the column's whole values. */
    public boolean isWhole() {
        return column != null && prefixLength == 0;
    }
}
