package io.hansock.sample;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took, from a microsecond to minutes, to within a tenth: eight buckets for each power of two. Safe for any thread;
 * recording is one atomic addition.
 */
final class Histogram {
    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;
    private static final int POWERS = 40;

    private final AtomicLongArray counts = new AtomicLongArray(POWERS * STEPS);

    void record(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /** Takes out what was recorded since the last time. */
    Recorded take() {
        long[] taken = new long[counts.length()];
        long calls = 0;
        for (int i = 0; i < taken.length; i++) {
            taken[i] = counts.getAndSet(i, 0);
            calls += taken[i];
        }
        return new Recorded(taken, calls);
    }

    /** Below 8 ns each nanosecond has its own; then the power of two, and the three bits behind its first. */
    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (power - STEP_BITS)) & (STEPS - 1);
        return Math.min((power - STEP_BITS + 1) * STEPS + step, POWERS * STEPS - 1);
    }

    /** The middle of a bucket, in nanoseconds. */
    private static double middle(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return (STEPS + bucket % STEPS + 0.5) * (1L << shift);
    }

    /** What was recorded in some time. Not shared between threads. */
    static final class Recorded {
        private final long[] counts;
        private final long calls;

        private Recorded(long[] counts, long calls) {
            this.counts = counts;
            this.calls = calls;
        }

        long calls() {
            return calls;
        }

        /**
         * How long all but the slowest took, in microseconds; 0 if there were no calls.
         *
         * @param part of all calls, from 0 to 1
         */
        double micros(double part) {
            long rank = (long) Math.ceil(part * calls);
            long seen = 0;
            for (int i = 0; i < counts.length; i++) {
                seen += counts[i];
                if (counts[i] > 0 && seen >= rank) {
                    return middle(i) / 1_000;
                }
            }
            return 0;
        }
    }
}
