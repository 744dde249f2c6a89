package io.hansock.spring.boot.metrics;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one client does, in each registry. Meters are kept by what tells them apart, so that an event costs a look into a map and not a
 * search in the registry: there are as many as there are servers, ports, operations, outcomes and rules. Safe for any thread.
 */
final class MeteredClient implements HansockListener {
    private final String client;
    private final List<MeterRegistry> registries;
    private final Map<Command, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Port, DistributionSummary> batches = new ConcurrentHashMap<>();
    private final Map<Count, Counter> counters = new ConcurrentHashMap<>();

    private record Command(
            MeterRegistry registry,
            String server,
            Operation operation,
            @Nullable WireKind wire,
            String outcome) {}

    private record Port(MeterRegistry registry, String server, int port) {}

    /** What is counted of a server; {@code which} is the value of the further tag. */
    private record Count(MeterRegistry registry, Event event, String server, Object which) {}

    private enum Event {
        REPEATED(MeterNames.REPEATED, "Commands that were sent once more", "operation"),
        TOOK_SQL(MeterNames.GUARD, "Commands that went over SQL by a rule of the guard", "rule"),
        OPENED(MeterNames.OPENED, "Connections that were made", "port"),
        CLOSED(MeterNames.CLOSED, "Connections that were closed on purpose", "port"),
        FAILED(MeterNames.FAILED, "Connections that broke or could not be made", "port");

        private final String meter;
        private final String description;
        private final String tag;

        Event(String meter, String description, String tag) {
            this.meter = meter;
            this.description = description;
            this.tag = tag;
        }
    }

    MeteredClient(String client, List<MeterRegistry> registries) {
        this.client = client;
        this.registries = registries;
    }

    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        String outcome = Outcomes.of(failure);
        for (MeterRegistry registry : registries) {
            kept(timers, new Command(registry, server, operation, wire, outcome), this::timer)
                    .record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Command command) {
        return Timer.builder(MeterNames.COMMANDS)
                .description("Commands, once for each server that one went to")
                .tags(tags(command.server()))
                .tag("operation", word(command.operation()))
                .tag("wire", command.wire() == null ? "none" : word(command.wire()))
                .tag("outcome", command.outcome())
                .register(command.registry());
    }

    @Override
    public void batchWritten(String server, int port, int commands) {
        for (MeterRegistry registry : registries) {
            kept(batches, new Port(registry, server, port), this::summary).record(commands);
        }
    }

    private DistributionSummary summary(Port port) {
        return DistributionSummary.builder(MeterNames.BATCHES)
                .description("How many commands were sent in one write")
                .tags(tags(port.server()))
                .tag("port", String.valueOf(port.port()))
                .register(port.registry());
    }

    @Override
    public void commandRepeated(String server, Operation operation) {
        count(Event.REPEATED, server, operation);
    }

    @Override
    public void commandTookSql(String server, String rule) {
        count(Event.TOOK_SQL, server, rule);
    }

    @Override
    public void channelOpened(String server, int port) {
        count(Event.OPENED, server, port);
    }

    @Override
    public void channelClosed(String server, int port) {
        count(Event.CLOSED, server, port);
    }

    @Override
    public void channelFailed(String server, int port, Throwable cause) {
        count(Event.FAILED, server, port);
    }

    private void count(Event event, String server, Object which) {
        for (MeterRegistry registry : registries) {
            kept(counters, new Count(registry, event, server, which), this::counter)
                    .increment();
        }
    }

    private Counter counter(Count count) {
        Event event = count.event();
        return Counter.builder(event.meter)
                .description(event.description)
                .tags(tags(count.server()))
                .tag(
                        event.tag,
                        count.which() instanceof Enum<?> constant
                                ? word(constant)
                                : count.which().toString())
                .register(count.registry());
    }

    /** The map's own way to do both takes a lock even where there is nothing to be made. */
    private static <K, M> M kept(Map<K, M> meters, K key, Function<? super K, ? extends M> maker) {
        M present = meters.get(key);
        return present != null ? present : meters.computeIfAbsent(key, maker);
    }

    private Tags tags(String server) {
        return Tags.of("client", client, "server", server);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
