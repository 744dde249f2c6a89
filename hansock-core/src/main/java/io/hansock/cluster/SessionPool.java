package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.ServerLoad;
import io.hansock.cluster.SessionSlots.Claim;
import io.hansock.cluster.SessionSlots.Grant;
import io.hansock.cluster.SessionSlots.Place;
import io.hansock.cluster.SessionSlots.Waiter;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client to one server: a bounded number, leased in the order in which they were asked for, each to one at a
 * time. Those that nobody has are watched by their channel, not asked: one that the server has closed is known to be when its turn comes.
 * Safe for any thread.
 */
final class SessionPool {
    private final MysqlEndpoint endpoint;
    private final SessionSlots slots;
    private final SessionCare care;
    private final SessionOpener opener;
    private final boolean looksForLeaks;

    /**
     * For an application: whoever meets a server that could not be reached is refused until the next try is due, and a connection with a
     * statement that was broken off is worth a second or two.
     */
    SessionPool(MysqlEndpoint endpoint, PoolSettings settings) {
        this(endpoint, settings, new Backoff(), true);
    }

    /**
     * For what looks at a server, at a pace of its own: it must hear the server, not what the pool remembers, and not wait for a connection
     * to be recovered.
     */
    static SessionPool forLooks(MysqlEndpoint endpoint, PoolSettings settings) {
        return new SessionPool(endpoint, settings, Backoff.none(), false);
    }

    private SessionPool(MysqlEndpoint endpoint, PoolSettings settings, Backoff backoff, boolean recovers) {
        this.endpoint = endpoint;
        this.slots = new SessionSlots(settings.maxSessions());
        this.looksForLeaks = !settings.leakWarning().isZero();
        this.care = new SessionCare(endpoint, slots, settings.callbacks(), recovers);
        SessionWatch watch = new SessionWatch(endpoint.server(), settings, slots, care);
        this.opener = new SessionOpener(endpoint, slots, care, watch, settings.maxAge(), backoff);
    }

    /** How many there are at this moment, and who wants one. */
    ServerLoad.Sessions load() {
        return slots.load();
    }

    /** Where connections go back to. */
    SessionCare care() {
        return care;
    }

    /**
     * Waits in the calling thread for a connection.
     *
     * @throws DeadlineException if there was none in time
     * @throws HansockException if none can be made
     */
    MysqlConnection lease(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        Claim claim = claim();
        Grant grant = claim instanceof Place place ? await(place.waiter(), timeoutNanos) : (Grant) claim;
        PooledConnection ready = grant.connection();
        if (ready == null) {
            ready = opener.open(deadline - System.nanoTime());
        }
        slots.noteLeased(ready);
        return ready.connection;
    }

    /** Here is where a connection is leased that somebody may forget to give back; null if nobody wants to know. */
    @Nullable
    LeasePlace here() {
        return looksForLeaks ? new LeasePlace() : null;
    }

    /** Remembers where {@code connection} was leased. */
    void noteHolder(MysqlConnection connection, @Nullable LeasePlace place) {
        if (place != null) {
            slots.noteHolder(connection, place);
        }
    }

    /** A future of a connection. Cancelling it gives the place in the queue up. */
    CompletableFuture<MysqlConnection> leaseLater(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        Claim claim;
        try {
            claim = claim();
        } catch (ChannelLostException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (claim instanceof Place place) {
            return new LaterLease(this, place.waiter(), deadline).start();
        }
        return later((Grant) claim, deadline);
    }

    /** What a grant becomes. */
    CompletableFuture<MysqlConnection> later(Grant grant, long deadline) {
        PooledConnection ready = grant.connection();
        if (ready != null) {
            slots.noteLeased(ready);
            return CompletableFuture.completedFuture(ready.connection);
        }
        return opener.openLater(deadline - System.nanoTime());
    }

    private Claim claim() {
        List<PooledConnection> useless = new ArrayList<>(0);
        try {
            return slots.claim(useless);
        } catch (IllegalStateException e) {
            throw closed(e);
        } finally {
            useless.forEach(care::dismiss);
        }
    }

    private ChannelLostException closed(@Nullable Throwable cause) {
        return new ChannelLostException(endpoint.server(), Outcome.NOTHING_SENT, "the client is closed", cause);
    }

    private Grant await(Waiter waiter, long timeoutNanos) {
        try {
            return waiter.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(waiter);
            throw tooLate(timeoutNanos);
        } catch (InterruptedException e) {
            leave(waiter);
            Thread.currentThread().interrupt();
            throw new HansockInterruptedException(endpoint.server(), Outcome.NOTHING_SENT);
        } catch (ExecutionException e) {
            throw closed(e);
        }
    }

    DeadlineException tooLate(long timeoutNanos) {
        return new DeadlineException(
                endpoint.server(),
                Outcome.NOTHING_SENT,
                "no connection was free within " + TimeUnit.NANOSECONDS.toMillis(Math.max(0, timeoutNanos)) + " ms ("
                        + slots + "); allow for more sessions, or see who holds them for so long");
    }

    /** Gives a place in the queue up, and hands on what was granted at this very moment (trap B14). */
    void leave(Waiter waiter) {
        slots.leave(waiter);
        if (!waiter.cancel(false) && !waiter.isCompletedExceptionally()) {
            care.handOn(waiter.join());
        }
    }

    /** Gives a place in the queue up; what was granted at this very moment is its future's to give back. */
    void forget(Waiter waiter) {
        slots.leave(waiter);
        waiter.cancel(false);
    }

    /** Lets those that are leased or being made come back, for at most so long, then closes all. */
    void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        for (Waiter waiter : slots.close()) {
            waiter.completeExceptionally(closed(null));
        }
        List<CompletableFuture<?>> goodbyes = new ArrayList<>();
        boolean interrupted = false;
        try {
            slots.awaitReturns(drainNanos);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (PooledConnection idle : slots.takeIdle(any -> true)) {
            goodbyes.add(care.sayGoodbye(idle));
        }
        slots.leased().forEach(out -> out.connection.abort());
        care.close(goodbyes, Math.max(0, deadline - System.nanoTime()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }
}
