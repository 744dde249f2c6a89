package io.hansock.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which a client looks after its servers, beside its callers. There are none while there is nothing to look at; each
 * ends after a while without work. Safe for any thread.
 */
final class Housekeeping {
    private static final long KEEP_SECONDS = 5;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hansock-housekeeping-" + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Where what takes a while is done at once. */
    Executor now() {
        return threads;
    }

    /** Where what takes a while is done after a pause. */
    Executor after(long nanos) {
        return CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads);
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    /** Interrupts what is being done and does no more. */
    void close() {
        threads.shutdownNow();
    }
}
