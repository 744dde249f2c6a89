package io.hansock.cluster;

import io.hansock.DeadlineException;
import io.hansock.cluster.SessionSlots.Grant;
import io.hansock.mysql.Lessor;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.Request;
import io.hansock.mysql.Upkeep;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a connection that comes back: it is handed on as it is, or made what it was first, or recovered from a statement that
 * was broken off, or closed. None of this waits for a server in the thread that brings it back. Safe for any thread.
 */
final class SessionCare implements Lessor {
    private static final Logger LOG = LoggerFactory.getLogger(SessionCare.class);

    /** How long a server may take to undo and to stop; one that takes longer loses the connection, whose place others wait for. */
    private static final long CARE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionSlots slots;
    private final Canceller canceller;
    private final Executor callbacks;
    private final boolean recovers;

    SessionCare(MysqlEndpoint endpoint, SessionSlots slots, Executor callbacks, boolean recovers) {
        this.slots = slots;
        this.callbacks = callbacks;
        this.recovers = recovers;
        this.canceller = new Canceller(endpoint, callbacks);
    }

    @Override
    public void takeBack(MysqlConnection connection) {
        PooledConnection pooled = slots.noteReturned(connection);
        if (pooled == null) {
            throw new IllegalStateException("a connection came back that was not leased");
        }
        if (connection.wasTooLate()) {
            // what has ended this one while it was idle has most likely ended the other idle ones too
            slots.takeIdle(idle -> true).forEach(this::dismiss);
        }
        if (connection.isClosed()) {
            leave(pooled, connection.fellSilent());
        } else if (connection.isBeyondTidying() || !(recovers || connection.isSound())) {
            retire(pooled);
        } else if (!connection.isSound()) {
            recover(pooled);
        } else if (slots.isClosed() || pooled.isOld(System.nanoTime())) {
            retire(pooled);
        } else if (connection.isUntidy()) {
            tidy(pooled);
        } else {
            offer(pooled);
        }
    }

    /** Hands on one that is as a new one. */
    void offer(PooledConnection pooled) {
        pooled.connection.rest();
        if (!slots.offer(pooled)) {
            retire(pooled);
        }
    }

    /** Hands on what nobody waits for any more. */
    void handOn(Grant grant) {
        PooledConnection ready = grant.connection();
        if (ready == null) {
            slots.free();
        } else {
            offer(ready);
        }
    }

    private void tidy(PooledConnection pooled) {
        ask(pooled, pooled.connection.tidying(), () -> offer(pooled));
    }

    /** The server is told to stop first; only then is it known that nothing comes late, and hits who has the connection next (trap B24). */
    private void recover(PooledConnection pooled) {
        CompletableFuture<?> unused = canceller.stop(pooled.connection).whenComplete((killed, failure) -> {
            if (failure == null && killed) {
                ask(pooled, Upkeep.recover(), () -> ask(pooled, Upkeep.reset(), () -> offer(pooled)));
            } else {
                retire(pooled);
            }
        });
    }

    private void ask(PooledConnection pooled, Request<Boolean> request, Runnable next) {
        MysqlConnection connection = pooled.connection;
        Runnable unused = connection.submit(request, CARE_NANOS, (done, failure) -> {
            if (failure == null) {
                next.run();
                return;
            }
            LOG.debug("{}: a connection could not be made ready for the next user", connection.server(), failure);
            leave(pooled, failure instanceof DeadlineException || connection.fellSilent());
        });
    }

    /**
     * Does without a connection. One that was silent may be forgotten by what is in between, and the server does not know: it would keep the
     * transaction, and the rows that it has locked, for hours.
     */
    private void leave(PooledConnection pooled, boolean silent) {
        if (silent && recovers && pooled.connection.mayBeInTransaction()) {
            CompletableFuture<?> unused = canceller.end(pooled.connection);
        }
        retire(pooled);
    }

    private void retire(PooledConnection pooled) {
        if (slots.isClosed()) {
            // the client waits for it, and with that for the goodbye
            CompletableFuture<?> unused = sayGoodbye(pooled).whenComplete((gone, failure) -> slots.free());
        } else {
            slots.free();
            dismiss(pooled);
        }
    }

    /** Closes a connection that has no place in the pool any more. */
    void dismiss(PooledConnection pooled) {
        CompletableFuture<?> unused = sayGoodbye(pooled);
    }

    /** Closes a connection that has no place in the pool any more, so that the server does not count it as aborted (trap B19). */
    CompletableFuture<Boolean> sayGoodbye(PooledConnection pooled) {
        return sayGoodbye(pooled.connection);
    }

    static CompletableFuture<Boolean> sayGoodbye(MysqlConnection connection) {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        if (!connection.isSound()) {
            connection.abort();
            gone.complete(true);
        } else {
            Runnable unused = connection.submit(Upkeep.quit(), GOODBYE_NANOS, (done, hungUp) -> {
                connection.abort();
                gone.complete(true);
            });
        }
        return gone;
    }

    @Override
    public boolean stop(MysqlConnection connection, long timeoutNanos) {
        try {
            return canceller.stop(connection).get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("{}: a statement could not be stopped", connection.server(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public CompletableFuture<Boolean> stopLater(MysqlConnection connection) {
        return canceller.stop(connection);
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    /** Waits for goodbyes, at most for so long. */
    void close(List<? extends CompletableFuture<?>> goodbyes, long nanos) {
        try {
            CompletableFuture<?> all = CompletableFuture.allOf(goodbyes.toArray(new CompletableFuture<?>[0]));
            canceller.close();
            all.get(Math.min(nanos, GOODBYE_NANOS), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("a server did not answer to a goodbye in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
