package io.hansock.mysql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The end of somebody's patience. Stateless. */
public final class Expiry {
    private Expiry() {}

    /**
     * Runs {@code expire} on the executor after so long, unless {@code awaited} has ended before. Then nothing of it is kept: a timer
     * that ran to its end would keep all that a call needed for as long as the longest one may take.
     */
    public static void after(long nanos, CompletableFuture<?> awaited, Executor executor, Runnable expire) {
        CompletableFuture<Boolean> clock =
                new CompletableFuture<Boolean>().completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
        CompletableFuture<?> unused = clock.thenAccept(isOver -> {
            if (isOver) {
                CallbackRunner.run(executor, expire);
            }
        });
        unused = awaited.whenComplete((result, failure) -> clock.complete(false));
    }
}
