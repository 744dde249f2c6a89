package io.hansock.mysql;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** How much the calling thread allocates while it is told to count. */
final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Something that counts what it allocates. */
    @FunctionalInterface
    interface Counted<T> {
        T run(Allocations allocations);
    }

    private long begin;
    private long sum;

    /** Counts from now on. */
    void begin() {
        begin = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Counts no further, until it begins again. */
    void end() {
        sum += THREADS.getCurrentThreadAllocatedBytes() - begin;
    }

    /** Runs it, and fails if it allocates more than so many bytes. */
    static <T> T atMost(long bytes, Supplier<T> run) {
        return atMostCounted(bytes, allocations -> {
            allocations.begin();
            T result = run.get();
            allocations.end();
            return result;
        });
    }

    /** As {@link #atMost}, with what it counts itself. */
    static <T> T atMostCounted(long bytes, Counted<T> run) {
        Allocations first = new Allocations();
        T result = run.run(first);
        if (first.sum > bytes) {
            // the first time of all, classes are loaded
            Allocations second = new Allocations();
            run.run(second);
            if (second.sum > bytes) {
                throw new AssertionError("allocated " + second.sum + " bytes where " + bytes + " are in proportion");
            }
        }
        return result;
    }
}
