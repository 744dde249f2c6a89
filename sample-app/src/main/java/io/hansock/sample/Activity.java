package io.hansock.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The last two minutes, second by second. Safe for any thread: where threads are virtual, a sample is taken on a new one each time, and one that
 * is late meets the next.
 */
@Component
class Activity {
    private static final int KEPT = 120;

    /** One that is taken right behind another would divide few calls by almost no time. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final CallMeter meter;
    private final LongSupplier clock;

    /** These three are guarded by this object's lock. */
    private final Deque<Sample> kept = new ArrayDeque<>();

    private long last;
    private long number;

    private volatile List<Sample> samples = List.of();

    @Autowired
    Activity(CallMeter meter) {
        this(meter, System::nanoTime);
    }

    Activity(CallMeter meter, LongSupplier clock) {
        this.meter = meter;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    synchronized void sample() {
        long now = clock.getAsLong();
        if (now - last < LEAST_NANOS) {
            return;
        }
        double seconds = (now - last) / 1e9;
        last = now;
        number++;
        kept.add(new Sample(number, meter.take(seconds)));
        if (kept.size() > KEPT) {
            kept.remove();
        }
        samples = List.copyOf(kept);
    }

    /** The samples behind that number, oldest first; all that are kept if it is none of them. */
    List<Sample> after(long seen) {
        List<Sample> all = samples;
        boolean known = !all.isEmpty() && seen <= all.get(all.size() - 1).number();
        return known ? all.stream().filter(sample -> sample.number() > seen).toList() : all;
    }
}
