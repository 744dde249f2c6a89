package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.Outcome;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.guard.Rule;
import io.hansock.guard.TableGuard;
import io.hansock.index.Table;
import io.hansock.mysql.Request;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server: its name, the ways to it, and what may be sent to it again. Safe for any thread. */
final class ClusterServer {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterServer.class);

    /** What is looked into gives up later than who looks, and so never seems to have been answered. */
    private static final Duration LOOK_GRACE = Duration.ofSeconds(1);

    private final String name;
    private final Ways ways;
    private final HansockListener listener;
    private final Repeats repeats = new Repeats();

    /** Connects to nothing yet. */
    ClusterServer(ServerSettings settings, Shared shared) {
        this.name = settings.name();
        this.listener = shared.settings().listener();
        this.ways = shared.settings().hasSql()
                ? new LearnedWays(this, settings, shared)
                : new SetWays(this, settings, shared);
    }

    String name() {
        return name;
    }

    /** As {@link Ways#ready}, for a call that has so long: half of that is the most that it waits for. */
    CompletableFuture<?> ready(Table<?> table, boolean write, long timeoutNanos) {
        return ways.ready(table, write, timeoutNanos / 2);
    }

    /** Waits for that in the calling thread. Returns what is left of the time. */
    long awaitReady(Table<?> table, boolean write, long timeoutNanos) {
        return await(ready(table, write, timeoutNanos), timeoutNanos);
    }

    /** As {@link Ways#anew}, for a call that has so long. */
    CompletableFuture<?> anew(Table<?> table, long timeoutNanos) {
        return ways.anew(table, timeoutNanos / 2);
    }

    /** Waits for that in the calling thread. Returns what is left of the time. */
    long awaitAnew(Table<?> table, long timeoutNanos) {
        return await(anew(table, timeoutNanos), timeoutNanos);
    }

    /** The future ends by itself after half of the time, on a timer of the JDK's; where others keep that busy, it is not waited for much longer. */
    private long await(CompletableFuture<?> known, long timeoutNanos) {
        if (known.isDone()) {
            return timeoutNanos;
        }
        long begun = System.nanoTime();
        try {
            Object unused = known.get(timeoutNanos / 8 * 5, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{}: not all of it is known yet", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HansockInterruptedException(name, Outcome.NOTHING_SENT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking at a server always ends well", e);
        }
        return timeoutNanos - (System.nanoTime() - begun);
    }

    /**
     * What carries reads of a table at this moment.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    Lane reads(Table<?> table) {
        return ways.reads(table);
    }

    /**
     * What carries writes of a table at this moment.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    Lane writes(Table<?> table) {
        return ways.writes(table);
    }

    /** The rules of a table there; null for a client that does not log in, and so knows none. */
    @Nullable
    TableGuard guard(Table<?> table) {
        return ways.guard(table);
    }

    /** As {@link Ways#doubts}. */
    boolean doubts(Table<?> table, boolean write, HansockException problem) {
        return ways.doubts(table, write, problem);
    }

    /** As {@link Ways#undoesRefused}. */
    boolean undoesRefused(Table<?> table) {
        return ways.undoesRefused(table);
    }

    /** What carries what HandlerSocket does not. */
    Lane overSql(boolean write) {
        return ways.overSql(write);
    }

    /** Tells the user's listener why. */
    void countOverSql(Rule rule) {
        try {
            listener.commandTookSql(name, rule.id());
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener threw; the command goes on", e);
        }
    }

    /** Tells the user's listener that something is sent once more. */
    void countRepeat(Operation operation) {
        try {
            listener.commandRepeated(name, operation);
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener threw; the command goes on", e);
        }
    }

    /** What carries a find of one row by that key; null if the guard has to look closer. */
    @Nullable
    Lane reads(Table<?> table, Object[] key) {
        TableGuard guard = ways.guard(table);
        return guard == null || guard.keys(table).admits(key) ? ways.reads(table) : null;
    }

    /** Carries out in the calling thread what takes a session of its own. */
    <T> T ask(Request<T> request, long timeoutNanos) {
        return ways.commands().ask(request, timeoutNanos);
    }

    /** The same without a thread that waits. */
    <T> CompletableFuture<T> askLater(Request<T> request, long timeoutNanos) {
        return ways.commands().askLater(request, timeoutNanos);
    }

    /** Whether calls would fail at once. */
    boolean isDown() {
        return ways.isDown();
    }

    /** What it has said of itself; null if it has not, or could not. */
    @Nullable
    ServerFacts facts() {
        return ways.facts();
    }

    /** The server as SQL reaches it; null for a client that does not log in. */
    @Nullable
    ServerSql sql() {
        return ways.sql();
    }

    /** How it is. */
    ServerState view() {
        return ways.view();
    }

    /** What is open to it and under way there. */
    ServerLoad load() {
        return ways.load();
    }

    /** Has it looked at now, whatever is known, for at most so long; how it is then. Ends well. */
    CompletableFuture<ServerState> look(Duration timeout) {
        return ways.look(timeout.plus(LOOK_GRACE).toNanos())
                .thenApply(any -> true)
                .completeOnTimeout(false, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(answered -> answered ? view() : view().unanswered(timeout));
    }

    /** As {@code trouble}, and has other channels looked at when one has been silent for too long. */
    Consumer<Throwable> noting(Consumer<Throwable> trouble) {
        return problem -> {
            if (problem instanceof SocketTimeoutException) {
                ways.fellSilent();
            }
            trouble.accept(problem);
        };
    }

    /** What may be sent to it again. */
    Repeats repeats() {
        return repeats;
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        ways.refuseCalls();
    }

    void close(long drainNanos) {
        ways.close(drainNanos);
    }

    /**
     * The server as SQL reaches it.
     *
     * @throws ConfigurationException for a client that does not log in
     */
    ServerSql requireSql() {
        ServerSql present = sql();
        if (present == null) {
            throw new ConfigurationException(name, "this needs SQL, and so a user: builder.user(…)");
        }
        return present;
    }

    /** Definitions have changed: what tables are is asked anew before the next call for them. */
    void forgetTables() {
        ways.forgetTables();
    }

    /** This client has, or has no more, the lock that keeps all off its HandlerSocket. */
    void released(boolean held) {
        ways.released(held);
    }
}
