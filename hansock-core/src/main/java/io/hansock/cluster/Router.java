package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.Failover;
import io.hansock.RefusedException;
import io.hansock.index.Command;
import io.hansock.index.Find;
import io.hansock.index.Target;
import io.hansock.ring.Ring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which server has what. Safe for any thread. */
final class Router {
    private final List<ClusterServer> servers;
    private final Map<String, ClusterServer> byName = new LinkedHashMap<>();
    private final Ring ring;
    private final Failover failover;

    Router(List<ClusterServer> servers, Ring ring, Failover failover) {
        this.servers = List.copyOf(servers);
        this.ring = ring;
        this.failover = failover;
        servers.forEach(server -> byName.put(server.name(), server));
    }

    List<ClusterServer> all() {
        return servers;
    }

    boolean hasOneServer() {
        return servers.size() == 1;
    }

    ClusterServer only() {
        return servers.get(0);
    }

    /** The server that the ring gives these bytes to. */
    ClusterServer owner(byte[] shardKey) {
        return servers.get(ring.locate(shardKey));
    }

    /** The server to read the rows of these bytes from: their owner, or the one that stands in for it while it is down. */
    ClusterServer reader(byte[] shardKey) {
        ClusterServer owner = owner(shardKey);
        if (failover == Failover.NONE || !owner.isDown()) {
            return owner;
        }
        int standIn = ring.locate(shardKey, index -> !servers.get(index).isDown());
        return standIn < 0 ? owner : servers.get(standIn);
    }

    /**
     * The one server of a command that goes to one.
     *
     * @throws RefusedException if that cannot be known
     * @throws ConfigurationException if it names a server that is not configured
     */
    ClusterServer one(Command<?> command) {
        Target target = command.target();
        if (target instanceof Target.Server named) {
            return named(named.name());
        }
        if (hasOneServer()) {
            return only();
        }
        byte[] shardKey = target == Target.ALL_SERVERS ? null : command.shardKey();
        if (shardKey == null) {
            throw noShardKey(command);
        }
        return command instanceof Find<?> ? reader(shardKey) : owner(shardKey);
    }

    RefusedException noShardKey(Command<?> command) {
        return new RefusedException(
                null,
                "no-shard-key",
                "table " + command.table() + ": the command holds no value for "
                        + command.table().shardColumns()
                        + ", so it must name its server with on(…)"
                        + " or, if it is a find, ask every server with onAllServers()");
    }

    /**
     * The server of that name.
     *
     * @throws ConfigurationException if there is none
     */
    ClusterServer named(String name) {
        ClusterServer server = byName.get(name);
        if (server == null) {
            throw new ConfigurationException("there is no server " + name + "; configured are " + byName.keySet());
        }
        return server;
    }
}
