package io.hansock.cluster;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.Release;
import io.hansock.ServerException;
import io.hansock.sql.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock of all servers, held by a session on each. */
final class HeldRelease implements Release {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRelease.class);

    /** A client that looked a moment before the lock was taken looks again by then. */
    private static final long NOTICED_NANOS = ReleaseLock.LOOK_NANOS + ReleaseLock.LOOK_NANOS / 4;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The order in which the locks are taken, whatever that of the client: two that begin at either end would wait for each other. */
    private static final Comparator<ClusterServer> BY_NAME = Comparator.comparing(ClusterServer::name);

    /** In the order of the client, once all are taken. */
    private final List<Held> held = new ArrayList<>();

    private final AtomicBoolean closed = new AtomicBoolean();

    private record Held(ClusterServer server, SqlSession session) {}

    private HeldRelease() {}

    /**
     * Takes the lock on every server, and waits until no client is left on their HandlerSocket.
     *
     * @throws HansockException if that cannot be had in time; then nothing is held
     */
    static HeldRelease of(List<ClusterServer> servers, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        HeldRelease release = new HeldRelease();
        boolean done = false;
        try {
            for (ClusterServer server : servers.stream().sorted(BY_NAME).toList()) {
                release.take(server, deadline);
            }
            release.held.sort(Comparator.comparingInt(one -> servers.indexOf(one.server)));
            release.awaitLeft(timeout, deadline);
            done = true;
            return release;
        } finally {
            if (!done) {
                release.close();
            }
        }
    }

    private void take(ClusterServer server, long deadline) {
        SqlSession session = server.requireSql().ofDefinitions().lease();
        held.add(new Held(server, session));
        ReleaseLock.take(server.name(), session, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        server.released(true);
    }

    private void awaitLeft(Duration timeout, long deadline) {
        long noticed = System.nanoTime() + NOTICED_NANOS;
        for (Held one : held) {
            if (one.server.hasHandlerSocket()) {
                while (System.nanoTime() - noticed < 0 || ReleaseLock.areWorkersInUse(one.session)) {
                    pause(one.server, timeout, deadline);
                }
            }
        }
    }

    private static void pause(ClusterServer server, Duration timeout, long deadline) {
        if (System.nanoTime() - deadline >= 0) {
            throw new DeadlineException(server.name(), Outcome.NOTHING_SENT, timeout);
        }
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new HansockInterruptedException(server.name(), Outcome.NOTHING_SENT);
        }
    }

    /** Runs a statement on every server, one after the other, and again where it had to wait for a table's lock. */
    void run(String sql, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Held one : held) {
            one.session.update("set lock_wait_timeout = 1");
            boolean done = false;
            while (!done) {
                done = tryToRun(one, sql, deadline);
            }
        }
    }

    /** False if it had to wait for too long: who waits for a table's lock keeps all others from that table, so it must not for long. */
    private static boolean tryToRun(Held one, String sql, long deadline) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try {
            one.session.withTimeout(left).update(sql);
            return true;
        } catch (ServerException e) {
            if (e.kind() == ServerException.Kind.LOCK_WAIT && System.nanoTime() - deadline < 0) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Held one : held) {
            try (SqlSession session = one.session) {
                ReleaseLock.free(session);
            } catch (HansockException e) {
                LOG.info("{}: the lock of the release ends with its session", one.server.name(), e);
            } finally {
                one.server.forgetTables();
                one.server.released(false);
            }
        }
    }
}
