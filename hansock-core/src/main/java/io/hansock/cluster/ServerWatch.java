package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.ServerFacts;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.discovery.FactsReader;
import io.hansock.discovery.Learned;
import io.hansock.sql.Statements;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one server over SQL what it is, from time to time and whenever something went wrong, beside the callers; from the first call on.
 * What it tells of its HandlerSocket goes to the ports. Safe for any thread.
 */
final class ServerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    /** So long a change that nobody has met yet, such as {@code read_only}, can stay unnoticed. */
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** So long calls wait for ports to show what they are, from when SQL has answered, which does without; then they go over that. */
    private static final long PORTS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** With which a node of a Galera cluster that is not in it refuses. */
    private static final int NOT_READY = 1047;

    private final String server;
    private final int sqlPort;
    private final Statements sql;
    private final FactsReader reader;
    private final @Nullable HandlerSocketPort reads;
    private final @Nullable HandlerSocketPort writes;
    private final WireState state;
    private final Errand errand;
    private final Errand lockErrand;
    private final Backoff backoff = Backoff.ofProbes();
    private final CompletableFuture<@Nullable Void> firstAnswer = new CompletableFuture<>();

    /** Ends when the ports were looked at for the first time, or at once if the server does not answer the first time. */
    private final CompletableFuture<@Nullable Void> looked;

    /** Ends with that, or some time after the first answer. */
    private final CompletableFuture<@Nullable Void> ready;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean lockWatched = new AtomicBoolean();
    private volatile @Nullable ServerFacts facts;

    /** Whether HandlerSocket must be left for what the server has told last. */
    private volatile boolean barred;

    /** Ends with the next look; replaced by the errand alone, when that look begins. */
    private volatile CompletableFuture<@Nullable Void> nextLook = new CompletableFuture<>();

    /** In the errand alone. */
    private boolean wasDown;

    /**
     * Asks nothing yet.
     *
     * @param sql on connections of Hansock's own, which no user can keep busy
     * @param reads the port for reads, null if it is not to be used
     * @param writes the port for writes, null if it is not to be used
     */
    ServerWatch(
            String server,
            int sqlPort,
            Statements sql,
            @Nullable HandlerSocketPort reads,
            @Nullable HandlerSocketPort writes,
            Housekeeping housekeeping) {
        this.server = server;
        this.sqlPort = sqlPort;
        this.sql = sql;
        this.reader = writes == null ? FactsReader.ofReads() : FactsReader.ofReadsAndWrites();
        this.reads = reads;
        this.writes = writes;
        this.state = new WireState(server);
        this.errand = new Errand(server + ": looking at the server", housekeeping, this::ask);
        this.lockErrand = new Errand(server + ": looking for who changes tables", housekeeping, this::lookAtLock);
        this.looked = firstAnswer.thenCompose(any -> state.is(Condition.UP) ? portsLookedAt() : firstAnswer);
        this.ready = firstAnswer.thenCompose(
                any -> looked.copy().completeOnTimeout(null, PORTS_NANOS, TimeUnit.NANOSECONDS));
    }

    private CompletableFuture<@Nullable Void> portsLookedAt() {
        return CompletableFuture.allOf(Stream.of(reads, writes)
                .filter(Objects::nonNull)
                .map(HandlerSocketPort::firstLook)
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Begins, if that has not happened yet, and returns at once what ends when callers need not wait any longer. */
    CompletableFuture<@Nullable Void> ready() {
        if (!ready.isDone() && begun.compareAndSet(false, true)) {
            errand.soon();
        }
        return ready;
    }

    /** What the server has said of itself; null until it has. */
    @Nullable
    ServerFacts facts() {
        return facts;
    }

    /** Whether SQL reaches it. */
    WireState state() {
        return state;
    }

    ServerState.Wire view() {
        return state.view(OptionalInt.of(sqlPort));
    }

    /** Has the server asked again; returns at once. */
    void askAgain() {
        errand.soon();
    }

    /** Ends when SQL has answered for the first time, or was found not to. */
    CompletableFuture<@Nullable Void> answered() {
        return firstAnswer;
    }

    /** Has the server asked once more; ends when that is done, and for the first time when its ports were looked at, too. */
    CompletableFuture<?> look() {
        CompletableFuture<@Nullable Void> next = nextLook;
        begun.set(true);
        errand.soon();
        return next.thenCompose(any -> looked);
    }

    /** Something went wrong with a connection or a call: returns at once. */
    void suspect(String why) {
        if (state.suspect(why)) {
            errand.soon();
        }
    }

    /** As {@link #suspect}, if that is what it tells: what was asked beside the callers got no answer. */
    void noteSilence(Throwable problem) {
        if (problem instanceof ChannelLostException || problem instanceof DeadlineException) {
            suspect(String.valueOf(problem.getMessage()));
        }
    }

    private long ask() {
        CompletableFuture<@Nullable Void> asked = nextLook;
        nextLook = new CompletableFuture<>();
        boolean portsTold = false;
        try {
            Learned learned = learn();
            barred = learned.isBarred();
            if (barred) {
                tellPorts(learned);
                portsTold = true;
            }
            if (reads != null) {
                noticeLock();
            }
            facts = learned.facts();
            answered(learned);
            return PERIOD_NANOS;
        } catch (HansockException e) {
            long pause = unanswered(e);
            if (!portsTold) {
                untold(e, pause);
            }
            return pause;
        } finally {
            firstAnswer.complete(null);
            asked.complete(null);
        }
    }

    /** What breaks a connection says nothing of the next one: only a second failure means that the server cannot be reached. */
    private Learned learn() {
        try {
            return reader.read(sql);
        } catch (ChannelLostException lost) {
            if (lost.outcome() == Outcome.NOTHING_SENT) {
                throw lost;
            }
            LOG.debug("{}: asked once more", server, lost);
            return reader.read(sql);
        }
    }

    private void answered(Learned learned) {
        backoff.succeeded();
        if (state.up() != Condition.UP && wasDown) {
            wasDown = false;
            LOG.info("{}: SQL can be used again", server);
        }
        tellPorts(learned);
        if (reads != null && lockWatched.compareAndSet(false, true)) {
            lockErrand.soon();
        }
    }

    private void tellPorts(Learned learned) {
        if (reads != null) {
            reads.told(learned.reads());
        }
        if (writes != null) {
            writes.told(learned.writes());
        }
    }

    /** This client has the lock that keeps all off HandlerSocket, or has it no more. */
    void released(boolean held) {
        if (reads != null) {
            reads.released(held);
        }
        if (writes != null) {
            writes.released(held);
        }
        if (!held) {
            lockErrand.soon();
        }
    }

    /** And, at a node of a Galera cluster, whether it still answers queries, in its cluster: what HandlerSocket reads there may be old by now. */
    private long lookAtLock() {
        try {
            ServerFacts known = facts;
            if (known != null && known.galera() && FactsReader.answersQueries(sql) == barred) {
                errand.soon();
            }
            noticeLock();
        } catch (HansockException e) {
            if (e instanceof ServerException refused && refused.code() == NOT_READY) {
                errand.soon();
            }
            LOG.debug("{}: cannot see who changes tables", server, e);
            noteSilence(e);
        }
        return ReleaseLock.LOOK_NANOS;
    }

    private void noticeLock() {
        boolean held = ReleaseLock.isHeld(sql);
        if (reads != null) {
            reads.released(held);
        }
        if (writes != null) {
            writes.released(held);
        }
    }

    private long unanswered(HansockException problem) {
        backoff.failed(String.valueOf(problem.getMessage()));
        long pause = Math.max(1, backoff.nanosLeft());
        state.down(problem, pause);
        if (!wasDown) {
            wasDown = true;
            LOG.warn("{}: SQL cannot be used: {}", server, state.why());
        }
        return pause;
    }

    private void untold(HansockException problem, long pause) {
        if (reads != null) {
            reads.untold(problem, pause);
        }
        if (writes != null) {
            writes.untold(problem, pause);
        }
    }

    void close() {
        errand.close();
        lockErrand.close();
        firstAnswer.complete(null);
        nextLook.complete(null);
    }
}
