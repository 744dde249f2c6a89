package io.hansock.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long something takes, less the time for which the machine let nobody run: what tests bound is what Hansock does, and not how busy
 * others keep the machine. A thread that only sleeps notices when it is woken late; that may be Hansock's doing too, so the exact runs
 * forgive nothing. Safe for any thread.
 */
public final class Stopwatch {
    /** Whether nothing is forgiven: in the profile {@code soak}, which has a machine to itself. */
    public static final boolean EXACT = Boolean.getBoolean("hansock.stress.exact");

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A shorter delay is no pause of the machine. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static volatile Tick last = new Tick(System.nanoTime(), 0);

    static {
        Thread ticker = new Thread(Stopwatch::tick, "stopwatch");
        ticker.setDaemon(true);
        ticker.start();
    }

    private final long begun;
    private final long pausesBefore;

    private Stopwatch() {
        // in this order: of a pause behind "begun" the tick knows nothing
        Tick tick = last;
        this.begun = System.nanoTime();
        this.pausesBefore = tick.pausesUntil(begun);
    }

    /** One that runs from now on. */
    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** Since it was started, by the clock. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Since it was started, less the pauses of the machine. */
    public Duration awake() {
        Tick tick = last;
        long now = System.nanoTime();
        return Duration.ofNanos(now - begun - (tick.pausesUntil(now) - pausesBefore));
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
