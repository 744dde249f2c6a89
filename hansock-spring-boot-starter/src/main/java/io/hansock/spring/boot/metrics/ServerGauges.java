package io.hansock.spring.boot.metrics;

import io.hansock.Hansock;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** How the servers of one client are, and what is under way there. Asks no server anything. Safe for any thread. */
final class ServerGauges implements MeterBinder {
    private static final Map<String, Function<ServerState, ServerState.Wire>> STATES = Map.of(
            "sql", ServerState::sql,
            "handlersocket-reads", ServerState::reads,
            "handlersocket-writes", ServerState::writes);

    private static final Map<String, Function<ServerLoad, ServerLoad.Wire>> LOADS = Map.of(
            "sql", ServerLoad::sql,
            "handlersocket-reads", ServerLoad::reads,
            "handlersocket-writes", ServerLoad::writes);

    private static final Map<String, Function<ServerLoad, ServerLoad.Sessions>> SESSIONS =
            Map.of("application", ServerLoad::sessions, "changes", ServerLoad::changes);

    private final String name;
    private final List<ServerSettings> servers;
    private final Supplier<List<ServerState>> states;
    private final Supplier<List<ServerLoad>> loads;

    /**
     * Creates them.
     *
     * @param name what the client is called
     * @param servers its servers
     * @param states how these are, in their order
     * @param loads what is under way there, in their order
     */
    ServerGauges(
            String name,
            List<ServerSettings> servers,
            Supplier<List<ServerState>> states,
            Supplier<List<ServerLoad>> loads) {
        this.name = name;
        this.servers = List.copyOf(servers);
        this.states = new Momentary<>(states);
        this.loads = new Momentary<>(loads);
    }

    static ServerGauges of(String name, Hansock client) {
        return new ServerGauges(name, client.servers(), client::states, client::loads);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (int i = 0; i < servers.size(); i++) {
            bind(i, Tags.of("client", name, "server", servers.get(i).name()), registry);
        }
    }

    private void bind(int number, Tags server, MeterRegistry registry) {
        STATES.forEach((wire, of) -> gauge(
                MeterNames.UP,
                "1 while the server answers, 0 while it does not, NaN while nobody knows",
                server.and("wire", wire),
                () -> up(of.apply(states.get().get(number))),
                registry));
        LOADS.forEach((wire, of) -> {
            gauge(
                    MeterNames.CHANNELS,
                    "Connections that there are",
                    server.and("wire", wire),
                    () -> of.apply(loads.get().get(number)).channels(),
                    registry);
            gauge(
                    MeterNames.QUEUED,
                    "Commands that wait to be sent",
                    server.and("wire", wire),
                    () -> of.apply(loads.get().get(number)).queued(),
                    registry);
            gauge(
                    MeterNames.IN_FLIGHT,
                    "Commands that were sent and are not answered yet",
                    server.and("wire", wire),
                    () -> of.apply(loads.get().get(number)).inFlight(),
                    registry);
        });
        SESSIONS.forEach((purpose, of) ->
                bindSessions(() -> of.apply(loads.get().get(number)), server.and("purpose", purpose), registry));
    }

    private static void bindSessions(Supplier<ServerLoad.Sessions> sessions, Tags pool, MeterRegistry registry) {
        gauge(
                MeterNames.SESSIONS_OPEN,
                "Sessions that there are",
                pool,
                () -> sessions.get().open(),
                registry);
        gauge(
                MeterNames.SESSIONS_LEASED,
                "Sessions that somebody has",
                pool,
                () -> sessions.get().leased(),
                registry);
        gauge(
                MeterNames.SESSIONS_WAITING,
                "Callers that wait for a session",
                pool,
                () -> sessions.get().waiting(),
                registry);
        gauge(
                MeterNames.SESSIONS_LIMIT,
                "Sessions that there may be",
                pool,
                () -> sessions.get().most(),
                registry);
    }

    private static void gauge(
            String meter, String description, Tags tags, Supplier<Number> value, MeterRegistry registry) {
        Gauge.builder(meter, value).description(description).tags(tags).register(registry);
    }

    private static double up(ServerState.Wire wire) {
        return switch (wire.condition()) {
            case UP -> 1;
            case DOWN, SUSPECT -> 0;
            case OFF, UNTRIED -> Double.NaN;
        };
    }
}
