package io.hansock;

import org.jspecify.annotations.Nullable;

/** A bounded queue is full and the configuration says to fail at once. Nothing was sent. */
public final class OverloadedException extends HansockException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param message the bound, and the setting that moves it
     */
    public OverloadedException(@Nullable String server, String message) {
        super(server, message, null);
    }
}
