package io.hansock.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What this JVM holds of the machine: threads of some name, and descriptors of sockets and selectors (where there is a {@code /proc}).
 *
 * @param threadPrefix what the names of the threads begin with
 * @param threads their names
 * @param descriptors what each is, by its number
 */
public record Footprint(String threadPrefix, Set<String> threads, Map<String, String> descriptors) {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What it holds now. */
    public static Footprint now(String threadPrefix) {
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(threadPrefix))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Footprint(threadPrefix, threads, Descriptors.open());
    }

    /** Fails unless what it holds soon is no more than this again. */
    public void awaitNoMore() {
        await().atMost(SOON).untilAsserted(() -> {
            Footprint now = now(threadPrefix);
            if (now.descriptors.size() > descriptors.size() || !threads.containsAll(now.threads)) {
                throw new AssertionError("held " + this + ", now " + now + ", new among them "
                        + Descriptors.since(descriptors, now.descriptors));
            }
        });
    }

    /** How much, not what. */
    @Override
    public String toString() {
        return descriptors.size() + " descriptors and the threads " + threads;
    }
}
