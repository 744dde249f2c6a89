package io.hansock.cluster;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.ServerLoad;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.discovery.Listener;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One HandlerSocket port of a server that is reached over SQL too: found by what is set and what the server tells, proved to be that
 * server's, and used while nothing goes wrong with it. When something does, it has to prove itself anew, and until then SQL carries its
 * commands. Callers look at one field; all else is done on housekeeping threads.
 */
final class HandlerSocketPort {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerSocketPort.class);

    private final String server;
    private final String name;
    private final PortJudge judge;
    private final BiFunction<Listener.At, HandlerSocketPort, Lane> connector;
    private final Runnable askServer;
    private final Housekeeping housekeeping;
    private final long retireNanos;
    private final WireState state;
    private final Errand errand;
    private final Backoff backoff = Backoff.ofProbes();
    private final CompletableFuture<@Nullable Void> firstLook = new CompletableFuture<>();

    /** What carries commands at this moment; withheld while somebody changes tables. */
    private final Withheld<Lane> usable = new Withheld<>();

    /** What the server tells, and nobody has looked into; null if there is no such news. */
    private final AtomicReference<@Nullable Listener> news = new AtomicReference<>();

    /** Whether what was found out may be true no more. */
    private volatile boolean doubted;

    /** The port that was proved last, and its channels; changed in the errand alone. */
    private volatile @Nullable Proved proved;

    /** What was looked into last; changed in the errand alone. */
    private volatile @Nullable Listener judged;

    /** In the errand alone. */
    private String said = "";

    private record Proved(Listener.At at, Lane lane) {}

    /**
     * Looks at nothing yet.
     *
     * @param name which port it is, for messages
     * @param connector makes the channels; connects to nothing yet
     * @param askServer has the server asked once more what it tells; returns at once
     * @param retireNanos how long commands that are under way may take to end when the port is given up
     */
    HandlerSocketPort(
            String server,
            String name,
            PortJudge judge,
            BiFunction<Listener.At, HandlerSocketPort, Lane> connector,
            Runnable askServer,
            Housekeeping housekeeping,
            long retireNanos) {
        this.server = server;
        this.name = name;
        this.judge = judge;
        this.connector = connector;
        this.askServer = askServer;
        this.housekeeping = housekeeping;
        this.retireNanos = retireNanos;
        this.state = new WireState(server);
        this.errand = new Errand(server + ": looking at the " + name, housekeeping, this::look);
    }

    /** What can carry commands; null while that is left to SQL. */
    @Nullable
    Lane usable() {
        return usable.get();
    }

    /** Ends when it was looked at for the first time, whatever was found. */
    CompletableFuture<@Nullable Void> firstLook() {
        return firstLook;
    }

    ServerState.Wire view() {
        Proved present = proved;
        return state.view(present == null ? OptionalInt.empty() : OptionalInt.of(present.at.port()));
    }

    ServerLoad.Wire load() {
        Proved present = proved;
        return present == null ? ServerLoad.Wire.NONE : present.lane.channels().load();
    }

    // ---- news, on any thread; these return at once

    /** The server has told something, perhaps the same as before. */
    void told(Listener listener) {
        news.set(listener);
        errand.soon();
    }

    /** The server does not even tell anything; a port that works goes on. One that is in doubt has to show it, by what was told last. */
    void untold(HansockException problem, long pauseNanos) {
        if (state.is(Condition.UP)) {
            if (doubted && news.compareAndSet(null, judged)) {
                errand.soon();
            }
        } else if (!state.is(Condition.OFF)) {
            state.down(problem, pauseNanos);
        }
    }

    /** Something went wrong with a channel there; or a call had to wait too long, which can have other reasons: it is used meanwhile. */
    void suspect(Listener.At where, Throwable problem) {
        Proved present = proved;
        if (present == null || !present.at.equals(where)) {
            return;
        }
        if (problem instanceof DeadlineException) {
            doubt();
        } else if (state.is(Condition.UP)) {
            // first: whoever finds it suspected already finds that it is not to be used
            usable.take();
            if (state.suspect(String.valueOf(problem.getMessage()))) {
                doubt();
            }
        }
    }

    /** Somebody changes tables, or no longer: until then the port is left. */
    void released(boolean held) {
        if (usable.isWithheld() != held) {
            if (held) {
                usable.withhold();
            } else {
                usable.allow();
            }
            doubt();
        }
    }

    private void doubt() {
        doubted = true;
        errand.soon();
    }

    // ---- on a housekeeping thread, never two at a time

    /**
     * Whatever has happened, the server is asked first: it may have other secrets and ports by now (trap H22). To leave for somebody who changes
     * tables takes no asking: each connection that stays keeps him waiting.
     */
    private long look() {
        Listener told = news.getAndSet(null);
        if (usable.isWithheld()) {
            leave(ServerState.RELEASED, false);
            firstLook.complete(null);
            return Errand.UNTIL_WANTED;
        }
        if (told == null) {
            askServer.run();
            return Errand.UNTIL_WANTED;
        }
        boolean doubtful = doubted;
        doubted = false;
        if (state.is(Condition.UP) && !doubtful && told.equals(judged)) {
            return Errand.UNTIL_WANTED;
        }
        try {
            judged = told;
            PortJudge.Verdict verdict = judge.judge(told, this::doubt);
            backoff.succeeded();
            if (verdict instanceof PortJudge.Verdict.Use use) {
                use(use);
            } else {
                leave(((PortJudge.Verdict.Leave) verdict).why(), !(told instanceof Listener.Absent));
            }
            return Errand.UNTIL_WANTED;
        } catch (HansockException e) {
            return down(e);
        } finally {
            firstLook.complete(null);
        }
    }

    /** A port that was down gets new channels: those that it had may have ended without a word, and would keep callers waiting. */
    private void use(PortJudge.Verdict.Use use) {
        Proved present = proved;
        if (present == null || !use.at().equals(present.at) || state.is(Condition.DOWN)) {
            retire();
            present = new Proved(use.at(), connector.apply(use.at(), this));
        } else if (!state.is(Condition.UP)) {
            // while nobody had tables open, they could be changed
            present = new Proved(use.at(), present.lane.anew());
        }
        proved = present;
        state.up();
        usable.give(present.lane);
        if (isNews("used, " + use.at().port() + ", " + use.proof())) {
            LOG.info("{}: the {} is used: port {}, {}", server, name, use.at().port(), use.proof());
        }
    }

    private void leave(String why, boolean warn) {
        usable.take();
        state.off(why);
        retire();
        if (isNews("not used, " + why)) {
            LOG.atLevel(warn ? Level.WARN : Level.INFO).log("{}: the {} is not used: {}", server, name, why);
        }
    }

    private long down(HansockException problem) {
        usable.take();
        backoff.failed(String.valueOf(problem.getMessage()));
        long pause = Math.max(1, backoff.nanosLeft());
        if (state.down(problem, pause) != Condition.DOWN && isNews("no answer, " + state.why())) {
            LOG.info("{}: the {} does not answer: {}", server, name, state.why());
        }
        return pause;
    }

    /** Calls that are under way end, but for those that take too long. */
    private void retire() {
        Proved former = proved;
        proved = null;
        if (former != null) {
            ChannelGroup channels = former.lane.channels();
            channels.refuseCalls("the port is used no more");
            housekeeping.now().execute(() -> channels.close(retireNanos));
        }
    }

    /** Once, until there is something else to say. */
    private boolean isNews(String what) {
        boolean news = !what.equals(said);
        said = what;
        return news;
    }

    // ---- the end

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        errand.close();
        Proved present = proved;
        if (present != null) {
            present.lane.channels().refuseCalls();
        }
    }

    void close(long drainNanos) {
        refuseCalls();
        Proved present = proved;
        if (present != null) {
            present.lane.channels().close(drainNanos);
        }
    }
}
