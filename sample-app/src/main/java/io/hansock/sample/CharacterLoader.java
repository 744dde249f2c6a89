package io.hansock.sample;

import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.ServerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Inserts every code point that the JDK has a name for, each on the server that the ring gives it. Runs at the start if
 * {@code sample.load} is set; rows that exist are left as they are, so it may run again. The application does not start if an
 * insert fails; the message names the server.
 */
@Component
class CharacterLoader implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(CharacterLoader.class);

    /** Enough to keep all servers busy; little enough that no insert waits long for its turn. */
    private static final int IN_FLIGHT = 2_000;

    /** Longer than for a call that somebody waits for: nobody does, and at the start the client gets to know servers and table. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int PROGRESS_STEPS = 10;

    private final Hansock hansock;
    private final boolean wanted;

    /** {@code wanted} is no condition of the bean: those are decided when an application is processed ahead of time, this at its start. */
    CharacterLoader(Hansock hansock, @Value("${sample.load:false}") boolean wanted) {
        this.hansock = hansock;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        if (!wanted) {
            return;
        }
        List<CodePoint> rows = CodePoint.all();
        int servers = hansock.servers().size();
        log.info("Loading {} characters onto {} servers", rows.size(), servers);
        long start = System.nanoTime();
        insert(rows);
        log.info("Loaded {} characters in {} ms", rows.size(), (System.nanoTime() - start) / 1_000_000);
    }

    private void insert(List<CodePoint> rows) throws InterruptedException {
        HansockAsync async = hansock.withTimeout(PATIENCE).async();
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        int sent = 0;
        for (CodePoint row : rows) {
            if (failure.get() != null) {
                break;
            }
            room.acquire();
            var unused = async.insert(Characters.TABLE, row).whenComplete((result, thrown) -> {
                if (thrown != null && !exists(thrown)) {
                    failure.compareAndSet(null, thrown);
                }
                room.release();
            });
            sent++;
            if (sent % (rows.size() / PROGRESS_STEPS) == 0) {
                log.info("{} %", 100L * sent / rows.size());
            }
        }
        room.acquire(IN_FLIGHT);
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "Not all characters could be loaded. The first that failed: " + first.getMessage(), first);
        }
    }

    private static boolean exists(Throwable thrown) {
        return thrown instanceof ServerException refusal && refusal.kind() == ServerException.Kind.DUPLICATE_KEY;
    }
}
