package io.hansock.index;

import java.util.List;

/**
 * Makes the ring's bytes of a shard key, for tables whose shard columns are not all integers, binary text, UUIDs, dates and years: it has
 * to give the same bytes for all values that are one to the server. Must be safe to call from many threads.
 */
@FunctionalInterface
public interface ShardEncoder {
    /**
     * The bytes that place a row.
     *
     * @param values the values of the shard columns, in their declared order; none null
     * @return the bytes; an empty array is legal
     */
    byte[] encode(List<Object> values);
}
