package io.hansock;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How late the machine is at this time, by threads of the callers' kind that do nothing but wake up: where they come late, a call
 * may. Thousands of virtual threads that all have something to do wait for each other. Safe for any thread.
 */
public final class Pace implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Virtual threads that a timer wakes queue in several places, of which one may be worse than the others. */
    private static final int THREADS = 8;

    /** The worst delay of each of the last seconds. */
    private final AtomicLongArray seconds = new AtomicLongArray(16);

    /** When each went to sleep. */
    private final AtomicLongArray ticks = new AtomicLongArray(THREADS);

    /** The second that is being filled. */
    private final AtomicLong present = new AtomicLong();

    private volatile boolean closed;

    /** Begins. */
    public Pace(ThreadFactory threads) {
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            ticks.set(i, System.nanoTime());
            threads.newThread(() -> run(number)).start();
        }
    }

    /** The worst delay, in nanoseconds, since {@code started}, which is a time of {@link System#nanoTime} a few seconds ago at most. */
    public long worstDelay(long started) {
        long now = System.nanoTime();
        long worst = 0;
        for (int i = 0; i < THREADS; i++) {
            worst = Math.max(worst, now - ticks.get(i) - TICK_NANOS);
        }
        for (long second = second(started); second <= second(now); second++) {
            worst = Math.max(worst, seconds.get(slot(second)));
        }
        return worst;
    }

    private void run(int number) {
        while (!closed) {
            long before = System.nanoTime();
            long second = second(before);
            if (present.getAndSet(second) != second) {
                seconds.set(slot(second), 0);
            }
            ticks.set(number, before);
            LockSupport.parkNanos(TICK_NANOS);
            long delay = System.nanoTime() - before - TICK_NANOS;
            for (long late = second; late <= second(before + delay); late++) {
                seconds.accumulateAndGet(slot(late), delay, Math::max);
            }
        }
    }

    private static long second(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    private int slot(long second) {
        return (int) Math.floorMod(second, (long) seconds.length());
    }

    @Override
    public void close() {
        closed = true;
    }
}
