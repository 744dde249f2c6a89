package io.hansock.net;

import io.hansock.HansockException;
import java.util.List;
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

    /**
     * Whether nothing more may be sent before all that is in flight has been answered: what comes next depends on it. Asked only while
     * something is in flight.
     */
    default boolean awaitsAnswers() {
        return false;
    }

    /**
     * Whether the server sends what it has at once, however little that is: it has switched Nagle's algorithm off. Then no rest of an
     * answer waits for an acknowledgement of its beginning, and asking for one would be a system call and a packet for nothing.
     */
    default boolean sendsAtOnce() {
        return false;
    }

    /** The names of what the server keeps open for this connection, for operators. Asked by any thread. */
    default List<String> openAtServer() {
        return List.of();
    }

    /**
     * What the server says by bytes that answer nothing: why it ends the connection. Null if it says no such thing; they end it all
     * the same, as nobody knows what they are. Whatever is queued and not sent fails with an exception of the kind of this one.
     */
    default @Nullable HansockException goodbye(byte[] bytes, int from, int to) {
        return null;
    }
}
