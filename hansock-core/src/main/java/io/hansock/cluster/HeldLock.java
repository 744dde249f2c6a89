package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.sql.SqlSession;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of one server, and the session that has it. The server ends a session of which it hears nothing, and any server has a time
 * for that which others have chosen; so the session sets its own, and is used now and then while it has nothing to do. Safe for any
 * thread.
 */
final class HeldLock {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLock.class);

    private final ClusterServer server;
    private final SqlSession session;
    private final HoldTimes times;
    private final Housekeeping housekeeping;
    private final Errand look;

    /** Whoever has it has the session. It is not waited for by who only looks: a session that carries out a statement is not idle. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Changed by whoever has the session. */
    private volatile boolean held = true;

    private HeldLock(ClusterServer server, SqlSession session, HoldTimes times, Housekeeping housekeeping) {
        this.server = server;
        this.session = session;
        this.times = times;
        this.housekeeping = housekeeping;
        this.look = new Errand(server.name() + ": looking after the lock of a release", housekeeping, this::look);
    }

    /**
     * Takes it in the calling thread.
     *
     * @param deadline by when, of {@link System#nanoTime}
     * @throws HansockException if that cannot be had in time; then nothing is held
     */
    static HeldLock take(ClusterServer server, long deadline, HoldTimes times, Housekeeping housekeeping) {
        SqlSession session = server.requireSql().ofDefinitions().lease();
        boolean done = false;
        try {
            // before it is taken: it may be granted when nobody is there any more
            ReleaseLock.endAfterSilence(session, times.silence());
            ReleaseLock.take(server.name(), session, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            done = true;
        } finally {
            if (!done) {
                session.close();
            }
        }
        server.released(true);
        HeldLock lock = new HeldLock(server, session, times, housekeeping);
        lock.look.soon();
        return lock;
    }

    ClusterServer server() {
        return server;
    }

    /** Whether it is still there, as far as is known. */
    boolean isHeld() {
        return held && !housekeeping.isClosed();
    }

    /**
     * Asks the server something on the session that has the lock.
     *
     * @throws ChannelLostException if it has the lock no more
     */
    <T> T ask(Function<SqlSession, T> question) {
        turn.lock();
        try {
            if (!held) {
                throw new ChannelLostException(
                        server.name(),
                        Outcome.NOTHING_SENT,
                        "the lock that keeps clients off HandlerSocket was lost",
                        null);
            }
            return question.apply(session);
        } finally {
            turn.unlock();
        }
    }

    private long look() {
        if (turn.tryLock()) {
            try {
                if (held) {
                    lookAtSession();
                }
            } finally {
                turn.unlock();
            }
        }
        return held ? times.period().toNanos() : Errand.UNTIL_WANTED;
    }

    private void lookAtSession() {
        try {
            if (!ReleaseLock.isHeldBy(session.withTimeout(times.patience()))) {
                lost("its session has it no more");
            }
        } catch (HansockException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    /** This client sees by itself who has the lock by now, and so whether to go back. */
    private void lost(String why) {
        held = false;
        session.close();
        if (!housekeeping.isClosed()) {
            LOG.warn(
                    "{}: the lock of a release was lost, clients go back to HandlerSocket although tables may be being changed: {}",
                    server.name(),
                    why);
        }
    }

    /** Frees it, if it is still there. */
    void close() {
        look.close();
        turn.lock();
        try {
            if (held) {
                held = false;
                free();
                server.released(false);
            }
        } finally {
            turn.unlock();
            server.forgetTables();
        }
    }

    private void free() {
        try (SqlSession last = session) {
            ReleaseLock.free(last);
        } catch (HansockException e) {
            LOG.info("{}: the lock of the release ends with its session", server.name(), e);
        }
    }
}
