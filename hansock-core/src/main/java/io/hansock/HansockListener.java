package io.hansock;

import org.jspecify.annotations.Nullable;

/**
 * Told what the client does, for metrics. Called on the callers' threads and on the client's own, possibly many at a time: it must
 * be thread-safe and quick. An exception that it throws is logged and otherwise ignored. A client without a listener measures
 * nothing and pays nothing.
 */
public interface HansockListener {
    /** Hears nothing. */
    HansockListener NONE = new HansockListener() {};

    /**
     * The part of a command that went to one server has ended, once for each part.
     *
     * @param server the server's configured name
     * @param operation what kind of command it was
     * @param wire what carried it, or carried it last; null if nothing did
     * @param nanos from the call until its result was there, in nanoseconds
     * @param failure null if it succeeded, else why not: a {@link HansockException}, what the record's constructor or the mapper
     *     threw, or a {@link java.util.concurrent.CancellationException} for a future that was cancelled
     */
    default void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {}

    /**
     * A part of a command is sent once more, since its connection was lost and it may be repeated; perhaps over the other wire.
     *
     * @param server the server's configured name
     * @param operation what kind of command it is
     */
    default void commandRepeated(String server, Operation operation) {}

    /**
     * A part of a command goes over SQL by a rule of the guard, since HandlerSocket would not carry it exactly, or is not to. A part
     * that is sent once more counts once more.
     *
     * @param server the server's configured name
     * @param rule the rule's stable name, such as {@code view} or {@code prefix-index}
     */
    default void commandTookSql(String server, String rule) {}

    /**
     * A connection was made.
     *
     * @param server the server's configured name
     * @param port the port, of HandlerSocket or of SQL
     */
    default void channelOpened(String server, int port) {}

    /**
     * A connection was closed on purpose: the client closes, or it was idle.
     *
     * @param server the server's configured name
     * @param port the port, of HandlerSocket or of SQL
     */
    default void channelClosed(String server, int port) {}

    /**
     * A connection could not be made, or broke.
     *
     * @param server the server's configured name
     * @param port the port, of HandlerSocket or of SQL
     * @param cause what the operating system or the protocol said
     */
    default void channelFailed(String server, int port, Throwable cause) {}

    /**
     * Commands were sent in one write: how well concurrent callers share a connection.
     *
     * @param server the server's configured name
     * @param port the port, of HandlerSocket or of SQL
     * @param commands how many
     */
    default void batchWritten(String server, int port, int commands) {}
}
