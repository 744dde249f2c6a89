package io.hansock.spring.boot.autoconfigure;

import io.hansock.ServerState;
import io.hansock.spring.boot.autoconfigure.HansockFactory.Made;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Startup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Connects clients at the start, if they are to be, before a web server takes requests; and ends them after it has answered the last
 * ones. Called by Spring, on one thread at a time.
 */
final class HansockLifecycle
        implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware {
    /** Below those of web servers, and so started before and stopped after them. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final HansockFactory factory;
    private final ObjectProvider<HansockClients> clients;
    private final List<HansockProperties> all;
    private volatile boolean running;
    private volatile boolean closing;
    private @Nullable ApplicationContext context;

    HansockLifecycle(HansockFactory factory, ObjectProvider<HansockClients> clients, List<HansockProperties> all) {
        this.factory = factory;
        this.clients = clients;
        this.all = List.copyOf(all);
    }

    @Override
    public void setApplicationContext(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        if (all.stream().anyMatch(properties -> properties.startup() != Startup.LAZY)) {
            makeAll();
        }
        Map<Made, CompletableFuture<List<ServerState>>> required = new LinkedHashMap<>();
        for (Made made : factory.made()) {
            if (made.properties().startup() != Startup.LAZY) {
                CompletableFuture<List<ServerState>> states =
                        made.client().look(made.properties().startupTimeout());
                if (made.properties().startup() == Startup.REQUIRED) {
                    required.put(made, states);
                }
            }
        }
        required.forEach((made, states) -> ServersUnavailableException.throwUnlessUsable(made.name(), states.join()));
    }

    /** Where an application makes its beans lazily, nobody may have asked for a client that is to connect. */
    private void makeAll() {
        clients.ifAvailable(HansockClients::all);
    }

    /** A context that only pauses goes on with the same clients: they cannot be opened again. */
    @Override
    public void stop() {
        running = false;
        if (!closing) {
            return;
        }
        long begun = System.nanoTime();
        for (Made made : factory.made()) {
            made.client().close(made.properties().shutdownTimeout().minusNanos(System.nanoTime() - begun));
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            closing = true;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
