package io.hansock.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The seam under a channel: non-blocking reads and writes of plain bytes, whatever they look like on the wire. Transports are
 * laid over one another ({@link Handshake#wrap}). Used by whoever holds the channel's wheel.
 */
public interface Transport {
    /**
     * Reads what is there into {@code target}, which has room.
     *
     * @return how many bytes; 0 if there are none now, -1 at the end of the stream
     * @throws io.hansock.ProtocolException if what came can't be read; the channel is closed
     */
    int read(ByteBuffer target) throws IOException;

    /** Takes what it can of {@code source} and returns how many bytes that were. A byte that was taken counts as sent. */
    int write(ByteBuffer source) throws IOException;

    /** Whether {@link #read} would find bytes that have left the socket already, so that no selector tells of them. */
    default boolean holdsUnread() {
        return false;
    }

    /** Whether bytes of {@link #write}, or of its own, still wait for room in the socket: {@link #flush} is called when there is. */
    default boolean holdsUnsent() {
        return false;
    }

    /** Sends what it holds, as far as it goes. */
    default void flush() throws IOException {}

    /** Says good-bye if that can be done without waiting; the socket is closed next. */
    default void close() throws IOException {}
}
