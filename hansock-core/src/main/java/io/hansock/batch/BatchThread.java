package io.hansock.batch;

import io.hansock.net.IoThread;
import org.jspecify.annotations.Nullable;

/**
 * The one I/O thread behind all connections: it reads away late replies and notices dead connections. It ends when the last
 * connection that was used is closed, and so keeps no class loader of an application that was stopped. Safe for any thread.
 */
final class BatchThread {
    private static @Nullable IoThread present;
    private static int connections;

    private BatchThread() {}

    /** The thread, for one connection more that is used. */
    static synchronized IoThread join() {
        IoThread joined = present;
        if (joined == null) {
            joined = new IoThread("hansock-batch", Runnable::run);
            present = joined;
        }
        connections++;
        return joined;
    }

    /** One connection less; to be called once for each that has joined. */
    static synchronized void leave() {
        connections--;
        IoThread last = present;
        if (connections == 0 && last != null) {
            present = null;
            last.close();
        }
    }
}
