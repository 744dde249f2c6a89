package io.hansock.spring.boot.health;

import io.hansock.Hansock;
import io.hansock.ServerState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the servers of all clients how they are, all at the same time, for all that want to know it at about the same time. Safe for any
 * thread.
 */
final class ServerProbe {
    /** Indicators are asked one after the other, and each for itself: what they are told was found out at one time. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** A client keeps to the timeout by itself, but its answer needs a thread that the application may have filled. */
    private static final Duration HANDING_OVER = Duration.ofMillis(100);

    private final Map<String, Hansock> clients;
    private final Duration timeout;

    /** In this object's lock, in which nothing is waited for. */
    private @Nullable Look last;

    /** By client; {@code ended} is when the last one had answered. */
    private record Look(Map<String, CompletableFuture<List<ServerState>>> states, CompletableFuture<Long> ended) {
        boolean isStale() {
            return ended.isDone() && System.nanoTime() - ended.join() > FRESH_NANOS;
        }
    }

    ServerProbe(Map<String, Hansock> clients, Duration timeout) {
        this.clients = Map.copyOf(clients);
        this.timeout = timeout;
    }

    /** How a server is. Waits for at most the timeout; those who ask for the others meanwhile, or right after, wait no longer. */
    ServerState state(String client, int server) {
        return Objects.requireNonNull(look().states().get(client)).join().get(server);
    }

    private synchronized Look look() {
        Look known = last;
        if (known == null || known.isStale()) {
            known = begin();
            last = known;
        }
        return known;
    }

    private Look begin() {
        Map<String, CompletableFuture<List<ServerState>>> states = new LinkedHashMap<>();
        clients.forEach((name, client) -> states.put(name, ask(client)));
        CompletableFuture<Long> ended = CompletableFuture.allOf(states.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(any -> System.nanoTime());
        return new Look(states, ended);
    }

    private CompletableFuture<List<ServerState>> ask(Hansock client) {
        return client.look(timeout)
                .copy()
                .orTimeout(timeout.plus(HANDING_OVER).toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(late -> client.states().stream()
                        .map(state -> state.unanswered(timeout))
                        .toList());
    }
}
