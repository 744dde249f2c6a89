package io.hansock.metadata;

/** How a table is split into partitions. */
public enum Partitioning {
    /** It is not. */
    NONE,
    /** By ranges of values. */
    RANGE,
    /** In any other way: by lists, by hashes, by keys, by time. */
    OTHER
}
