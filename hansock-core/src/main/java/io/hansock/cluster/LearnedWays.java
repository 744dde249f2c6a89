package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.HansockException;
import io.hansock.HansockSettings;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.Writes;
import io.hansock.guard.TableGuard;
import io.hansock.index.Table;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of a client that logs in: SQL, and the HandlerSocket that is found there and proved. */
final class LearnedWays implements Ways {
    /** With which servers refuse what does not fit a table's definition, before they do anything; and triggers whatever they like. */
    private static final Set<ServerException.Kind> BY_DEFINITION = EnumSet.of(
            ServerException.Kind.NO_SUCH_TABLE,
            ServerException.Kind.NO_SUCH_INDEX,
            ServerException.Kind.NO_SUCH_COLUMN,
            ServerException.Kind.BAD_REQUEST);

    /** So long a reading takes only where something is wrong with the server, or the way there. */
    private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Before anything was read that is still known. */
    private static final long LONG_AGO_NANOS = Long.MAX_VALUE / 4;

    private final ServerSettings settings;
    private final ServerSql sql;
    private final SqlSide commands;
    private final @Nullable HandlerSocketPort reads;
    private final @Nullable HandlerSocketPort writes;
    private final ServerWatch watch;
    private final String whyOff;

    /**
     * Connects to nothing yet.
     *
     * @throws ConfigurationException if the settings name a file that cannot be read, or a token table without a database
     */
    LearnedWays(ClusterServer server, ServerSettings settings, Shared shared) {
        HansockSettings client = shared.settings();
        this.settings = settings;
        this.sql = ServerSql.of(settings, client, shared.io());
        HandlerSocketSide side = new HandlerSocketSide(
                server, settings, shared, new GuardedWire(settings.name(), shared.handlerSocket(), this::guard));
        boolean allowed = client.allowsHandlerSocket();
        this.reads = allowed ? side.reads(sql.own(), this::askServer) : null;
        this.writes =
                allowed && client.writes() == Writes.HANDLERSOCKET ? side.writes(sql.own(), this::askServer) : null;
        this.watch =
                new ServerWatch(settings.name(), settings.sqlPort(), sql.own(), reads, writes, shared.housekeeping());
        this.commands = new SqlSide(
                server,
                settings,
                shared,
                sql,
                problem -> watch.suspect(String.valueOf(problem.getMessage())),
                watch::noteSilence);
        this.whyOff = client.handlerSocket().isEnabled()
                ? "it has no encryption, which TLS mode "
                        + client.access().tls().mode() + " demands"
                : "it is switched off";
    }

    private void askServer() {
        watch.askAgain();
    }

    @Override
    public CompletableFuture<?> ready(Table<?> table, boolean write, long nanos) {
        CompletableFuture<?> server = watch.ready();
        boolean isLookedAt = server.isDone();
        // asked in any case: what is wrong with the table itself is thrown here, and ends no future
        boolean known = isKnown(table, write);
        if (isLookedAt) {
            return known ? server : read(table, nanos);
        }
        // a port may take long to show that it is one; SQL, which answers, does without
        CompletableFuture<?> unused = watch.answered().thenRun(() -> learnIfUnknown(table, write));
        long deadline = System.nanoTime() + nanos;
        return endsWithin(server.thenCompose(any -> ready(table, write, deadline - System.nanoTime())), nanos);
    }

    private void learnIfUnknown(Table<?> table, boolean write) {
        if (!isKnown(table, write)) {
            CompletableFuture<?> unused = commands.learn(table, madeLast());
        }
    }

    @Override
    public CompletableFuture<?> anew(Table<?> table, long nanos) {
        CompletableFuture<?> server = watch.ready();
        return watch.state().is(Condition.DOWN) ? server : endsWithin(commands.learn(table, madeLast()), nanos);
    }

    private CompletableFuture<Boolean> read(Table<?> table, long nanos) {
        CompletableFuture<?> reading = commands.learn(table, madeLast());
        return endsWithin(reading, nanos).thenApply(inTime -> {
            if (!inTime && nanos >= LONG_WAIT_NANOS) {
                commands.waitedInVain(table, reading);
            }
            return inTime;
        });
    }

    private static CompletableFuture<Boolean> endsWithin(CompletableFuture<?> known, long nanos) {
        return known.thenApply(any -> true).completeOnTimeout(false, Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** Or cannot be asked for at this moment. */
    private boolean isKnown(Table<?> table, boolean write) {
        boolean known = commands.knows(table)
                && ((reads == null && !write) || commands.isFresh(table, write))
                && (reads == null || commands.isReadSince(table, madeLast()));
        return known || watch.state().is(Condition.DOWN);
    }

    /** When the newest way to HandlerSocket was made; long ago if there is none. */
    private long madeLast() {
        return later(later(System.nanoTime() - LONG_AGO_NANOS, usable(reads)), usable(writes));
    }

    private static long later(long nanoTime, @Nullable Lane lane) {
        return lane != null && lane.since() - nanoTime > 0 ? lane.since() : nanoTime;
    }

    private static @Nullable Lane usable(@Nullable HandlerSocketPort port) {
        return port == null ? null : port.usable();
    }

    /**
     * HandlerSocket, if what is known of the table is younger than the way there. That was left while tables were changed: by what was known
     * before, cells would be read as what they are no more.
     */
    private @Nullable Lane usable(@Nullable HandlerSocketPort port, Table<?> table) {
        Lane lane = usable(port);
        return lane != null && commands.isReadSince(table, lane.since()) ? lane : null;
    }

    @Override
    public Lane reads(Table<?> table) {
        Lane lane = usable(reads, table);
        return lane == null ? bySql(commands.reads()) : lane;
    }

    @Override
    public Lane writes(Table<?> table) {
        Lane lane = usable(writes, table);
        return lane == null ? bySql(commands.writes()) : lane;
    }

    @Override
    public TableGuard guard(Table<?> table) {
        try {
            return commands.guard(table, watch.facts());
        } catch (ChannelLostException notKnown) {
            HansockException down = watch.state().refusal();
            throw down == null ? notKnown : down;
        }
    }

    @Override
    public boolean doubts(Table<?> table, boolean write, HansockException problem) {
        if (problem instanceof ServerException refused) {
            // a read may have been judged by what was known before it was only just read
            return BY_DEFINITION.contains(refused.kind()) && (commands.doubt(table) || !write);
        }
        // by its own values, most likely, so that nobody else is to wait
        return problem instanceof RefusedException && commands.isOld(table);
    }

    @Override
    public boolean undoesRefused(Table<?> table) {
        return commands.undoesRefused(table);
    }

    @Override
    public Lane overSql(boolean write) {
        return bySql(write ? commands.writes() : commands.reads());
    }

    private Lane bySql(Lane lane) {
        HansockException down = watch.state().refusal();
        if (down != null && !goesOn(down, lane)) {
            throw down;
        }
        return lane;
    }

    /** A server that refuses a login, since it has too many connections or the password is another by now, still serves those that it let in. */
    private static boolean goesOn(HansockException down, Lane lane) {
        return isOfServer(down) && lane.channels().answering() != null;
    }

    /** Whether it is what the server said, be it when it was asked last and not now, between two attempts. */
    private static boolean isOfServer(HansockException down) {
        @Nullable Throwable reason = down;
        while (reason != null && !(reason instanceof ServerException)) {
            reason = reason.getCause();
        }
        return reason != null;
    }

    @Override
    public SqlSide commands() {
        return commands;
    }

    @Override
    public boolean isDown() {
        HansockException down = watch.state().refusal();
        return down != null && (reads == null || reads.usable() == null) && !goesOn(down, commands.reads());
    }

    @Override
    public @Nullable ServerFacts facts() {
        return watch.facts();
    }

    @Override
    public ServerSql sql() {
        return sql;
    }

    @Override
    public ServerState view() {
        return new ServerState(
                settings.name(),
                settings.host(),
                watch.view(),
                reads == null ? SetWays.off(whyOff) : reads.view(),
                writes != null ? writes.view() : SetWays.off(reads == null ? whyOff : "writes do not take it"),
                Optional.ofNullable(watch.facts()));
    }

    @Override
    public ServerLoad load() {
        return new ServerLoad(
                settings.name(),
                ServerLoads.sum(
                        commands.reads().channels().load(),
                        commands.writes().channels().load()),
                reads == null ? ServerLoad.Wire.NONE : reads.load(),
                writes == null ? ServerLoad.Wire.NONE : writes.load(),
                sql.sessions().load(),
                commands.changes());
    }

    @Override
    public CompletableFuture<?> look(long timeoutNanos) {
        return watch.look();
    }

    @Override
    public void fellSilent() {
        commands.fellSilent();
        doubt(usable(reads));
        doubt(usable(writes));
    }

    private static void doubt(@Nullable Lane lane) {
        if (lane != null) {
            lane.channels().doubt();
        }
    }

    @Override
    public void refuseCalls() {
        watch.close();
        commands.refuseCalls();
        if (reads != null) {
            reads.refuseCalls();
        }
        if (writes != null) {
            writes.refuseCalls();
        }
    }

    @Override
    public void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        if (reads != null) {
            reads.close(drainNanos);
        }
        if (writes != null) {
            writes.close(Math.max(0, deadline - System.nanoTime()));
        }
        commands.close(Math.max(0, deadline - System.nanoTime()));
        sql.close(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public void forgetTables() {
        commands.forgetTables();
    }

    @Override
    public void released(boolean held) {
        watch.released(held);
    }
}
