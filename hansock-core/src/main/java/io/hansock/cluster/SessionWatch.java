package io.hansock.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a pool from time to time, while it has connections: closes those that are old or were not used for long, and complains
 * about sessions that do not come back. Has no thread of its own. Safe for any thread.
 */
final class SessionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String server;
    private final SessionSlots slots;
    private final SessionCare care;
    private final long idleNanos;
    private final long leakNanos;
    private final long periodNanos;
    private final AtomicBoolean watching = new AtomicBoolean();

    SessionWatch(String server, PoolSettings settings, SessionSlots slots, SessionCare care) {
        this.server = server;
        this.slots = slots;
        this.care = care;
        this.idleNanos = settings.idleTimeout().toNanos();
        this.leakNanos = settings.leakWarning().toNanos();
        long shortest = Math.min(idleNanos, settings.maxAge().toNanos());
        if (leakNanos > 0) {
            shortest = Math.min(shortest, leakNanos);
        }
        this.periodNanos = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, shortest / 4));
    }

    /** There are connections to look after. */
    void start() {
        if (watching.compareAndSet(false, true)) {
            later();
        }
    }

    private void later() {
        CompletableFuture.delayedExecutor(periodNanos, TimeUnit.NANOSECONDS).execute(this::look);
    }

    private void look() {
        try {
            long now = System.nanoTime();
            slots.takeIdle(idle -> isUseless(idle, now)).forEach(care::dismiss);
            if (leakNanos > 0) {
                slots.overdue(leakNanos).forEach(this::complain);
            }
        } finally {
            watching.set(false);
            if (!slots.isEmpty() && !slots.isClosed()) {
                start();
            }
        }
    }

    private boolean isUseless(PooledConnection idle, long now) {
        return idle.connection.isClosed() || idle.isOld(now) || now - idle.idleSince > idleLimit(idle);
    }

    /** A server's own limit is not used up to its last tenth. */
    private long idleLimit(PooledConnection idle) {
        long tenths = TimeUnit.SECONDS.toNanos(idle.connection.waitTimeoutSeconds()) / 10;
        return Math.min(idleNanos, 9 * tenths);
    }

    private void complain(PooledConnection leased) {
        LOG.warn(
                "{}: a session was leased more than {} ms ago and is still out",
                server,
                TimeUnit.NANOSECONDS.toMillis(leakNanos),
                leased.leasedBy);
    }
}
