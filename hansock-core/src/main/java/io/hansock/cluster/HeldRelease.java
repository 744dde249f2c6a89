package io.hansock.cluster;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.Release;
import io.hansock.ServerException;
import io.hansock.discovery.FactsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The lock of all servers, held by a session on each. Safe for any thread. */
final class HeldRelease implements Release {
    /** A client that looked a moment before the lock was taken looks again by then. */
    private static final long NOTICED_NANOS = ReleaseLock.LOOK_NANOS + ReleaseLock.LOOK_NANOS / 4;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The order in which the locks are taken, whatever that of the client: two that begin at either end would wait for each other. */
    private static final Comparator<ClusterServer> BY_NAME = Comparator.comparing(ClusterServer::name);

    /** In the order of the client. */
    private final List<HeldLock> locks;

    private final AtomicBoolean closed = new AtomicBoolean();

    private HeldRelease(List<HeldLock> locks) {
        this.locks = List.copyOf(locks);
    }

    /**
     * Takes the lock on every server, and waits until no client is left on their HandlerSocket.
     *
     * @throws HansockException if that cannot be had in time; then nothing is held
     */
    static HeldRelease of(List<ClusterServer> servers, Duration timeout, HoldTimes times, Housekeeping housekeeping) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<HeldLock> taken = new ArrayList<>();
        boolean done = false;
        try {
            for (ClusterServer server : servers.stream().sorted(BY_NAME).toList()) {
                taken.add(HeldLock.take(server, deadline, times, housekeeping));
            }
            taken.sort(Comparator.comparingInt(one -> servers.indexOf(one.server())));
            awaitLeft(taken, timeout, deadline);
            done = true;
            return new HeldRelease(taken);
        } finally {
            if (!done) {
                taken.forEach(HeldLock::close);
            }
        }
    }

    /** Whether this client uses a server's HandlerSocket says nothing of the others: the server is asked what it has. */
    private static void awaitLeft(List<HeldLock> locks, Duration timeout, long deadline) {
        long noticed = System.nanoTime() + NOTICED_NANOS;
        for (HeldLock lock : locks) {
            if (lock.ask(FactsReader::hasHandlerSocket)) {
                while (System.nanoTime() - noticed < 0 || lock.ask(ReleaseLock::areWorkersInUse)) {
                    pause(lock.server(), timeout, deadline);
                }
            }
        }
    }

    private static void pause(ClusterServer server, Duration timeout, long deadline) {
        if (System.nanoTime() - deadline >= 0) {
            throw new DeadlineException(
                    server.name(),
                    Outcome.NOTHING_SENT,
                    "there were still clients on HandlerSocket after " + timeout.toMillis() + " ms");
        }
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new HansockInterruptedException(server.name(), Outcome.NOTHING_SENT);
        }
    }

    /** Runs a statement on every server, one after the other, and again where it had to wait for a table's lock. */
    void run(String sql, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (HeldLock lock : locks) {
            lock.ask(session -> session.update("set lock_wait_timeout = 1"));
            boolean done = false;
            while (!done) {
                done = tryToRun(lock, sql, deadline);
            }
        }
    }

    /** False if it had to wait for too long: who waits for a table's lock keeps all others from that table, so it must not for long. */
    private static boolean tryToRun(HeldLock lock, String sql, long deadline) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try {
            lock.ask(session -> session.withTimeout(left).update(sql));
            return true;
        } catch (ServerException e) {
            if (e.kind() == ServerException.Kind.LOCK_WAIT && System.nanoTime() - deadline < 0) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean isHeld() {
        return !closed.get() && locks.stream().allMatch(HeldLock::isHeld);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            locks.forEach(HeldLock::close);
        }
    }
}
