package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.mysql.CallbackRunner;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.Upkeep;
import io.hansock.net.ChannelListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the connections of a pool, each in a place that was granted for it; a connection that cannot be made frees its place. Safe for
 * any thread.
 */
final class SessionOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

    private final MysqlEndpoint endpoint;
    private final SessionSlots slots;
    private final SessionCare care;
    private final SessionWatch watch;
    private final long maxAgeNanos;
    private final Backoff backoff;
    private final AtomicBoolean saidThatPlain = new AtomicBoolean();

    /** Why the last connection could not be made. */
    private volatile @Nullable Throwable lastFailure;

    SessionOpener(
            MysqlEndpoint endpoint,
            SessionSlots slots,
            SessionCare care,
            SessionWatch watch,
            Duration maxAge,
            Backoff backoff) {
        this.endpoint = endpoint;
        this.slots = slots;
        this.care = care;
        this.watch = watch;
        this.maxAgeNanos = maxAge.toNanos();
        this.backoff = backoff;
    }

    /**
     * Makes one in the calling thread.
     *
     * @throws HansockException if it cannot be made, or not in time
     */
    PooledConnection open(long timeoutNanos) {
        MysqlConnection begun = begin();
        boolean settled = false;
        try {
            begun.call(Upkeep.setUp(), timeoutNanos);
            settled = true;
            return opened(begun);
        } catch (HansockException e) {
            settled = true;
            failed(begun, e);
            throw ofNothingSent(e, timeoutNanos);
        } finally {
            if (!settled) {
                giveUp(begun);
            }
        }
    }

    /**
     * Makes one without a thread that waits. Begins on the callback executor: it asks the application for its password, and who frees a
     * place must not be kept up by that, nor by the failures of all that wait for it.
     */
    CompletableFuture<MysqlConnection> openLater(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        CompletableFuture<MysqlConnection> opening = new CompletableFuture<>();
        CallbackRunner.run(care.callbacks(), () -> beginLater(opening, deadline, timeoutNanos));
        return opening;
    }

    private void beginLater(CompletableFuture<MysqlConnection> opening, long deadline, long timeoutNanos) {
        MysqlConnection begun;
        try {
            begun = begin();
        } catch (RuntimeException | Error e) {
            opening.completeExceptionally(e);
            return;
        }
        Runnable unused = begun.submit(Upkeep.setUp(), deadline - System.nanoTime(), (done, failure) -> {
            if (failure == null) {
                slots.noteLeased(opened(begun));
                if (!opening.complete(begun)) {
                    care.takeBack(begun);
                }
            } else {
                failed(begun, failure);
                opening.completeExceptionally(
                        failure instanceof HansockException problem ? ofNothingSent(problem, timeoutNanos) : failure);
            }
        });
    }

    private MysqlConnection begin() {
        boolean begun = false;
        try {
            requireTurn();
            MysqlConnection made = endpoint.open(ChannelListener.NONE);
            begun = true;
            return made;
        } finally {
            if (!begun) {
                slots.free();
            }
        }
    }

    /** A refusal for this reason is no further failure: it says nothing new of the server. */
    private void requireTurn() {
        long wait = backoff.nanosLeft();
        if (wait > 0) {
            throw new ChannelLostException(
                    endpoint.server(),
                    Outcome.NOTHING_SENT,
                    "cannot be reached (" + backoff.reason() + "), next try in " + (wait / 1_000_000 + 1) + " ms",
                    lastFailure);
        }
    }

    private PooledConnection opened(MysqlConnection connection) {
        backoff.succeeded();
        watch.start();
        if (connection.isPlainUnasked() && saidThatPlain.compareAndSet(false, true)) {
            LOG.warn(
                    "{}: the server offers no TLS, so nothing is encrypted; TlsMode.DISABLED says that this is meant, and"
                            + " TlsMode.REQUIRED refuses it",
                    endpoint.server());
        }
        return new PooledConnection(connection, maxAgeNanos);
    }

    /** What a session is made ready with is Hansock's own: of what its user wants nothing was sent. */
    private HansockException ofNothingSent(HansockException failure, long timeoutNanos) {
        if (failure instanceof DeadlineException) {
            return new DeadlineException(endpoint.server(), Outcome.NOTHING_SENT, Duration.ofNanos(timeoutNanos));
        }
        if (failure instanceof HansockInterruptedException) {
            return new HansockInterruptedException(endpoint.server(), Outcome.NOTHING_SENT);
        }
        if (failure instanceof ChannelLostException lost && lost.outcome() == Outcome.UNKNOWN) {
            return new ChannelLostException(
                    endpoint.server(), Outcome.NOTHING_SENT, "lost before the session was ready", lost);
        }
        return failure;
    }

    /**
     * A caller whose own time was over says nothing of the server, and what has begun goes on without it. Otherwise callers that have
     * less time than it takes to connect would never get a connection.
     */
    private void failed(MysqlConnection begun, Throwable failure) {
        if (!(failure instanceof DeadlineException || failure instanceof HansockInterruptedException)) {
            cannotBeReached(failure);
            giveUp(begun);
        } else if (begun.isSound()) {
            goOn(begun);
        } else {
            giveUp(begun);
        }
    }

    /** Within the connect timeout, which runs already. */
    private void goOn(MysqlConnection begun) {
        Runnable unused = begun.submit(Upkeep.setUp(), endpoint.connectNanos(), (done, failure) -> {
            if (failure == null) {
                care.offer(opened(begun));
            } else {
                cannotBeReached(failure);
                giveUp(begun);
            }
        });
    }

    private void cannotBeReached(Throwable failure) {
        lastFailure = failure;
        backoff.failed(Reason.of(endpoint.server(), failure));
    }

    private void giveUp(MysqlConnection made) {
        made.abort();
        slots.free();
    }
}
