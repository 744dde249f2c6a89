package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Waits for what must come within a time; pauses of the machine are not counted, what a call takes that waits for it is. For one thread. */
public final class InTime {
    private static final long REST_MILLIS = 50;

    private final Duration most;
    private boolean ignoresExceptions;

    private InTime(Duration most) {
        this.most = most;
    }

    /** For what must come within {@code most} from when {@code until} or {@code untilAsserted} is called. */
    public static InTime within(Duration most) {
        return new InTime(most);
    }

    /** What is thrown until then is no failure; else an assertion that does not hold yet is none. */
    public InTime ignoreExceptions() {
        ignoresExceptions = true;
        return this;
    }

    /** Returns as soon as it is true. */
    public void until(Callable<Boolean> condition) {
        untilAsserted(() -> assertThat(condition.call()).isTrue());
    }

    /** Returns as soon as it holds. */
    public void untilAsserted(ThrowingCallable assertion) {
        Stopwatch stopwatch = Stopwatch.start();
        Throwable failure;
        do {
            failure = failureOf(assertion);
            Duration taken = stopwatch.awake();
            if (taken.compareTo(most) > 0) {
                throw new AssertionError("it took longer than " + most + ": " + taken, failure);
            }
            if (failure != null) {
                rest();
            }
        } while (failure != null);
    }

    private @Nullable Throwable failureOf(ThrowingCallable assertion) {
        try {
            assertion.call();
            return null;
        } catch (AssertionError e) {
            return e;
        } catch (Throwable e) {
            if (ignoresExceptions) {
                return e;
            }
            throw new AssertionError(e);
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
