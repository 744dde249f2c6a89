package io.hansock;

/** The kind of a command, for listeners and metrics. */
public enum Operation {
    /** A find of one row or a range on one server. */
    FIND,
    /** A find of many keys, or of a range on all servers, as one. */
    MULTI_FIND,
    /** An insert. */
    INSERT,
    /** An insert, or an update of the row that is there. */
    UPSERT,
    /** An update of named columns. */
    UPDATE,
    /** A delete. */
    DELETE,
    /** An increment or decrement. */
    INCREMENT
}
