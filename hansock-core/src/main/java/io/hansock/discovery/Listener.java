package io.hansock.discovery;

import org.jspecify.annotations.Nullable;

/** What a server says of one of its HandlerSocket ports. */
public sealed interface Listener {
    /** There is none, or nobody asked. */
    record Absent() implements Listener {}

    /**
     * There is one. Whether that port is this server's is another question: {@link PortProof}.
     *
     * @param port 1024 to 65535
     * @param secret what it wants to hear, null if nothing; one that it can compare
     */
    record At(int port, @Nullable String secret) implements Listener {
        /** Without the secret. */
        @Override
        public String toString() {
            return "At[port=" + port + "]";
        }
    }

    /**
     * Nobody should use one at this moment, whether there is one or not.
     *
     * @param why in words, without what the server said
     */
    record Barred(String why) implements Listener {}

    /**
     * What the server says cannot be.
     *
     * @param why in words, without what it said
     */
    record Nonsense(String why) implements Listener {}
}
