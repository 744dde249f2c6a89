package io.hansock;

import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls of a thread that others interrupt, over connections that break; some have next to no time, and some futures are
 * cancelled. Each must end in time, with an answer or with one of the failures that were brought about.
 */
final class DisturbedCalls implements StressCalls {
    static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int LONGEST_TINY_NANOS = 3_000_000;

    /**
     * Threads that do nothing but wake up, of the callers' kind, come so late: the machine has no processor for callers either, and what
     * a call took says nothing of the client. It happens where a build shares two processors with other work.
     */
    private static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** On a starved machine a future is late as often as it needs a thread: to expire, to complete, to be waited for. */
    private static final int TURNS = 3;

    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST_WITHOUT_REST = 100;
    private static final long REST_NANOS = 300_000;
    private static final int LONGEST_CANCEL_MICROS = 2_000;

    private final Hansock hansock;
    private final Random random;
    private final Pace pace;
    private final long longestRestNanos;

    /** {@code callers} is how many there are: the more they are, the longer each rests between calls, or none would be in time. */
    DisturbedCalls(Hansock hansock, Random random, Pace pace, int callers) {
        this.hansock = hansock;
        this.random = random;
        this.pace = pace;
        this.longestRestNanos = Math.max(0, callers - MOST_WITHOUT_REST) * REST_NANOS + 1;
    }

    @Override
    public <T> Result<T> make(Ask<T> ask) {
        LockSupport.parkNanos(random.nextLong(longestRestNanos));
        Duration timeout = random.nextInt(8) == 0 ? Duration.ofNanos(1 + random.nextInt(LONGEST_TINY_NANOS)) : TIMEOUT;
        Hansock view = hansock.withTimeout(timeout);
        long started = System.nanoTime();
        boolean inPlace = random.nextBoolean();
        Result<T> result = inPlace ? callInPlace(ask, view) : callAndWait(ask, view, timeout);
        long took = System.nanoTime() - started;
        if (isLate(took, timeout.plus(GRACE).toNanos(), started)) {
            throw new AssertionError((inPlace ? "a call with " : "a future with ") + timeout + " took "
                    + Duration.ofNanos(took) + " and was " + result + "; the machine was late by "
                    + Duration.ofNanos(pace.worstDelay(started)));
        }
        // late interrupts are for this call too, not for the next
        Thread.interrupted();
        return result;
    }

    private boolean isLate(long took, long limit, long started) {
        if (took <= limit) {
            return false;
        }
        long lag = pace.worstDelay(started);
        return Stopwatch.EXACT || lag < STARVED_NANOS || took > limit + TURNS * lag;
    }

    private static <T> Result<T> callInPlace(Ask<T> ask, Hansock view) {
        try {
            return new Result.Answer<>(ask.sync().apply(view));
        } catch (HansockInterruptedException e) {
            if (!Thread.interrupted()) {
                throw new AssertionError("interrupted, but the flag is gone", e);
            }
            return new Result.NoAnswer<>(e.outcome());
        } catch (HansockException e) {
            return new Result.NoAnswer<>(outcome(e));
        }
    }

    private <T> Result<T> callAndWait(Ask<T> ask, Hansock view, Duration timeout) {
        CompletableFuture<T> future = ask.async().apply(view.async());
        boolean cancels = random.nextInt(8) == 0;
        long nanos = cancels ? TimeUnit.MICROSECONDS.toNanos(random.nextInt(LONGEST_CANCEL_MICROS)) : HANG_NANOS;
        try {
            return new Result.Answer<>(future.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            if (!cancels) {
                throw new AssertionError("a future with " + timeout + " hangs", e);
            }
            return cancel(future);
        } catch (InterruptedException e) {
            return cancel(future);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HansockException cause) {
                return new Result.NoAnswer<>(outcome(cause));
            }
            throw new AssertionError("a future failed", e);
        }
    }

    private static <T> Result<T> cancel(CompletableFuture<T> future) {
        return future.cancel(true) ? new Result.NoAnswer<>(Outcome.UNKNOWN) : ended(future);
    }

    /** The end came before the cancelling. */
    private static <T> Result<T> ended(CompletableFuture<T> future) {
        try {
            return new Result.Answer<>(future.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof HansockException cause) {
                return new Result.NoAnswer<>(outcome(cause));
            }
            throw e;
        }
    }

    /** Anything that was not brought about is a failure of the test. */
    private static Outcome outcome(HansockException e) {
        if (e instanceof ChannelLostException lost) {
            return lost.outcome();
        }
        if (e instanceof DeadlineException late) {
            return late.outcome();
        }
        if (e instanceof HansockInterruptedException interrupted) {
            return interrupted.outcome();
        }
        throw e;
    }
}
