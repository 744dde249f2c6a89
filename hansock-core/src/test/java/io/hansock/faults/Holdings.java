package io.hansock.faults;

import io.hansock.testing.Footprint;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What this JVM holds at one moment.
 *
 * @param threads of Hansock's
 * @param descriptors of sockets and selectors
 * @param heap bytes that are in use after a collection
 */
record Holdings(int threads, int descriptors, long heap) {
    static Holdings now() {
        Footprint footprint = Footprint.now("hansock");
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Holdings(footprint.threads().size(), footprint.descriptors().size(), heap);
    }

    /** The middle one of each, so that a moment's peak does not count. */
    static Holdings middle(List<Holdings> all) {
        return new Holdings(
                (int) middle(all, Holdings::threads),
                (int) middle(all, Holdings::descriptors),
                middle(all, Holdings::heap));
    }

    private static long middle(List<Holdings> all, ToLongFunction<Holdings> what) {
        return all.stream()
                .mapToLong(what)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
