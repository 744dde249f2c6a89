package io.hansock.batch;

import io.hansock.net.IoThread;

/** The one I/O thread behind all connections: it reads away late replies and notices dead connections. A daemon, never ended. */
final class BatchThread {
    static final IoThread SHARED = new IoThread("hansock-batch", Runnable::run);

    private BatchThread() {}
}
