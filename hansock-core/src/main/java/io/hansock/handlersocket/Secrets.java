package io.hansock.handlersocket;

import io.hansock.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** What a port's secret can be. Stateless. */
public final class Secrets {
    private static final int LONGEST = 128;

    private Secrets() {}

    /**
     * The secret, or null if there is none, which the empty one means too: a port without a secret refuses any (trap H22).
     *
     * @param server the configured name, for the message, which never holds the secret
     * @throws ConfigurationException if it is none that the server can compare
     */
    public static @Nullable String checked(String server, @Nullable String secret) {
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        if (secret.length() > LONGEST || secret.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new ConfigurationException(
                    server,
                    "a secret is 1 to " + LONGEST
                            + " printable ASCII characters without blanks: HandlerSocket compares no others");
        }
        return secret;
    }
}
