package io.hansock.handlersocket;

import io.hansock.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** What a port's secret can be. Stateless. */
public final class Secrets {
    /** The rule in words, for messages, none of which holds a secret. */
    public static final String RULE =
            "1 to 128 printable ASCII characters without blanks: HandlerSocket compares no others";

    private static final int LONGEST = 128;

    private Secrets() {}

    /** Whether the server can compare {@code secret}. */
    public static boolean isOne(String secret) {
        return !secret.isEmpty() && secret.length() <= LONGEST && secret.chars().allMatch(c -> c >= 0x21 && c <= 0x7e);
    }

    /**
     * The secret, or null if there is none, which the empty one means too: a port without a secret refuses any (trap H22).
     *
     * @param server the configured name, for the message
     * @throws ConfigurationException if it is none that the server can compare
     */
    static @Nullable String checked(String server, @Nullable String secret) {
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        if (!isOne(secret)) {
            throw new ConfigurationException(server, "a secret is " + RULE);
        }
        return secret;
    }
}
