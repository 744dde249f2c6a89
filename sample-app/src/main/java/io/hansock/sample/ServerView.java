package io.hansock.sample;

import io.hansock.ServerFacts;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.WireKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is, in short.
 *
 * @param name its configured name
 * @param condition of both wires together
 * @param version what it says of itself; null until it has answered
 * @param wires the ways to it that commands of this application can take
 */
record ServerView(String name, Overall condition, @Nullable String version, List<Wire> wires) {
    ServerView {
        wires = List.copyOf(wires);
    }

    /** What is to be thought of a server. */
    enum Overall {
        /** It answers, over every wire that it has. */
        UP,
        /** It answers over one wire and not over another. */
        DEGRADED,
        /** Something went wrong, and it is being looked at. */
        SUSPECT,
        /** It does not answer. */
        DOWN,
        /** Nobody has asked it anything yet. */
        UNTRIED
    }

    /**
     * One way to a server.
     *
     * @param name by which protocol
     * @param condition what is known of it
     * @param port where it listens; null if that is not known
     * @param reason why it is as it is; empty while it is up
     */
    record Wire(
            WireKind name, Condition condition, @Nullable Integer port, String reason) {
        private static Wire of(WireKind name, ServerState.Wire state) {
            Integer port = state.port().isPresent() ? state.port().getAsInt() : null;
            return new Wire(name, state.condition(), port, state.reason());
        }
    }

    static ServerView of(ServerState state) {
        return new ServerView(
                state.name(),
                overall(state.reads().condition(), state.sql().condition()),
                state.facts().map(ServerFacts::version).orElse(null),
                List.of(Wire.of(WireKind.HANDLERSOCKET, state.reads()), Wire.of(WireKind.SQL, state.sql())));
    }

    private static Overall overall(Condition reads, Condition sql) {
        if (reads == Condition.SUSPECT || sql == Condition.SUSPECT) {
            return Overall.SUSPECT;
        }
        boolean up = reads == Condition.UP || sql == Condition.UP;
        if (reads == Condition.DOWN || sql == Condition.DOWN) {
            return up ? Overall.DEGRADED : Overall.DOWN;
        }
        return up ? Overall.UP : Overall.UNTRIED;
    }
}
