package io.hansock.net;

/**
 * Told what happens to a channel. Called by whoever has just let go of the wheel, perhaps a caller with work of its own: it must be
 * quick, must not block and must not call Hansock. Two threads may call at once, and so a little out of order.
 * An exception that it throws is logged and changes nothing.
 */
public interface ChannelListener {
    /** A listener that nobody hears. */
    ChannelListener NONE = new ChannelListener() {};

    /** The connection is made. */
    default void opened() {}

    /** The first answer to a command has come, once for a connection: who only accepts and hangs up is no server. */
    default void replied() {}

    /** The connection could not be made, or broke. */
    default void failed(Throwable cause) {}

    /** The connection was closed on purpose. */
    default void closed() {}

    /** Whether {@link #wrote} is worth calling: it costs an object a write. */
    default boolean wantsWrites() {
        return false;
    }

    /** So many exchanges were encoded into one write. */
    default void wrote(int exchanges) {}
}
