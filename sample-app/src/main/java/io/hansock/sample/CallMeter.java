package io.hansock.sample;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts the commands that have ended and how long they took, for each server and wire. Safe for any thread. */
@Component
class CallMeter implements HansockListener {
    private static final Comparator<Lane> ORDER =
            Comparator.comparing(Lane::server).thenComparing(Lane::wire);

    private final ConcurrentNavigableMap<Lane, Counts> lanes = new ConcurrentSkipListMap<>(ORDER);

    /** A command that nothing carried counts for the wire that it would have taken. */
    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        boolean read = operation == Operation.FIND || operation == Operation.MULTI_FIND;
        WireKind taken = wire != null ? wire : read ? WireKind.HANDLERSOCKET : WireKind.SQL;
        Counts counts = lanes.computeIfAbsent(new Lane(server, taken), lane -> new Counts());
        counts.times.record(nanos);
        if (failure != null) {
            counts.failed.increment();
        }
    }

    /**
     * Takes out what was counted since the last time.
     *
     * @param seconds how long ago that was
     * @return the lanes that were used, by server and wire
     */
    List<Sample.Traffic> take(double seconds) {
        List<Sample.Traffic> used = new ArrayList<>();
        lanes.forEach((lane, counts) -> {
            Histogram.Recorded times = counts.times.take();
            double failed = counts.failed.sumThenReset();
            if (times.calls() > 0) {
                used.add(new Sample.Traffic(
                        lane.server,
                        lane.wire,
                        times.calls() / seconds,
                        failed / seconds,
                        times.micros(0.5),
                        times.micros(0.99)));
            }
        });
        return used;
    }

    private record Lane(String server, WireKind wire) {}

    private static final class Counts {
        private final Histogram times = new Histogram();
        private final LongAdder failed = new LongAdder();
    }
}
