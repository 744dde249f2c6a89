package io.hansock.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The last two minutes, second by second. One thread adds, any may look. */
@Component
class Activity {
    private static final int KEPT = 120;

    private final CallMeter meter;
    private final LongSupplier clock;

    /** Touched by the thread that samples alone. */
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
    void sample() {
        long now = clock.getAsLong();
        double seconds = Math.max(1, now - last) / 1e9;
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
