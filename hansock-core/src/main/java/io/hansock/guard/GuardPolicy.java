package io.hansock.guard;

/**
 * What the guard goes by beside the table: the server, and the user's choices.
 *
 * @param mariaDb whether the server is MariaDB
 * @param utc whether the server's own time zone is UTC, and was: HandlerSocket prints TIMESTAMP in it
 * @param writing what carries writes
 * @param bypass what becomes of writes for which HandlerSocket would bypass triggers and CHECK constraints
 * @param sharded whether there are several servers, among which rows are shared out
 */
public record GuardPolicy(boolean mariaDb, boolean utc, Writing writing, Bypass bypass, boolean sharded) {
    /** What carries writes. */
    public enum Writing {
        /** SQL. */
        SQL,
        /** HandlerSocket, where it is exact. */
        HANDLERSOCKET,
        /** HandlerSocket was chosen, but the server's binary log would miss what it writes, and nobody has accepted that. */
        LOG_FORBIDS,
        /** HandlerSocket was chosen, but the other nodes of the server's Galera cluster would miss what it writes, and nobody has accepted that. */
        CLUSTER_FORBIDS
    }

    /** What becomes of writes that would bypass something. */
    public enum Bypass {
        /** They go over SQL. */
        AVOIDED,
        /** They go over HandlerSocket, and the log says so once. */
        WARNED,
        /** They go over HandlerSocket. */
        ACCEPTED
    }
}
