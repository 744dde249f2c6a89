package io.hansock.cluster;

import java.util.concurrent.ThreadLocalRandom;

/**
 * When to try a server again that could not be reached: 50 ms after the first failure, doubled with each, at most a second, each
 * time cut by up to a half at random so that clients do not come all at once. Safe for any thread.
 */
final class Backoff {
    private static final long FIRST_NANOS = 50_000_000;
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final long longestNanos;
    private int failures;
    private long nextTry;
    private String reason = "";

    Backoff() {
        this(LONGEST_NANOS);
    }

    private Backoff(long longestNanos) {
        this.longestNanos = longestNanos;
    }

    /** For tries that somebody else paces: each is due. */
    static Backoff none() {
        return new Backoff(0);
    }

    /** For tries that keep no caller waiting: at most half a second. */
    static Backoff ofProbes() {
        return new Backoff(LONGEST_NANOS / 2);
    }

    synchronized void failed(String why) {
        long half = Math.min(longestNanos, FIRST_NANOS << Math.min(failures, 10)) / 2;
        failures++;
        nextTry = System.nanoTime() + half + ThreadLocalRandom.current().nextLong(half + 1);
        reason = why;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** How long to wait, in nanoseconds; 0 or less if a try is due. */
    synchronized long nanosLeft() {
        return failures == 0 ? 0 : nextTry - System.nanoTime();
    }

    /** What the last failure was. */
    synchronized String reason() {
        return reason;
    }
}
