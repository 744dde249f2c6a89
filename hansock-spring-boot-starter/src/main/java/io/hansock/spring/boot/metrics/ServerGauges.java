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
import java.util.function.ToDoubleFunction;

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

    private final String name;
    private final Hansock client;

    ServerGauges(String name, Hansock client) {
        this.name = name;
        this.client = client;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        List<ServerSettings> servers = client.servers();
        for (int i = 0; i < servers.size(); i++) {
            bind(i, Tags.of("client", name, "server", servers.get(i).name()), registry);
        }
    }

    private void bind(int number, Tags server, MeterRegistry registry) {
        STATES.forEach((wire, of) -> gauge(
                MeterNames.UP,
                "1 while the server answers, 0 while it does not, NaN while nobody knows",
                server.and("wire", wire),
                hansock -> up(of.apply(hansock.states().get(number))),
                registry));
        LOADS.forEach((wire, of) -> {
            gauge(
                    MeterNames.CHANNELS,
                    "Connections that there are",
                    server.and("wire", wire),
                    hansock -> of.apply(hansock.loads().get(number)).channels(),
                    registry);
            gauge(
                    MeterNames.QUEUED,
                    "Commands that wait to be sent",
                    server.and("wire", wire),
                    hansock -> of.apply(hansock.loads().get(number)).queued(),
                    registry);
            gauge(
                    MeterNames.IN_FLIGHT,
                    "Commands that were sent and are not answered yet",
                    server.and("wire", wire),
                    hansock -> of.apply(hansock.loads().get(number)).inFlight(),
                    registry);
        });
        bindSessions(hansock -> hansock.loads().get(number).sessions(), server, registry);
    }

    private void bindSessions(Function<Hansock, ServerLoad.Sessions> of, Tags server, MeterRegistry registry) {
        gauge(
                MeterNames.SESSIONS_OPEN,
                "Sessions that there are",
                server,
                hansock -> of.apply(hansock).open(),
                registry);
        gauge(
                MeterNames.SESSIONS_LEASED,
                "Sessions that somebody has",
                server,
                hansock -> of.apply(hansock).leased(),
                registry);
        gauge(
                MeterNames.SESSIONS_WAITING,
                "Callers that wait for a session",
                server,
                hansock -> of.apply(hansock).waiting(),
                registry);
        gauge(
                MeterNames.SESSIONS_LIMIT,
                "Sessions that there may be",
                server,
                hansock -> of.apply(hansock).most(),
                registry);
    }

    private void gauge(
            String meter, String description, Tags tags, ToDoubleFunction<Hansock> value, MeterRegistry registry) {
        Gauge.builder(meter, client, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static double up(ServerState.Wire wire) {
        return switch (wire.condition()) {
            case UP -> 1;
            case DOWN, SUSPECT -> 0;
            case OFF, UNTRIED -> Double.NaN;
        };
    }
}
