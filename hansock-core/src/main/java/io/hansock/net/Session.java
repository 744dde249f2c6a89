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
}
