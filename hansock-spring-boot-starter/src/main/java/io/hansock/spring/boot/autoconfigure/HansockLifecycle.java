package io.hansock.spring.boot.autoconfigure;

import io.hansock.ServerState;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Startup;
import io.hansock.spring.boot.autoconfigure.OpenClients.Made;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Connects clients at the start, if they are to be, before anything of the application is started that may use them. {@link OpenClients}
 * ends them. Called by Spring, on one thread at a time.
 */
final class HansockLifecycle implements SmartLifecycle {
    /** Below those of web servers, listeners of messages and schedulers, and of what has no phase of its own. */
    private static final int PHASE = Integer.MIN_VALUE / 2;

    private final OpenClients open;
    private final ObjectProvider<HansockClients> clients;
    private final List<HansockProperties> all;
    private volatile boolean running;

    HansockLifecycle(OpenClients open, ObjectProvider<HansockClients> clients, List<HansockProperties> all) {
        this.open = open;
        this.clients = clients;
        this.all = List.copyOf(all);
    }

    @Override
    public void start() {
        running = true;
        if (all.stream().anyMatch(properties -> properties.startup() != Startup.LAZY)) {
            makeAll();
        }
        Map<Made, CompletableFuture<List<ServerState>>> required = new LinkedHashMap<>();
        for (Made made : open.all()) {
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

    /** The clients stay open: a context that is stopped may be started again, and they cannot be. */
    @Override
    public void stop() {
        running = false;
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
