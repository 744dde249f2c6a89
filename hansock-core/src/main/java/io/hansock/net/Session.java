package io.hansock.net;

import org.jspecify.annotations.Nullable;

/**
 * What a wire remembers of one channel: what the server was told on it. Touched only by whoever holds the channel's wheel, so
 * that it always agrees with the order of the bytes.
 */
public interface Session {
    /** The exchange that goes out first on the new connection, in front of all others and in the same write; null for none. */
    @Nullable
    Exchange opening();

    /** What has to end well before even {@link #opening} goes out; null for nothing. Asked once, when the connection is made. */
    default @Nullable Handshake handshake() {
        return null;
    }

    /**
     * Whether the server still sends a reply whose rest belongs to no exchange in flight: a result that its owner reads in pieces.
     * Then what has arrived is no error and waits for the next exchange, and nothing more is read before that is in flight, so that
     * the server has to wait too. Asked only when no exchange is in flight.
     */
    default boolean isMidReply() {
        return false;
    }
}
