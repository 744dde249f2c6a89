package io.hansock;

/** What carries writes. */
public enum Writes {
    /** Writes are refused. The default of a client that does not log in. */
    NONE,
    /** Writes go over SQL, as any client's. The default of a client that logs in. */
    SQL,
    /**
     * Writes go over HandlerSocket's write port. Chosen knowingly: such writes never reach the binary log (replicas, the other
     * nodes of a Galera cluster and point-in-time recovery miss them, trap H6), triggers, CHECK constraints and expression defaults do not run, and a deadlock
     * with an SQL transaction silently undoes writes that were already acknowledged (trap H5).
     */
    HANDLERSOCKET
}
