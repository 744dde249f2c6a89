package io.hansock.faults;

import io.hansock.Crew;
import io.hansock.Pace;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** How many calls are answered in each tenth of a second, and how late calls are. Safe for any thread. */
final class Pulse implements AutoCloseable {
    static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration USUAL_MARGIN = Duration.ofMillis(100);

    /** Threads that do nothing but wake up come so late: then what a call took says nothing of the client. */
    private static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long begun = System.nanoTime();
    private final Pace pace = new Pace(Crew.platform());
    private final AtomicLongArray beats;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /** For at most so long. */
    Pulse(Duration longest) {
        this.beats = new AtomicLongArray((int) (longest.toNanos() / BEAT_NANOS) + 1);
    }

    /** A call has ended. */
    void ended(long started, Duration timeout, boolean answered) {
        long now = System.nanoTime();
        long over = now - started - timeout.toNanos();
        calls.incrementAndGet();
        if (over > USUAL_MARGIN.toNanos()) {
            late.incrementAndGet();
        }
        if (over > MARGIN.toNanos() && (Stopwatch.EXACT || over - MARGIN.toNanos() > 3 * starvation(started))) {
            throw new AssertionError("a call with " + timeout + " took " + Duration.ofNanos(now - started)
                    + "; the machine was late by " + Duration.ofNanos(pace.worstDelay(started)));
        }
        if (answered) {
            beats.incrementAndGet(Math.min(beats.length() - 1, beat(now)));
        }
    }

    private long starvation(long started) {
        long delay = pace.worstDelay(started);
        return delay < STARVED_NANOS ? 0 : delay;
    }

    int beat(long nanoTime) {
        return (int) ((nanoTime - begun) / BEAT_NANOS);
    }

    /** How many were answered in the middle one of these beats, the last not included. */
    long median(int from, int to) {
        long[] counts = new long[to - from];
        for (int i = from; i < to; i++) {
            counts[i - from] = beats.get(i);
        }
        Arrays.sort(counts);
        return counts[counts.length / 2];
    }

    /** How many were answered in each of these beats, the last not included. */
    List<Long> counts(int from, int to) {
        return IntStream.range(from, to).mapToObj(beats::get).toList();
    }

    /** What part of all calls was more than a tenth of a second late. */
    double lateShare() {
        return (double) late.get() / Math.max(1, calls.get());
    }

    @Override
    public String toString() {
        return calls + " calls, " + late + " of them more than " + USUAL_MARGIN + " late";
    }

    @Override
    public void close() {
        pace.close();
    }
}
