package io.hansock.cluster;

import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.Upkeep;
import io.hansock.net.ChannelListener;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server stop statements, by KILL QUERY over a connection of its own: made when there is something to stop, used for one after the
 * other, closed when there is nothing left. It is none of the pool's, which may be all taken at that moment. Safe for any thread.
 */
final class Canceller {
    private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);
    private static final long KILL_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** One statement to stop. */
    private record Victim(long id, CompletableFuture<Boolean> stopped) {}

    private final MysqlEndpoint endpoint;
    private final ArrayDeque<Victim> victims = new ArrayDeque<>();
    private @Nullable MysqlConnection connection;
    private boolean busy;
    private boolean closed;

    Canceller(MysqlEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Stops what {@code target} waits for. The future tells whether the server has done so; it never fails. */
    CompletableFuture<Boolean> kill(MysqlConnection target) {
        Victim victim = new Victim(target.id(), new CompletableFuture<>());
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
        next();
        return victim.stopped();
    }

    private void next() {
        Victim victim;
        MysqlConnection unneeded = null;
        synchronized (this) {
            victim = victims.poll();
            if (victim == null) {
                busy = false;
                unneeded = connection;
                connection = null;
            }
        }
        if (victim != null) {
            kill(victim);
        } else if (unneeded != null) {
            CompletableFuture<?> unused = SessionCare.sayGoodbye(unneeded);
        }
    }

    private void kill(Victim victim) {
        Runnable unused = connected().submit(Upkeep.killQuery(victim.id()), KILL_NANOS, (done, failure) -> {
            if (failure != null) {
                LOG.debug("{}: KILL QUERY failed", endpoint.server(), failure);
            }
            victim.stopped().complete(failure == null);
            next();
        });
    }

    private synchronized MysqlConnection connected() {
        MysqlConnection present = connection;
        if (present == null || !present.isSound()) {
            present = endpoint.open(ChannelListener.NONE);
            connection = present;
        }
        return present;
    }

    /** Stops nothing any more. */
    CompletableFuture<Boolean> close() {
        MysqlConnection last;
        synchronized (this) {
            closed = true;
            last = connection;
            connection = null;
            victims.forEach(victim -> victim.stopped().complete(false));
            victims.clear();
        }
        return last == null ? CompletableFuture.completedFuture(true) : SessionCare.sayGoodbye(last);
    }
}
