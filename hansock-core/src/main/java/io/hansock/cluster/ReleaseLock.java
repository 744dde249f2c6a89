package io.hansock.cluster;

import io.hansock.DeadlineException;
import io.hansock.Outcome;
import io.hansock.sql.SqlSession;
import io.hansock.sql.Statements;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The named lock of a server by which clients of Hansock ask each other to leave its HandlerSocket: whoever has it wants to change tables.
 * An open index keeps a table from being changed until its worker has no connection at all (trap H23), whatever else those have open, so
 * there is one lock for all databases. The server frees it when its holder's session ends, however that ends.
 */
final class ReleaseLock {
    /** How often each client looks; who has the lock waits for longer before it relies on their having looked. */
    static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String NAME = "hansock.release";
    private static final String WORKERS = "select count(*) from information_schema.processlist"
            + " where state like 'handlersocket: mode=%' and state not like '%, 0 conns,%'";

    private ReleaseLock() {}

    /** Whether somebody has it. */
    static boolean isHeld(Statements server) {
        return server.query("select is_used_lock('" + NAME + "')")
                .value(Long.class)
                .isPresent();
    }

    /**
     * Takes it for a session, which has it until {@link #free} or its end.
     *
     * @throws DeadlineException if another has it for all that time
     */
    static void take(String server, SqlSession session, Duration timeout) {
        double seconds = timeout.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        long taken = session.withTimeout(timeout.plusSeconds(1))
                .query("select get_lock(?, ?)", NAME, seconds)
                .value(Long.class)
                .orElse(0L);
        if (taken != 1) {
            throw new DeadlineException(
                    server,
                    Outcome.NOTHING_SENT,
                    "somebody else had the lock " + NAME + " for " + timeout.toMillis() + " ms");
        }
    }

    /** Whether that session has it. The server is asked, and not only whether it is there: what is in between may answer that. */
    static boolean isHeldBy(SqlSession session) {
        return session.query("select is_used_lock('" + NAME + "') = connection_id()")
                        .value(Long.class)
                        .orElse(0L)
                == 1;
    }

    /** Has the server end a session, and with it the lock, that says nothing for so long. Such a session may have no other end for hours. */
    static void endAfterSilence(SqlSession session, Duration silence) {
        session.update("set wait_timeout = " + silence.toSeconds());
    }

    static void free(SqlSession session) {
        session.query("select release_lock(?)", NAME);
    }

    /** Whether some worker still has connections, as far as this user may see them; a worker without any lets go of its tables. */
    static boolean areWorkersInUse(Statements server) {
        return server.query(WORKERS).value(Long.class).orElse(0L) > 0;
    }
}
