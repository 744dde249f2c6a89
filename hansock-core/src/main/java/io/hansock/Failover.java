package io.hansock;

/** What becomes of the keys of a server that is down. */
public enum Failover {
    /** Commands for them fail until it is back. The default: no row is ever on a server that does not own it. */
    NONE,
    /**
     * Reads for them go to the server that would own them without it: the next on the ring that is not down. Only where that server
     * has the same rows, such as a replica's; elsewhere it has none and says so. Writes fail until the owner is back, and so do reads
     * that name their server.
     */
    READS
}
