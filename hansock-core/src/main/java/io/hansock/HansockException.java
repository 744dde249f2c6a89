package io.hansock;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Hansock throws because of a server, a connection, a deadline or a configuration. Unchecked and
 * sealed, so that a {@code switch} can be complete. A message names the server and what to do; it never holds a value, a key,
 * a secret or SQL text. Wrong arguments are {@link IllegalArgumentException} and {@link NullPointerException} as everywhere.
 *
 * <p>Immutable and so safe to share between threads.
 */
public abstract sealed class HansockException extends RuntimeException
        permits ServerException,
                RefusedException,
                ChannelLostException,
                DeadlineException,
                HansockInterruptedException,
                OverloadedException,
                ProtocolException,
                ConfigurationException,
                ResultException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String server;

    HansockException(@Nullable String server, String message, @Nullable Throwable cause) {
        super(server == null ? message : server + ": " + message, cause);
        this.server = server;
    }

    /** {@return the configured name of the server that this is about, or null if it is about none} */
    public final @Nullable String server() {
        return server;
    }
}
