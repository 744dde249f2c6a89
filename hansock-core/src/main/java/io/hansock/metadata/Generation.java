package io.hansock.metadata;

/** Whether a column's value is computed from other columns. */
public enum Generation {
    /** It is not: statements set it. */
    NONE,
    /** Computed whenever it is read. */
    VIRTUAL,
    /** Computed when a row is written, and kept. */
    STORED
}
