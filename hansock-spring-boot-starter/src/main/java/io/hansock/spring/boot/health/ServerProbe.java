package io.hansock.spring.boot.health;

import io.hansock.Hansock;
import io.hansock.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the servers of one client how they are, all at the same time, for all that want to know it at about the same time. Safe for any
 * thread.
 */
final class ServerProbe {
    /** Indicators of one client are asked one after the other, and each for itself. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Hansock client;
    private final Duration timeout;
    private @Nullable CompletableFuture<List<ServerState>> last;
    private long lastAt;

    ServerProbe(Hansock client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Waits for at most the timeout. */
    List<ServerState> states() {
        return look().join();
    }

    private synchronized CompletableFuture<List<ServerState>> look() {
        CompletableFuture<List<ServerState>> known = last;
        if (known == null || (known.isDone() && System.nanoTime() - lastAt > FRESH_NANOS)) {
            known = client.look(timeout);
            last = known;
            lastAt = System.nanoTime();
        }
        return known;
    }
}
