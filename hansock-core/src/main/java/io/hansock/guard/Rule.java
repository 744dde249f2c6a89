package io.hansock.guard;

import java.util.Locale;

/** Why a command takes SQL, or is refused. Each is counted under its {@link #id}. */
public enum Rule {
    // ---- tables
    /** The table is a view: HandlerSocket would make the server end (trap H1). */
    VIEW,
    /** The table is the server's own (trap H32). */
    SYSTEM_SCHEMA,
    /** The table is neither a base table nor a view: a sequence, a temporary table. */
    NOT_A_BASE_TABLE,
    /** The storage engine is not InnoDB (trap H28). */
    ENGINE,
    /** The table has no key, or the index is none that HandlerSocket can walk: hidden, hashed, of text or shapes. */
    NO_USABLE_KEY,
    /** There is no such table that the user is shown (trap H32). */
    UNKNOWN_TABLE,
    /** The table has no such index. */
    UNKNOWN_INDEX,
    /** The table has no such column that the user is shown. */
    UNKNOWN_COLUMN,
    /** The user lacks a privilege, or is not shown that he has it: the server decides (trap H32). */
    PRIVILEGE,
    /** Anything but a look-up of a whole primary key in a partitioned table: it ends the server or keeps it busy for ever (trap H2). */
    PARTITIONED_RANGE,

    // ---- keys and columns
    /** The index, or the primary key at its end, holds the beginnings of values only (trap H17). */
    PREFIX_INDEX,
    /** FLOAT, of which HandlerSocket prints six digits. */
    FLOAT,
    /** TIMESTAMP, which HandlerSocket prints in the server's own time zone, and that is not UTC (trap H29). */
    TIMESTAMP_ZONE,
    /** A filter on BLOB or TEXT, which HandlerSocket does not take. */
    FILTER_BLOB,
    /** A type that HandlerSocket takes and gives in other forms: UUID, INET4, INET6, and what is newer than this client. */
    COLUMN_TYPE,
    /** A charset that Java has not. */
    COLUMN_CHARSET,
    /** A change of the rows of an IN list, of which HandlerSocket would find one a value (trap H14). */
    IN_LIST,
    /** A filter that ends the walk, on a column that does not bound it. */
    STOP_FILTER,
    /** Values that are one to the server would be placed on several servers. */
    SHARD_KEY,
    /** A range on all servers whose rows cannot be merged, since their order is not that of the values in Java. */
    MERGE_ORDER,
    /** An index that was declared with other columns than it has, or is asked for by more values than it has columns. */
    KEY_COLUMNS,
    /** An index whose entries run against the order in which its rows are promised. */
    DESCENDING_INDEX,
    /** A walk against an index whose columns run against each other, which MySQL does not do along the index. */
    MIXED_DIRECTIONS,
    /** A range along SET over SQL, for which no server uses the index. */
    RANGE_TYPE,

    // ---- writes
    /** Writes go over SQL unless the configuration says otherwise. */
    WRITES_SQL,
    /** HandlerSocket's writes never reach the binary log, which is on, or the other nodes of a Galera cluster (trap H6). */
    BINARY_LOG,
    /** More than 32 values in one insert (trap H20). */
    INSERT_VALUES,
    /** An insert that leaves a default to the server (trap H9). */
    INSERT_COLUMNS,
    /** A change of more than one row, which HandlerSocket does not make as one (trap H19). */
    SEVERAL_ROWS,
    /** An increment, which HandlerSocket would clamp to the column's range, or wrap around (trap H18). */
    INCREMENT,
    /** An insert or update by primary key, of which HandlerSocket has none. */
    UPSERT,
    /** A generated column is set, or would have to be computed. */
    GENERATED_COLUMN,
    /** A column follows the time of each update by itself. */
    UPDATED_TO_NOW,
    /** A table that keeps former versions of its rows. */
    VERSIONED,
    /** Triggers would not fire, or the user is not shown whether there are any. */
    TRIGGERS,
    /** CHECK constraints would not be checked, or the user is not shown whether there are any. */
    CHECKS,

    // ---- values
    /** NULL for a column that cannot hold it. */
    NOT_NULL,
    /** A value of a type that the column does not hold. */
    VALUE_TYPE,
    /** A number, date or time outside the column's range, or with more digits than it has. */
    VALUE_RANGE,
    /** A text or bytes longer than the column. */
    VALUE_LENGTH,
    /** A text that the column's charset cannot write. */
    VALUE_CHARSET,
    /** No label of the column's list. */
    VALUE_LABEL,
    /** A text that is no number or date as the server prints it; or a value that only the server can judge: JSON, shapes. */
    VALUE_FORM;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its stable name, as metrics and messages have it. */
    public String id() {
        return id;
    }
}
