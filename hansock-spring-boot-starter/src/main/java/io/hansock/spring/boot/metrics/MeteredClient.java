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
import org.jspecify.annotations.Nullable;

/** Counts what one client does, in each registry. Looking a timer up takes no more than one map, by a key of its own. Safe for any thread. */
final class MeteredClient implements HansockListener {
    private final String client;
    private final List<MeterRegistry> registries;
    private final Map<Command, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Port, DistributionSummary> batches = new ConcurrentHashMap<>();

    private record Command(
            MeterRegistry registry,
            String server,
            Operation operation,
            @Nullable WireKind wire,
            String outcome) {}

    private record Port(MeterRegistry registry, String server, int port) {}

    MeteredClient(String client, List<MeterRegistry> registries) {
        this.client = client;
        this.registries = registries;
    }

    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        String outcome = Outcomes.of(failure);
        for (MeterRegistry registry : registries) {
            timers.computeIfAbsent(new Command(registry, server, operation, wire, outcome), this::timer)
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
            batches.computeIfAbsent(new Port(registry, server, port), this::summary)
                    .record(commands);
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
        count(MeterNames.REPEATED, "Commands that were sent once more", server, "operation", word(operation));
    }

    @Override
    public void commandTookSql(String server, String rule) {
        count(MeterNames.GUARD, "Commands that went over SQL by a rule of the guard", server, "rule", rule);
    }

    @Override
    public void channelOpened(String server, int port) {
        count(MeterNames.OPENED, "Connections that were made", server, "port", String.valueOf(port));
    }

    @Override
    public void channelClosed(String server, int port) {
        count(MeterNames.CLOSED, "Connections that were closed on purpose", server, "port", String.valueOf(port));
    }

    @Override
    public void channelFailed(String server, int port, Throwable cause) {
        count(MeterNames.FAILED, "Connections that broke or could not be made", server, "port", String.valueOf(port));
    }

    private void count(String name, String description, String server, String tag, String value) {
        for (MeterRegistry registry : registries) {
            Counter.builder(name)
                    .description(description)
                    .tags(tags(server))
                    .tag(tag, value)
                    .register(registry)
                    .increment();
        }
    }

    private Tags tags(String server) {
        return Tags.of("client", client, "server", server);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
