package io.hansock.bench;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs JMH's threads as virtual ones, on a JDK that has them. JMH's own executor of virtual threads yields after each operation,
 * which costs as much as a find.
 */
public final class VirtualThreads extends AbstractExecutorService {
    private final ExecutorService threads;

    /** JMH calls this with what it would give to a pool of platform threads. */
    public VirtualThreads(int count, String prefix) throws ReflectiveOperationException {
        threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    static boolean exist() {
        return Runtime.version().feature() >= 21;
    }

    /** What makes JMH use this class. */
    static List<String> flags() {
        return List.of("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + VirtualThreads.class.getName());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
