package io.hansock.net;

/**
 * Told what happens to a channel. Called by whoever holds the wheel: it must be quick, must not block and must not call Hansock.
 * An exception that it throws is dropped with a log line.
 */
public interface ChannelListener {
    /** A listener that nobody hears. */
    ChannelListener NONE = new ChannelListener() {};

    /** The connection is made. */
    default void opened() {}

    /** The connection could not be made, or broke. */
    default void failed(Throwable cause) {}

    /** The connection was closed on purpose. */
    default void closed() {}

    /** So many exchanges were encoded into one write. */
    default void wrote(int exchanges) {}
}
