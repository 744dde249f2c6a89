package io.hansock;

import org.jspecify.annotations.Nullable;

/** A setting or a declaration that cannot work. The message names it and says what would. */
public final class ConfigurationException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * Creates one that is about no server in particular.
     *
     * @param message the setting or the declaration, and what would work
     */
    public ConfigurationException(String message) {
        this(null, message, null);
    }

    /**
     * Creates one that may be about one server.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param message the setting or the declaration, and what would work
     */
    public ConfigurationException(@Nullable String server, String message) {
        this(server, message, null);
    }

    private ConfigurationException(@Nullable String server, String message, @Nullable ConfigurationException first) {
        super(server, message, first);
        this.problem = message;
    }

    /** {@return the same for another caller: with that caller's stack trace, and this one as the cause} */
    public ConfigurationException again() {
        return new ConfigurationException(server(), problem, this);
    }
}
