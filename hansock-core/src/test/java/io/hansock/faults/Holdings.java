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

    /** The least of each: what is kept for ever raises that, a moment's peak does not. */
    static Holdings least(List<Holdings> all) {
        return new Holdings(
                (int) least(all, Holdings::threads),
                (int) least(all, Holdings::descriptors),
                least(all, Holdings::heap));
    }

    private static long least(List<Holdings> all, ToLongFunction<Holdings> what) {
        return all.stream().mapToLong(what).min().orElseThrow();
    }
}
