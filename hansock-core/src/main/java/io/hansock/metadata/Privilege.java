package io.hansock.metadata;

/** What a user may do with a table's rows, or with one column of them. */
public enum Privilege {
    /** Read. */
    SELECT,
    /** Write into new rows. */
    INSERT,
    /** Change. */
    UPDATE,
    /** Remove rows; of a whole table only. */
    DELETE
}
