package io.hansock.cluster;

import io.hansock.index.Shard;
import io.hansock.mysql.SharedQuery;
import io.hansock.mysql.Timeouts;
import io.hansock.net.IoThread;
import io.hansock.sql.AllServersQuery;
import io.hansock.sql.AllServersSql;
import io.hansock.sql.SqlClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's own SQL, on the server that it is for. Safe for any thread. */
public final class ClusterSql {
    private final Router router;
    private final IoThread io;

    ClusterSql(Router router, IoThread io) {
        this.router = router;
        this.io = io;
    }

    /**
     * One server by its configured name.
     *
     * @throws io.hansock.ConfigurationException if there is none, or the client does not log in
     */
    public SqlClient on(String server, long timeoutNanos) {
        return client(router.named(server), timeoutNanos);
    }

    /**
     * The server that has the rows of a key.
     *
     * @throws io.hansock.ConfigurationException if the client does not log in
     */
    public SqlClient on(Shard shard, long timeoutNanos) {
        return client(router.hasOneServer() ? router.only() : router.owner(shard.key()), timeoutNanos);
    }

    private static SqlClient client(ClusterServer server, long timeoutNanos) {
        return server.requireSql().client().withTimeout(Duration.ofNanos(timeoutNanos));
    }

    /**
     * All servers.
     *
     * @throws io.hansock.ConfigurationException if the client does not log in
     */
    public AllServersSql onAllServers(long timeoutNanos) {
        return new OnAll(router.all().stream().map(ClusterServer::requireSql).toList(), io, timeoutNanos);
    }

    private record OnAll(List<ServerSql> servers, IoThread io, long timeoutNanos) implements AllServersSql {
        @Override
        public AllServersQuery query(String sql, @Nullable Object... parameters) {
            return new EveryServerQuery(servers, io, timeoutNanos, SharedQuery.of(sql, parameters));
        }

        @Override
        public AllServersSql withTimeout(Duration timeout) {
            return new OnAll(servers, io, Timeouts.nanos(timeout));
        }
    }
}
