package io.hansock.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long something takes, less the time for which the machine let nobody run: what tests bound is what Hansock does, and not how busy
 * others keep the machine. A thread that only sleeps notices when it is woken late. Safe for any thread.
 */
public final class Stopwatch {
    /** Whether nothing is forgiven: in the profile {@code soak}, which has a machine to itself. */
    public static final boolean EXACT = Boolean.getBoolean("hansock.stress.exact");

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A shorter delay is no pause of the machine. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** However busy the machine is, a test ends. */
    private static final Duration LONGEST_PAUSES = Duration.ofMinutes(1);

    private static volatile Tick last = new Tick(System.nanoTime(), 0);

    static {
        Thread ticker = new Thread(Stopwatch::tick, "stopwatch");
        ticker.setDaemon(true);
        ticker.start();
    }

    private final long begun = System.nanoTime();
    private final long pausesBefore = last.pausesUntil(begun);

    private Stopwatch() {}

    /** One that runs from now on. */
    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** Waits for something that must come within that time. */
    public static ConditionFactory await(Duration most) {
        Stopwatch stopwatch = start();
        return Awaitility.await()
                .atMost(most.plus(LONGEST_PAUSES))
                .failFast(
                        "it has not come within " + most,
                        () -> stopwatch.awake().compareTo(most) > 0);
    }

    /** Since it was started, by the clock. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Since it was started, less the pauses of the machine. */
    public Duration awake() {
        long now = System.nanoTime();
        return Duration.ofNanos(now - begun - (last.pausesUntil(now) - pausesBefore));
    }

    private static void tick() {
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            last = new Tick(now, last.pausesUntil(now));
        }
    }

    /** When the sleeping thread was last awake, and for how long the machine had paused by then. */
    private record Tick(long at, long pauses) {
        long pausesUntil(long now) {
            long late = now - at - TICK_NANOS;
            return EXACT || late < PAUSE_NANOS ? pauses : pauses + late;
        }
    }
}
