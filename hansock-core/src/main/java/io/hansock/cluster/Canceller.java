package io.hansock.cluster;

import io.hansock.mysql.CallbackRunner;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.Request;
import io.hansock.mysql.Upkeep;
import io.hansock.net.Address;
import io.hansock.net.ChannelListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server stop statements, by KILL QUERY, and sessions, by KILL, over a connection of its own: made when there is something to stop, used for one after the
 * other, closed when there is nothing left. It is none of the pool's, which may be all taken at that moment. Safe for any thread.
 *
 * <p>A name can stand for several servers, and each counts its connections by itself: so it goes to the very address that the statement
 * went to, and there makes sure that it is the same server.
 */
final class Canceller {
    private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);
    private static final long KILL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** One statement to stop, or one session. */
    private record Victim(MysqlConnection connection, Request<Boolean> kill, CompletableFuture<Boolean> stopped) {}

    private final MysqlEndpoint endpoint;
    private final Executor callbacks;

    // under this object's monitor, which is never held while anything is asked of a server or the application

    private final ArrayDeque<Victim> victims = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    // of the one who is busy

    private @Nullable MysqlConnection connection;
    private @Nullable Address connectedTo;

    Canceller(MysqlEndpoint endpoint, Executor callbacks) {
        this.endpoint = endpoint;
        this.callbacks = callbacks;
    }

    /** Stops what {@code target} waits for. The future tells whether the server has done so; it never fails. */
    CompletableFuture<Boolean> stop(MysqlConnection target) {
        return stop(new Victim(target, Upkeep.killQuery(target), new CompletableFuture<>()));
    }

    /** Ends the session of {@code target}, so that its transaction is undone. The future is as that of {@link #stop}. */
    CompletableFuture<Boolean> end(MysqlConnection target) {
        return stop(new Victim(target, Upkeep.kill(target), new CompletableFuture<>()));
    }

    private CompletableFuture<Boolean> stop(Victim victim) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(false);
            }
            victims.add(victim);
            if (busy) {
                return victim.stopped();
            }
            busy = true;
        }
        // to connect is to ask the application for its password: not in the thread that brings a connection back
        CallbackRunner.run(callbacks, this::next);
        return victim.stopped();
    }

    private void next() {
        Victim victim;
        MysqlConnection unneeded = null;
        synchronized (this) {
            victim = victims.poll();
            if (victim == null) {
                unneeded = connection;
                connection = null;
                busy = false;
            }
        }
        if (victim != null) {
            kill(victim);
        } else if (unneeded != null) {
            CompletableFuture<?> unused = SessionCare.sayGoodbye(unneeded);
        }
    }

    private void kill(Victim victim) {
        MysqlConnection killer;
        try {
            killer = connected(victim.connection());
        } catch (RuntimeException | Error e) {
            ended(victim, false, e);
            return;
        }
        Runnable unused = killer.submit(
                victim.kill(), KILL_NANOS, (done, failure) -> ended(victim, Boolean.TRUE.equals(done), failure));
    }

    private void ended(Victim victim, boolean stopped, @Nullable Throwable failure) {
        if (!stopped) {
            LOG.debug("{}: a statement could not be stopped", endpoint.server(), failure);
        }
        victim.stopped().complete(stopped);
        next();
    }

    private MysqlConnection connected(MysqlConnection victim) {
        MysqlConnection present = connection;
        Address wanted = victim.address();
        if (present != null && present.isSound() && Objects.equals(wanted, connectedTo)) {
            return present;
        }
        if (present != null) {
            CompletableFuture<?> unused = SessionCare.sayGoodbye(present);
        }
        connection = null;
        MysqlConnection fresh = endpoint.open(wanted, ChannelListener.NONE);
        connection = fresh;
        connectedTo = wanted;
        return fresh;
    }

    /** Stops nothing any more, but what is about to be stopped. */
    void close() {
        List<Victim> spared;
        synchronized (this) {
            closed = true;
            spared = List.copyOf(victims);
            victims.clear();
        }
        spared.forEach(victim -> victim.stopped().complete(false));
    }
}
