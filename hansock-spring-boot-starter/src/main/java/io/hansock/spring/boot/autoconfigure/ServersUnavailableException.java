package io.hansock.spring.boot.autoconfigure;

import io.hansock.ServerState;
import java.util.List;

/** Servers that the application is not to start without cannot be used. */
public final class ServersUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ServerState> states;

    private ServersUnavailableException(String client, List<ServerState> states) {
        super("servers of the Hansock client " + client + " cannot be used: "
                + states.stream().map(ServerState::name).toList());
        this.states = states;
    }

    static void throwUnlessUsable(String client, List<ServerState> states) {
        List<ServerState> useless =
                states.stream().filter(state -> !isUsable(state)).toList();
        if (!useless.isEmpty()) {
            throw new ServersUnavailableException(client, useless);
        }
    }

    private static boolean isUsable(ServerState state) {
        return state.sql().condition() == ServerState.Condition.UP
                || state.reads().condition() == ServerState.Condition.UP;
    }

    /** {@return how the servers are that cannot be used} */
    public List<ServerState> states() {
        return states == null ? List.of() : states;
    }
}
