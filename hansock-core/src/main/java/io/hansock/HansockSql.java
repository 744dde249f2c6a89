package io.hansock;

import io.hansock.cluster.ClusterSql;
import io.hansock.index.Shard;
import io.hansock.sql.AllServersSql;
import io.hansock.sql.SqlClient;

/**
 * SQL on the servers of a client: on one of them by its name, on the owner of a key, or on all.
 *
 * <pre>{@code
 * List<Top> top = hansock.sql().onAllServers()
 *         .query("select name, views from users order by views desc limit ?", 10)
 *         .mergedBy(comparingLong(Top::views).reversed())
 *         .list(Top.class);
 * hansock.sql().on(USERS.shard(42)).update("update users set age = age + 1 where id = ?", 42);
 * }</pre>
 *
 * <p>Statements run on sessions of their own, at most {@link HansockBuilder#sqlSessions} a server, which the SQL clients of all views of this
 * client share. Safe for any thread. Every method throws {@link ConfigurationException} if the client does not log in.
 */
public final class HansockSql {
    private final ClusterSql cluster;
    private final long timeoutNanos;

    HansockSql(ClusterSql cluster, long timeoutNanos) {
        this.cluster = cluster;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * {@return the SQL of one server} With this client's request timeout; it ends with this client, and closing it does nothing.
     *
     * @param server its configured name
     */
    public SqlClient on(String server) {
        return cluster.on(server, timeoutNanos);
    }

    /**
     * {@return the SQL of the server that has the rows of a key} With this client's request timeout; it ends with this client, and closing it
     * does nothing. That a statement is about these rows alone is for the caller to see to.
     *
     * @param shard {@link io.hansock.index.Table#shard}
     */
    public SqlClient on(Shard shard) {
        return cluster.on(shard, timeoutNanos);
    }

    /** {@return the SQL of all servers at the same time} */
    public AllServersSql onAllServers() {
        return cluster.onAllServers(timeoutNanos);
    }
}
