package io.hansock.wire;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a call needs for a moment and that would cost more to make than to keep: a few, each in a place that threads share by
 * their id. Who finds a place empty makes a new one. Unlike thread-locals that holds as many for ten thousand virtual threads as for
 * ten. Safe for any thread.
 */
public final class Spares<T> {
    private static final int PLACES = 16;

    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    /** Nothing is made before it is needed. */
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One that nobody else has. */
    public T take() {
        T spare = places.getAndSet(place(), null);
        return spare == null ? maker.get() : spare;
    }

    /** Gives one back that nobody uses any more. */
    public void give(T spare) {
        places.lazySet(place(), spare);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
