package io.hansock.metadata;

/** What an insert that does not name a column puts into it. */
public enum DefaultValue {
    /** Nothing: an insert has to name the column. */
    NONE,
    /** NULL. */
    NULL,
    /** A constant. */
    CONSTANT,
    /** What an expression gives at that moment, such as the time. */
    EXPRESSION,
    /** The next number. */
    AUTO_INCREMENT
}
