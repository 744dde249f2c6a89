package io.hansock.spring.boot.diagnostics;

import io.hansock.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** For settings that contradict each other, logins that they do not allow, names that no server has, and the like. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
    /** Where a property is named, Spring Boot's own analysis says more. */
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
        if (findCause(rootFailure, InvalidConfigurationPropertyValueException.class) != null) {
            return null;
        }
        String message = String.valueOf(cause.getMessage());
        return new FailureAnalysis("Hansock cannot work as it is configured: " + message, action(message), cause);
    }

    private static String action(String message) {
        if (message.contains("are not encrypted")) {
            return "HandlerSocket has no encryption. Write over SQL (hansock.writes=sql), or accept that"
                    + " (hansock.handlersocket.plaintext=accepted), or ask for none (hansock.ssl.mode).";
        }
        return LoginAdvice.of(message).orElse("Correct the property or the code that is named above.");
    }
}
