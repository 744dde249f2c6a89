package io.hansock;

import org.jspecify.annotations.Nullable;

/** A setting or a declaration that cannot work. The message names it and says what would. */
public final class ConfigurationException extends HansockException {
    private static final long serialVersionUID = 1L;

    /** Creates one that is about no server in particular. */
    public ConfigurationException(String message) {
        super(null, message, null);
    }

    /** Creates one for {@code server}. */
    public ConfigurationException(@Nullable String server, String message) {
        super(server, message, null);
    }
}
