package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.QueueFull;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.guard.TableGuard;
import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.metadata.TableCatalog;
import io.hansock.mysql.ChannelCheck;
import io.hansock.mysql.CommandSession;
import io.hansock.mysql.ConnectionSettings;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.MysqlLogin;
import io.hansock.mysql.Request;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.sql.Capability;
import io.hansock.sql.Isolation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server as commands reach it over SQL: channels for reads and others for writes, which may have to wait for locks, and sessions for
 * changes of several rows. The state of all of them is the same and fixed. Connects when it is first used. Safe for any thread.
 */
final class SqlSide {
    private static final int CACHED_STATEMENTS = 256;
    private static final String UTC = "+00:00";
    private static final String STRICT =
            "'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO," + "NO_ENGINE_SUBSTITUTION'";
    private static final Duration MAX_AGE = Duration.ofMinutes(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    private final SqlWire wire;
    private final GuardPolicies policies;
    private final Lane reads;
    private final Lane writes;
    private final SessionPool sessions;

    /**
     * Connects to nothing yet.
     *
     * @param sql for Hansock's own questions
     * @param trouble told when a channel cannot be made or breaks
     * @param unread told when it cannot be read what a table is
     * @throws io.hansock.ConfigurationException if the settings name a file that cannot be read
     */
    SqlSide(
            ClusterServer server,
            ServerSettings settings,
            Shared shared,
            ServerSql sql,
            Consumer<Throwable> trouble,
            Consumer<Throwable> unread) {
        HansockSettings client = shared.settings();
        Address.Tcp address = new Address.Tcp(settings.host(), settings.sqlPort());
        MysqlLogin login = MysqlLogin.of(
                settings.name(),
                address,
                client.access().login().capabilities(Capability.FOUND_ROWS),
                client.access().tls());
        ConnectionSettings state = state(client);
        ChannelSettings channels = channels(client);
        this.policies = new GuardPolicies(client);
        this.wire = new SqlWire(
                settings.name(),
                client.database(),
                new TableCatalog(new MetadataReader(sql.own().async())),
                unread);
        Consumer<Throwable> noted = server.noting(trouble);
        this.reads = new Lane(server, group(settings, address, login, state, channels, shared, noted), wire);
        this.writes = new Lane(server, group(settings, address, login, state, channels, shared, noted), wire);
        this.sessions = new SessionPool(
                new MysqlEndpoint(settings.name(), address, login, state, channels, shared.io()),
                new PoolSettings(
                        client.sqlSessions(),
                        client.requestTimeout(),
                        MAX_AGE,
                        IDLE_TIMEOUT,
                        Duration.ZERO,
                        client.callbacks()));
    }

    /** Whoever waits for a lock for longer than a call may take only keeps others waiting. */
    private static ConnectionSettings state(HansockSettings client) {
        long seconds = Math.max(
                1, TimeUnit.NANOSECONDS.toSeconds(client.requestTimeout().toNanos() + TimeUnit.SECONDS.toNanos(1) - 1));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("sql_mode", STRICT);
        variables.put("innodb_lock_wait_timeout", String.valueOf(seconds));
        variables.put("lock_wait_timeout", String.valueOf(seconds));
        return new ConnectionSettings(
                client.database(), CACHED_STATEMENTS, client.maxReplyBytes(), UTC, Isolation.READ_COMMITTED, variables);
    }

    private static ChannelSettings channels(HansockSettings client) {
        return new ChannelSettings(
                client.connectTimeout(),
                client.maxPending(),
                client.queueFull() == QueueFull.WAIT ? ChannelSettings.AtBound.WAIT : ChannelSettings.AtBound.FAIL,
                client.maxReplyBytes(),
                client.discardTimeout(),
                client.idleTimeout(),
                Integer.MAX_VALUE);
    }

    private static ChannelGroup group(
            ServerSettings settings,
            Address.Tcp address,
            MysqlLogin login,
            ConnectionSettings state,
            ChannelSettings channels,
            Shared shared,
            Consumer<Throwable> trouble) {
        return new ChannelGroup(
                new GroupChannel.Kind(
                        settings.name(),
                        address,
                        channels,
                        shared.io(),
                        shared.settings().listener()),
                () -> CommandSession.of(settings.name(), login, state),
                ChannelCheck::new,
                shared.settings().sqlChannels(),
                trouble);
    }

    Lane reads() {
        return reads;
    }

    Lane writes() {
        return writes;
    }

    /** Whether commands of that table can be made into statements. */
    boolean knows(Table<?> table) {
        return wire.knows(table);
    }

    /** Whether reading it again could tell anything else of the table: it was not read just now. */
    boolean isOld(Table<?> table) {
        return wire.isOld(table);
    }

    /** Says that what is known of the table may be wrong; false if it has only just been read. */
    boolean doubt(Table<?> table) {
        return wire.doubt(table);
    }

    /** Whether what is refused in the table leaves nothing done; false if that is not known. */
    boolean undoesRefused(Table<?> table) {
        return wire.undoesRefused(table);
    }

    /** Says that definitions have changed. */
    void forgetTables() {
        wire.forgetTables();
    }

    /** Says that a call has waited in vain for that, which {@link #learn} has answered. */
    void waitedInVain(Table<?> table, CompletableFuture<?> reading) {
        wire.waitedInVain(table, reading);
    }

    /** Whether what is known of the table is new enough to ask HandlerSocket, or to write, by it; or, for reads, what is newer is not to be had. */
    boolean isFresh(Table<?> table, boolean write) {
        return wire.isFresh(table, write);
    }

    /** Whether what is known of the table was read at that time or later. */
    boolean isReadSince(Table<?> table, long nanoTime) {
        return wire.isReadSince(table, nanoTime);
    }

    /**
     * The rules of a table.
     *
     * @param facts what the server says of itself; null if that is not known
     */
    TableGuard guard(Table<?> table, @Nullable ServerFacts facts) {
        return wire.guard(table, policies.of(facts));
    }

    /** Ends, however that went, when it was asked at that time or later, and not long ago, what the table is. */
    CompletableFuture<?> learn(Table<?> table, long since) {
        return wire.learn(table, since);
    }

    /** The connections for changes that take a transaction of several statements. */
    ServerLoad.Sessions changes() {
        return sessions.load();
    }

    /** Carries out in the calling thread what takes a session of its own. */
    <T> T ask(Request<T> request, long timeoutNanos) {
        return PooledSqlClient.sharing(sessions, timeoutNanos).ask(request);
    }

    /** The same without a thread that waits. */
    <T> CompletableFuture<T> askLater(Request<T> request, long timeoutNanos) {
        return new PooledAsyncClient(sessions, timeoutNanos).askLater(request);
    }

    /** A connection to the server has been silent for too long. */
    void fellSilent() {
        reads.channels().doubt();
        writes.channels().doubt();
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        reads.channels().refuseCalls();
        writes.channels().refuseCalls();
    }

    void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        reads.channels().close(drainNanos);
        writes.channels().close(Math.max(0, deadline - System.nanoTime()));
        sessions.close(Math.max(0, deadline - System.nanoTime()));
    }
}
