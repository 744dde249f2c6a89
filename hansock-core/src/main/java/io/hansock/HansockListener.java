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
     * The part of a command that went to one server has ended.
     *
     * @param server the server's configured name
     * @param operation what kind of command it was
     * @param nanos from the call until the reply was in, in nanoseconds
     * @param failure why it failed, or null if it succeeded
     */
    default void commandFinished(String server, Operation operation, long nanos, @Nullable HansockException failure) {}

    /**
     * A connection was made.
     *
     * @param server the server's configured name
     * @param port the HandlerSocket port
     */
    default void channelOpened(String server, int port) {}

    /**
     * A connection was closed on purpose: the client closes, or it was idle.
     *
     * @param server the server's configured name
     * @param port the HandlerSocket port
     */
    default void channelClosed(String server, int port) {}

    /**
     * A connection could not be made, or broke.
     *
     * @param server the server's configured name
     * @param port the HandlerSocket port
     * @param cause what the operating system or the protocol said
     */
    default void channelFailed(String server, int port, Throwable cause) {}

    /**
     * Commands were sent in one write: how well concurrent callers share a connection.
     *
     * @param server the server's configured name
     * @param port the HandlerSocket port
     * @param commands how many
     */
    default void batchWritten(String server, int port, int commands) {}
}
