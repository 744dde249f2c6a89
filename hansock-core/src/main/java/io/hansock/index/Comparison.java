package io.hansock.index;

/** How a key or a column is compared. NULL is equal to NULL and lower than everything else. */
public enum Comparison {
    /** Equal. */
    EQ,
    /** Not equal; only in filters, not for keys. */
    NE,
    /** Greater; for keys in ascending order from there. */
    GT,
    /** Greater or equal; for keys in ascending order from there. */
    GE,
    /** Less; for keys in descending order from there. */
    LT,
    /** Less or equal; for keys in descending order from there. */
    LE
}
