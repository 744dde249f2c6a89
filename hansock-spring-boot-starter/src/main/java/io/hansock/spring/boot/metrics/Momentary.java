package io.hansock.spring.boot.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What many ask for in one moment, as all gauges of a client do when meters are read, and what costs as much as if each had asked for
 * everything: it is made once, and kept for the moment. Safe for any thread; several who ask at once may each make it.
 *
 * @param <T> what it is
 */
final class Momentary<T> implements Supplier<T> {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<T> source;
    private volatile @Nullable Made<T> last;

    private record Made<T>(T what, long nanoTime) {}

    Momentary(Supplier<T> source) {
        this.source = source;
    }

    /** The moment begins when it has been made: making it may take longer than that. */
    @Override
    public T get() {
        Made<T> present = last;
        if (present == null || System.nanoTime() - present.nanoTime() > MOMENT_NANOS) {
            present = new Made<>(source.get(), System.nanoTime());
            last = present;
        }
        return present.what();
    }
}
