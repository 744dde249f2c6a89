package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.HansockException;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.Writes;
import io.hansock.guard.TableGuard;
import io.hansock.handlersocket.PortCheck;
import io.hansock.index.Table;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server of a client that does not log in: HandlerSocket alone, as it is set. */
final class SetWays implements Ways {
    private static final Logger LOG = LoggerFactory.getLogger(SetWays.class);
    private static final CompletableFuture<?> READY = CompletableFuture.completedFuture(null);

    private final ServerSettings settings;
    private final Lane reads;
    private final @Nullable Lane writes;

    SetWays(ClusterServer server, ServerSettings settings, Shared shared) {
        HandlerSocketSide side = new HandlerSocketSide(server, settings, shared, shared.handlerSocket());
        this.settings = settings;
        this.reads = side.setReads();
        this.writes = shared.settings().writes() == Writes.HANDLERSOCKET ? side.setWrites() : null;
    }

    @Override
    public CompletableFuture<?> ready(Table<?> table, boolean write, long nanos) {
        return READY;
    }

    @Override
    public CompletableFuture<?> anew(Table<?> table, long nanos) {
        return READY;
    }

    @Override
    public Lane reads(Table<?> table) {
        return reads;
    }

    @Override
    public Lane writes(Table<?> table) {
        Lane present = writes;
        if (present == null) {
            throw new ConfigurationException(settings.name(), "no write port is configured");
        }
        return present;
    }

    @Override
    public SqlSide commands() {
        throw new ConfigurationException(settings.name(), "the client does not log in, so there is no SQL");
    }

    @Override
    public @Nullable TableGuard guard(Table<?> table) {
        return null;
    }

    @Override
    public boolean doubts(Table<?> table, boolean write, HansockException problem) {
        return false;
    }

    @Override
    public boolean undoesRefused(Table<?> table) {
        return false;
    }

    @Override
    public Lane overSql(boolean write) {
        throw new IllegalStateException("there is no user, and so no SQL");
    }

    @Override
    public boolean isDown() {
        return reads.channels().isDown();
    }

    @Override
    public @Nullable ServerFacts facts() {
        return null;
    }

    @Override
    public @Nullable ServerSql sql() {
        return null;
    }

    @Override
    public ServerState view() {
        return new ServerState(
                settings.name(),
                settings.host(),
                off("there is no user"),
                reads.channels().view(),
                writes == null
                        ? off("writes do not take it")
                        : writes.channels().view(),
                Optional.empty());
    }

    /** A way that is not there. */
    static ServerState.Wire off(String why) {
        return new ServerState.Wire(Condition.OFF, OptionalInt.empty(), why, Optional.empty());
    }

    @Override
    public ServerLoad load() {
        return new ServerLoad(
                settings.name(),
                ServerLoad.Wire.NONE,
                reads.channels().load(),
                writes == null ? ServerLoad.Wire.NONE : writes.channels().load(),
                ServerLoad.Sessions.NONE,
                ServerLoad.Sessions.NONE);
    }

    @Override
    public CompletableFuture<?> look(long timeoutNanos) {
        CompletableFuture<?> readable = ask(reads, timeoutNanos);
        return writes == null ? readable : CompletableFuture.allOf(readable, ask(writes, timeoutNanos));
    }

    /** What comes of it shows in the state of the channels. */
    private CompletableFuture<?> ask(Lane lane, long timeoutNanos) {
        CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        try {
            lane.channels()
                    .forNobody()
                    .submit(new PortCheck(settings.name(), () -> ended.complete(null)), timeoutNanos);
        } catch (HansockException nothingCarriesIt) {
            LOG.debug("{}: cannot be looked at", settings.name(), nothingCarriesIt);
            ended.complete(null);
        }
        return ended;
    }

    @Override
    public void fellSilent() {
        reads.channels().doubt();
        if (writes != null) {
            writes.channels().doubt();
        }
    }

    @Override
    public void refuseCalls() {
        reads.channels().refuseCalls();
        if (writes != null) {
            writes.channels().refuseCalls();
        }
    }

    @Override
    public void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        reads.channels().close(drainNanos);
        if (writes != null) {
            writes.channels().close(Math.max(0, deadline - System.nanoTime()));
        }
    }
}
