package io.hansock.net;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the process holds of the machine, before and after. */
record Resources(long descriptors, long threads) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Resources now() {
        return new Resources(descriptorsNow(), threadsNow());
    }

    /** Fails unless what is held comes down to this again. */
    void awaitNoMore() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Resources now = now();
            if (now.descriptors > descriptors || now.threads > threads) {
                throw new AssertionError("held " + this + ", now " + now);
            }
        });
    }

    /** Sockets, and what selectors are made of: class files and jars come and go by themselves. */
    private static long descriptorsNow() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Resources::isOfChannels).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfChannels(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:") || target.startsWith("pipe:");
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of channels only: the JDK starts and ends others as it likes. */
    private static long threadsNow() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rig"))
                .count();
    }
}
