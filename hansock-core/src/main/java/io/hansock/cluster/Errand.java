package io.hansock.cluster;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again on housekeeping threads, never twice at the same time: after the pause that it asks for, or
 * sooner if somebody wants it. Safe for any thread.
 */
final class Errand {
    /** A pause that does not end by itself. */
    static final long UNTIL_WANTED = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    /** However often it is wanted, it is not done again before so long has passed since it began. */
    private static final long LEAST_NANOS = 20_000_000;

    private final String what;
    private final Housekeeping housekeeping;

    /** Answers the pause until the next time. */
    private final LongSupplier work;

    private boolean running;
    private boolean wantedAgain;
    private boolean closed;
    private boolean begunBefore;
    private long begunAt;

    /** Which of the alarms that were set is the one that counts. */
    private int alarm;

    /** Does nothing yet. */
    Errand(String what, Housekeeping housekeeping, LongSupplier work) {
        this.what = what;
        this.housekeeping = housekeeping;
        this.work = work;
    }

    /** Has it done soon, and once more if it is being done: what it saw may be what has changed. Returns at once. */
    synchronized void soon() {
        if (closed) {
            return;
        }
        if (running) {
            wantedAgain = true;
            return;
        }
        long sinceLast = begunBefore ? System.nanoTime() - begunAt : LEAST_NANOS;
        if (sinceLast >= LEAST_NANOS) {
            alarm++;
            begin();
        } else {
            setAlarm(LEAST_NANOS - sinceLast);
        }
    }

    /** Has it not done again. */
    synchronized void close() {
        closed = true;
    }

    private void begin() {
        running = true;
        begunBefore = true;
        begunAt = System.nanoTime();
        try {
            housekeeping.now().execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the client is closed", what, e);
            closed = true;
        }
    }

    private void setAlarm(long nanos) {
        int own = ++alarm;
        housekeeping.after(nanos).execute(() -> ring(own));
    }

    private void ring(int which) {
        synchronized (this) {
            if (closed || running || which != alarm) {
                return;
            }
            running = true;
            begunAt = System.nanoTime();
        }
        run();
    }

    private void run() {
        long pause = UNTIL_WANTED;
        try {
            pause = work.getAsLong();
        } catch (RuntimeException | Error e) {
            LOG.error("{} went wrong; it is done again when somebody wants it", what, e);
        } finally {
            ended(pause);
        }
    }

    private synchronized void ended(long pause) {
        running = false;
        if (closed) {
            return;
        }
        if (wantedAgain) {
            wantedAgain = false;
            soon();
        } else if (pause != UNTIL_WANTED) {
            setAlarm(pause);
        }
    }
}
