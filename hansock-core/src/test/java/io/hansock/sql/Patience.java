package io.hansock.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits in tests for what a server or another thread will do. */
final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(5);

    private Patience() {}

    /** Returns as soon as it holds. */
    static void until(BooleanSupplier holds) {
        until(STEP, holds);
    }

    /** Returns as soon as it holds, which is looked at so often. */
    static void until(Duration step, BooleanSupplier holds) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it does not come true");
            }
            try {
                TimeUnit.NANOSECONDS.sleep(step.toNanos());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
