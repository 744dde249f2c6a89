package io.hansock.mysql;

import io.hansock.DeadlineException;
import io.hansock.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of one session, one after the other: each may depend on the success of the one before. Safe for any thread.
 */
final class SessionTurns implements Turns {
    private final MysqlConnection connection;
    private final Lessor lessor;
    private final ArrayDeque<CompletableFuture<MysqlConnection>> waiting = new ArrayDeque<>();
    private boolean taken;
    private @Nullable Runnable whenIdle;

    SessionTurns(MysqlConnection connection, Lessor lessor) {
        this.connection = connection;
        this.lessor = lessor;
    }

    @Override
    public CompletableFuture<MysqlConnection> take(long timeoutNanos) {
        Turn turn;
        synchronized (this) {
            if (whenIdle != null) {
                throw new IllegalStateException("the session was closed");
            }
            if (!taken) {
                taken = true;
                return CompletableFuture.completedFuture(connection);
            }
            turn = new Turn(timeoutNanos);
            waiting.add(turn);
        }
        Expiry.after(timeoutNanos, turn, callbacks(), turn);
        return turn;
    }

    /** What the calls before have come to is known only then. */
    @Override
    public <T> Request<T> asked(Request<T> request) {
        return request.endsTransaction() ? request : Settled.statement(request);
    }

    @Override
    public void release(MysqlConnection used) {
        if (used.isMidRows() && used.isOpen()) {
            RestOfRows.giveUpLater(used, lessor, this::pass);
        } else {
            pass();
        }
    }

    private void pass() {
        while (true) {
            CompletableFuture<MysqlConnection> next;
            Runnable idle = null;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    taken = false;
                    idle = whenIdle;
                }
            }
            if (next == null) {
                if (idle != null) {
                    idle.run();
                }
                return;
            }
            if (next.complete(connection)) {
                return;
            }
        }
    }

    /** Whether a call is under way. */
    synchronized boolean isTaken() {
        return taken;
    }

    /** Takes no more calls; runs {@code what} when those under way have ended. */
    void whenIdle(Runnable what) {
        synchronized (this) {
            whenIdle = what;
            if (taken) {
                return;
            }
        }
        what.run();
    }

    @Override
    public Executor callbacks() {
        return lessor.callbacks();
    }

    /** A call that waits; run when its time is over. */
    private final class Turn extends CompletableFuture<MysqlConnection> implements Runnable {
        private final long timeoutNanos;

        Turn(long timeoutNanos) {
            this.timeoutNanos = timeoutNanos;
        }

        @Override
        public void run() {
            completeExceptionally(
                    new DeadlineException(connection.server(), Outcome.NOTHING_SENT, Duration.ofNanos(timeoutNanos)));
        }
    }
}
