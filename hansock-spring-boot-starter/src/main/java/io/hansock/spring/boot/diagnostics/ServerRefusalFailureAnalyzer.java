package io.hansock.spring.boot.diagnostics;

import io.hansock.ServerException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** For a command or a login at the start that a server refused for want of a secret or a privilege. */
final class ServerRefusalFailureAnalyzer extends AbstractFailureAnalyzer<ServerException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ServerException cause) {
        if (cause.kind() != ServerException.Kind.NOT_AUTHORISED) {
            return null;
        }
        return new FailureAnalysis(
                "A server refused a login, or a port its secret: " + cause.getMessage(),
                "For SQL, check hansock.username, hansock.password and, where it is set, hansock.login.server-public-key. For"
                        + " HandlerSocket, set read-secret to the server's"
                        + " handlersocket_plain_secret and write-secret to its handlersocket_plain_secret_wr.",
                cause);
    }
}
