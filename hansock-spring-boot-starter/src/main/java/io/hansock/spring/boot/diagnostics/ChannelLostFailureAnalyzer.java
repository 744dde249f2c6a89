package io.hansock.spring.boot.diagnostics;

import io.hansock.ChannelLostException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** For a command at the start that found nobody. */
final class ChannelLostFailureAnalyzer extends AbstractFailureAnalyzer<ChannelLostException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ChannelLostException cause) {
        String message = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "A command was sent to a server while the application started, and failed: " + message,
                LoginAdvice.of(message).orElseGet(() -> HandlerSocketAdvice.of(message)),
                cause);
    }
}
