package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.ServerSettings;
import io.hansock.mysql.ConnectionSettings;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.MysqlLogin;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.SqlClient;
import java.time.Duration;
import java.util.Map;

/**
 * One server as SQL reaches it: a pool of sessions for the user's own SQL, transactions, and what Hansock itself asks. Connects when
 * it is first used. Safe for any thread.
 */
final class ServerSql {
    private static final int CACHED_STATEMENTS = 256;
    private static final String UTC = "+00:00";
    private static final Duration MAX_AGE = Duration.ofMinutes(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LEAK_WARNING = Duration.ofMinutes(1);

    private final SessionPool pool;
    private final SqlClient client;

    private ServerSql(SessionPool pool, long timeoutNanos) {
        this.pool = pool;
        this.client = PooledSqlClient.sharing(pool, timeoutNanos);
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
        PoolSettings sessions = new PoolSettings(
                settings.sqlSessions(),
                settings.requestTimeout(),
                MAX_AGE,
                IDLE_TIMEOUT,
                LEAK_WARNING,
                settings.callbacks());
        return new ServerSql(
                new SessionPool(new MysqlEndpoint(server.name(), address, login, connections, channels, io), sessions),
                settings.requestTimeout().toNanos());
    }

    /** Statements on any session; its end is not the sessions' end. */
    SqlClient client() {
        return client;
    }

    void close(long drainNanos) {
        pool.close(drainNanos);
    }
}
