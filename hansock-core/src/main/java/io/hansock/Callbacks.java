package io.hansock;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** What completes futures where nothing else is configured. */
final class Callbacks {
    /** The common pool, unless it has one thread or none: a dependent that waits for another call would then wait for itself. */
    static final Executor DEFAULT =
            ForkJoinPool.getCommonPoolParallelism() > 1 ? ForkJoinPool.commonPool() : SmallMachine.CALLBACKS;

    private Callbacks() {}

    /** Made when needed, shared by all clients; its threads are daemons and end when they have nothing to do. */
    private static final class SmallMachine {
        private static final int THREADS = 4;
        private static final ForkJoinPool CALLBACKS =
                new ForkJoinPool(THREADS, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }
}
