package io.hansock;

/** What carries writes. */
public enum Writes {
    /** Writes are refused. The default until they can go over SQL. */
    NONE,
    /**
     * Writes go over HandlerSocket's write port. Chosen knowingly: such writes never reach the binary log (replicas and
     * point-in-time recovery miss them, trap H6), triggers, CHECK constraints and expression defaults do not run, and a deadlock
     * with an SQL transaction silently undoes writes that were already acknowledged (trap H5).
     */
    HANDLERSOCKET
}
