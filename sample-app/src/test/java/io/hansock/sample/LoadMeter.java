package io.hansock.sample;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long commands took that came to a good end, for each kind and the wire that carried it: as the client tells, not as its settings make one
 * expect. Safe for any thread.
 */
@Component
class LoadMeter implements HansockListener {
    private static final Comparator<Kind> ORDER =
            Comparator.comparing(Kind::operation).thenComparing(Kind::wire);

    private final ConcurrentNavigableMap<Kind, Histogram> times = new ConcurrentSkipListMap<>(ORDER);

    private record Kind(Operation operation, WireKind wire) {}

    /**
     * Commands of one kind that one wire carried.
     *
     * @param operation the kind
     * @param wire the wire
     * @param times how long they took
     */
    record Carried(Operation operation, WireKind wire, Histogram.Recorded times) {}

    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        if (wire != null && failure == null) {
            times.computeIfAbsent(new Kind(operation, wire), kind -> new Histogram())
                    .record(nanos);
        }
    }

    /** Takes out what has ended since the last time, by kind and wire, without those of which there was nothing. */
    List<Carried> take() {
        List<Carried> all = new ArrayList<>();
        times.forEach((kind, histogram) -> {
            Histogram.Recorded taken = histogram.take();
            if (taken.calls() > 0) {
                all.add(new Carried(kind.operation, kind.wire, taken));
            }
        });
        return all;
    }
}
