package io.hansock.spring.boot.metrics;

/** What the meters are called. All of them have the tags {@code client} and {@code server}. */
public final class MeterNames {
    /**
     * Timer of commands, once for each server that one went to. Tags {@code operation}, {@code wire} ({@code handlersocket}, {@code sql},
     * {@code none}) and {@code outcome} ({@code success}, or the kind of failure).
     */
    public static final String COMMANDS = "hansock.commands";

    /** Counter of commands that were sent once more. Tag {@code operation}. */
    public static final String REPEATED = "hansock.commands.repeated";

    /** Gauge of commands that wait to be sent. Tag {@code wire}. */
    public static final String QUEUED = "hansock.commands.queued";

    /** Gauge of commands that were sent, be it in part, and are not answered yet. Tag {@code wire}. */
    public static final String IN_FLIGHT = "hansock.commands.in-flight";

    /** Counter of commands that went over SQL by a rule of the guard. Tag {@code rule}. */
    public static final String GUARD = "hansock.guard.sql";

    /** Counter of connections that were made, and so of reconnects. Tag {@code port}. */
    public static final String OPENED = "hansock.channels.opened";

    /** Counter of connections that were closed on purpose. Tag {@code port}. */
    public static final String CLOSED = "hansock.channels.closed";

    /** Counter of connections that broke or could not be made. Tag {@code port}. */
    public static final String FAILED = "hansock.channels.failed";

    /** Gauge of connections that there are. Tag {@code wire}. */
    public static final String CHANNELS = "hansock.channels";

    /** Summary of how many commands were sent in one write. Tag {@code port}. */
    public static final String BATCHES = "hansock.batch.size";

    /** Gauge of servers: 1 while one answers, 0 while it does not, NaN while nobody knows. Tag {@code wire}. */
    public static final String UP = "hansock.server.up";

    /**
     * Gauge of the connections that there are with one user at a time. Tag {@code purpose}: {@code application} for its own SQL and its
     * transactions, {@code changes} for changes that take a transaction of several statements.
     */
    public static final String SESSIONS_OPEN = "hansock.sessions.open";

    /** Gauge of those that somebody has. Tag {@code purpose}. */
    public static final String SESSIONS_LEASED = "hansock.sessions.leased";

    /** Gauge of callers that wait for one. Tag {@code purpose}. */
    public static final String SESSIONS_WAITING = "hansock.sessions.waiting";

    /** Gauge of how many there may be, as it is set; 0 for a client that does not log in. Tag {@code purpose}. */
    public static final String SESSIONS_LIMIT = "hansock.sessions.limit";

    private MeterNames() {}
}
