package io.hansock.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When a group of channels gets one more than it always has: where callers queue at each. Below that, more channels would only mean smaller
 * writes. Safe for any thread.
 */
final class Growth {
    /** So many at a channel: who drives it has others' answers to wait for, and a write is well filled all the same. */
    static final int QUEUED = 8;

    /** The one before has to show what it is good for. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A server that takes no more connections is left in peace. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** Whether the caller, who would be behind so many others, is to open one more; true for one caller at a time. */
    boolean isDue(int queued) {
        if (queued < QUEUED) {
            return false;
        }
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS);
    }

    /** One more could not be had. */
    void refused() {
        next.set(System.nanoTime() + REFUSED_NANOS);
    }
}
