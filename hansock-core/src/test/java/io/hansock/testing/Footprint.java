package io.hansock.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this JVM holds of the machine: threads of some name, and descriptors of sockets and selectors (where there is a {@code /proc}).
 *
 * @param threadPrefix what the names of the threads begin with
 * @param threads their names
 * @param descriptors how many
 */
public record Footprint(String threadPrefix, Set<String> threads, long descriptors) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What it holds now. */
    public static Footprint now(String threadPrefix) {
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(threadPrefix))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Footprint(threadPrefix, threads, countDescriptors());
    }

    /** Fails unless what it holds soon is no more than this again. */
    public void awaitNoMore() {
        await().atMost(SOON).untilAsserted(() -> {
            Footprint now = now(threadPrefix);
            if (now.descriptors > descriptors || !threads.containsAll(now.threads)) {
                throw new AssertionError("held " + this + ", now " + now);
            }
        });
    }

    private static long countDescriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Footprint::isOfChannels).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Class files and jars come and go by themselves. */
    private static boolean isOfChannels(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:") || target.startsWith("pipe:");
        } catch (IOException e) {
            return false;
        }
    }
}
