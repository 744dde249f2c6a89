package io.hansock.faults;

import io.hansock.Hansock;
import io.hansock.ServerLoad;
import io.hansock.testing.Footprint;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What this JVM holds at one moment.
 *
 * @param threads of Hansock's
 * @param connections that clients say they have, through proxies
 * @param descriptors of sockets and selectors, but for those of these connections
 * @param heap bytes that are in use after a collection
 */
record Holdings(int threads, int connections, int descriptors, long heap) {
    /** Of a connection: its socket, a selector's two, and the proxy's two sockets. */
    static final int DESCRIPTORS_EACH = 5;

    static Holdings now(Collection<Hansock> clients) {
        int before = connections(clients);
        Footprint footprint = Footprint.now("hansock");
        int connections = Math.min(before, connections(clients));
        int descriptors = footprint.descriptors().size();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Holdings(
                footprint.threads().size(),
                connections,
                descriptors == 0 ? 0 : descriptors - DESCRIPTORS_EACH * connections,
                heap);
    }

    private static int connections(Collection<Hansock> clients) {
        return clients.stream()
                .flatMap(client -> client.loads().stream())
                .mapToInt(Holdings::connections)
                .sum();
    }

    private static int connections(ServerLoad load) {
        return load.sql().channels()
                + load.reads().channels()
                + load.writes().channels()
                + load.sessions().open()
                + load.changes().open();
    }

    /** The least of each: what is kept for ever raises that, a moment's peak does not. */
    static Holdings least(List<Holdings> all) {
        return new Holdings(
                (int) least(all, Holdings::threads),
                (int) least(all, Holdings::connections),
                (int) least(all, Holdings::descriptors),
                least(all, Holdings::heap));
    }

    private static long least(List<Holdings> all, ToLongFunction<Holdings> what) {
        return all.stream().mapToLong(what).min().orElseThrow();
    }
}
