package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.HansockException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Threads that wait, and what that costs. Counts theirs and the I/O thread's CPU time. */
final class CpuTime implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Thread> callers = new ArrayList<>();

    private CpuTime() {}

    /** Starts each in a thread of its own; what they throw is their business. */
    static CpuTime of(Runnable... calls) {
        CpuTime started = new CpuTime();
        started.start(calls);
        return started;
    }

    /** Further ones. */
    void start(Runnable... calls) {
        for (Runnable call : calls) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            call.run();
                        } catch (HansockException e) {
                            // a deadline, most likely
                        }
                    },
                    "rig-caller");
            callers.add(thread);
            thread.start();
        }
    }

    /** Fails if the threads, all in all, work more than a fifth of the time. */
    void assertIdleFor(Duration duration) throws InterruptedException {
        Thread.sleep(100);
        long before = spent();
        Thread.sleep(duration.toMillis());
        assertThat(Duration.ofNanos(spent() - before)).isLessThan(duration.dividedBy(5));
    }

    private static long spent() {
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("rig")) {
                sum += Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
            }
        }
        return sum;
    }

    @Override
    public void close() {
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
