package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/**
 * How one plugin proves a password: what to answer to what. One run for one factor. The arrays that it answers are the caller's, to
 * send and to wipe. Protocol text: "Plugins".
 */
interface Authenticator {
    /** The answer to the challenge that comes with the plugin's name; may be empty. */
    byte[] answer(byte[] challenge);

    /**
     * The answer to more data for the plugin, or null if there is nothing to say and the server goes on.
     *
     * @throws io.hansock.ProtocolException if the plugin has nothing to ask at this point
     */
    byte @Nullable [] more(byte[] data);

    /** Whether it knows a packet that begins with {@code first} as its own although the mark of plugin data lacks. */
    default boolean takesUnmarked(int first) {
        return false;
    }

    /** What the server stores of the password, by which a MariaDB server vouches for its certificate; null where it doesn't. */
    default byte @Nullable [] storedHash() {
        return null;
    }
}
