package io.hansock.spring.boot.metrics;

import io.hansock.Hansock;
import io.hansock.HansockListener;
import io.hansock.spring.boot.autoconfigure.HansockListenerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The meters of all clients; {@link MeterNames} says which there are. Values, keys, tables and SQL are in none of their tags. What
 * clients do before they are bound to a registry is not counted. Safe for any thread.
 */
public final class HansockMetrics implements MeterBinder, HansockListenerFactory {
    private final Supplier<Map<String, Hansock>> clients;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /**
     * Creates one.
     *
     * @param clients by name, for gauges; asked when meters are bound
     */
    public HansockMetrics(Supplier<Map<String, Hansock>> clients) {
        this.clients = clients;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        clients.get().forEach((name, client) -> ServerGauges.of(name, client).bindTo(registry));
        registries.add(registry);
    }

    @Override
    public HansockListener create(String client) {
        return new MeteredClient(client, registries);
    }
}
