package io.hansock.spring.boot.diagnostics;

import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.spring.boot.autoconfigure.ServersUnavailableException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** For servers that the application must not start without. */
final class ServersUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<ServersUnavailableException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ServersUnavailableException cause) {
        StringBuilder description = new StringBuilder(String.valueOf(cause.getMessage())).append(':');
        Set<String> actions = new LinkedHashSet<>();
        for (ServerState state : cause.states()) {
            describe(state, description);
            advise(state, actions);
        }
        actions.add("To start without these servers, set hansock.startup to eager or lazy.");
        return new FailureAnalysis(description.toString(), String.join(System.lineSeparator(), actions), cause);
    }

    private static void describe(ServerState state, StringBuilder description) {
        line(state, "SQL", state.sql(), description);
        line(state, "HandlerSocket", state.reads(), description);
    }

    private static void line(ServerState state, String way, ServerState.Wire wire, StringBuilder description) {
        description
                .append(System.lineSeparator())
                .append("    ")
                .append(state.name())
                .append(" (")
                .append(state.host());
        wire.port().ifPresent(port -> description.append(':').append(port));
        description.append("), ").append(way).append(": ").append(wire.condition());
        if (!wire.reason().isEmpty()) {
            description.append(", ").append(wire.reason());
        }
    }

    private static void advise(ServerState state, Set<String> actions) {
        boolean handlerSocketAlone = state.sql().condition() == Condition.OFF;
        if (state.sql().condition() == Condition.DOWN) {
            actions.add(
                    LoginAdvice.of(state.sql().reason())
                            .orElseGet(
                                    () -> "Check that " + state.name()
                                            + " runs, that host and port are right, and that the user may log in"
                                            + " (hansock.username, hansock.password and, where it is set, hansock.login.server-public-key)."));
        }
        if (handlerSocketAlone && state.reads().condition() == Condition.DOWN) {
            actions.add(HandlerSocketAdvice.of(state.reads().reason()));
        }
    }
}
