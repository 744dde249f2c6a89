package io.hansock;

import org.jspecify.annotations.Nullable;

/** A bounded queue is full and the configuration says to fail at once. Nothing was sent. */
public final class OverloadedException extends HansockException {
    private static final long serialVersionUID = 1L;

    /** Creates one for {@code server}; the message names the bound and the setting that moves it. */
    public OverloadedException(@Nullable String server, String message) {
        super(server, message, null);
    }
}
