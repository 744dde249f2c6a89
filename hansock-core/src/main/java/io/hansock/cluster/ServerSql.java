package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.ServerSettings;
import io.hansock.mysql.ConnectionSettings;
import io.hansock.mysql.Leased;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.MysqlLogin;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.SqlClient;
import java.time.Duration;
import java.util.Map;

/**
 * One server as SQL reaches it: sessions for the user's own SQL and for transactions, and others for what Hansock itself asks. Connects
 * when it is first used. Safe for any thread.
 */
final class ServerSql {
    private static final int CACHED_STATEMENTS = 256;
    private static final String UTC = "+00:00";
    private static final Duration MAX_AGE = Duration.ofMinutes(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LEAK_WARNING = Duration.ofMinutes(1);

    private static final int OWN_SESSIONS = 2;
    private static final int DEFINING_SESSIONS = 4;

    private final SessionPool users;
    private final SessionPool own;
    private final SessionPool definitions;
    private final SqlClient ofUsers;
    private final SqlClient ofOwn;
    private final SqlClient ofDefinitions;

    private ServerSql(
            SessionPool users, SessionPool own, SessionPool definitions, long timeoutNanos, long ownTimeoutNanos) {
        this.users = users;
        this.own = own;
        this.definitions = definitions;
        this.ofDefinitions = PooledSqlClient.sharing(definitions, timeoutNanos);
        this.ofUsers = PooledSqlClient.sharing(users, timeoutNanos);
        this.ofOwn = PooledSqlClient.sharing(own, ownTimeoutNanos);
    }

    /**
     * Connects to nothing yet.
     *
     * @throws io.hansock.ConfigurationException if the settings name a file that cannot be read
     */
    static ServerSql of(ServerSettings server, HansockSettings settings, IoThread io) {
        Address address = new Address.Tcp(server.host(), server.sqlPort());
        MysqlLogin login = MysqlLogin.of(
                server.name(),
                address,
                settings.access().login(),
                settings.access().tls());
        ConnectionSettings connections = new ConnectionSettings(
                settings.database(), CACHED_STATEMENTS, settings.maxReplyBytes(), UTC, null, Map.of());
        ChannelSettings channels = new ChannelSettings(
                settings.connectTimeout(),
                ChannelSettings.DEFAULTS.maxPending(),
                ChannelSettings.AtBound.WAIT,
                settings.maxReplyBytes(),
                ChannelSettings.DEFAULTS.discardTimeout(),
                Duration.ZERO,
                Integer.MAX_VALUE);
        MysqlEndpoint endpoint = new MysqlEndpoint(server.name(), address, login, connections, channels, io);
        return new ServerSql(
                new SessionPool(endpoint, pool(settings.sqlSessions(), LEAK_WARNING, settings)),
                SessionPool.forLooks(endpoint, pool(OWN_SESSIONS, LEAK_WARNING, settings)),
                new SessionPool(endpoint, pool(DEFINING_SESSIONS, Duration.ZERO, settings)),
                settings.requestTimeout().toNanos(),
                settings.connectTimeout().toNanos());
    }

    private static PoolSettings pool(int most, Duration leakWarning, HansockSettings settings) {
        return new PoolSettings(
                most, settings.requestTimeout(), MAX_AGE, IDLE_TIMEOUT, leakWarning, settings.callbacks());
    }

    /** Statements of the user's on any session; its end is not the sessions' end. */
    SqlClient client() {
        return ofUsers;
    }

    /** The sessions of the user's statements. */
    SessionPool sessions() {
        return users;
    }

    /** One of them, for somebody who may forget to give it back. */
    Leased lease(long timeoutNanos) {
        MysqlConnection connection = users.lease(timeoutNanos);
        users.noteHolder(connection, users.here());
        return new Leased(connection, users.care());
    }

    /** Statements of Hansock's own, on sessions that no user can keep busy; each takes as long as connecting may. */
    SqlClient own() {
        return ofOwn;
    }

    /** Statements that change tables, on sessions that may be held for long. */
    SqlClient ofDefinitions() {
        return ofDefinitions;
    }

    void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        users.close(drainNanos);
        own.close(Math.max(0, deadline - System.nanoTime()));
        definitions.close(Math.max(0, deadline - System.nanoTime()));
    }
}
