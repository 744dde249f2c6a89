package io.hansock.spring.boot.diagnostics;

import java.util.Optional;

/** Which properties decide about a login that the client does not go on with, since the server wants what it may not give. Stateless. */
final class LoginAdvice {
    private LoginAdvice() {}

    /** Nothing if the reason is another. */
    static Optional<String> of(String reason) {
        if (reason.contains("wants the authentication plugin")) {
            return Optional.of(
                    reason.contains("which is not allowed here")
                            ? "Allow that plugin (hansock.login.plugins), or give the account one of those that are allowed."
                            : "Give the account one of the plugins that Hansock has.");
        }
        if (reason.contains("wants the password itself")) {
            return Optional.of(
                    "Encrypt the connection (hansock.ssl.mode), or have the password encrypted with the server's RSA key, of which"
                            + " hansock.login.server-public-key names a copy; hansock.login.fetch-public-key asks whoever answers for it.");
        }
        if (reason.contains("wants the password as it is")) {
            return Optional.of(
                    "Encrypt the connection and have the certificate verified (hansock.ssl.mode, hansock.ssl.bundle).");
        }
        if (reason.contains("offers no TLS")) {
            return Optional.of("Have the server offer TLS, or ask for less (hansock.ssl.mode).");
        }
        return Optional.empty();
    }
}
