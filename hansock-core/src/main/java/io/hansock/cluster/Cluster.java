package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.HansockSettings;
import io.hansock.Release;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.index.Table;
import io.hansock.net.IoThread;
import io.hansock.ring.Node;
import io.hansock.ring.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is behind one client. Safe for any thread. */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final HansockSettings settings;
    private final IoThread io;
    private final Housekeeping housekeeping;
    private final List<ClusterServer> servers = new ArrayList<>();
    private final Ring ring;
    private final Planner planner;
    private final ClusterSql sql;
    private final SyncCaller syncCaller;
    private final AsyncCaller asyncCaller;

    /** Connects to nothing yet. */
    public Cluster(HansockSettings settings) {
        this.settings = settings;
        this.io = new IoThread("hansock", settings.callbacks());
        this.housekeeping = new Housekeeping();
        Shared shared =
                new Shared(settings, new HandlerSocketWire(settings.database()), io, housekeeping, new Evidence());
        for (ServerSettings server : settings.servers()) {
            servers.add(new ClusterServer(server, shared));
        }
        this.ring = ring(settings);
        Router router = new Router(servers, ring, settings.failover());
        this.planner = new Planner(router, settings);
        this.sql = new ClusterSql(router, io);
        Report report = new Report(settings.listener());
        this.syncCaller = new SyncCaller(io, report);
        this.asyncCaller = new AsyncCaller(report, settings.callbacks());
    }

    private static Ring ring(HansockSettings settings) {
        List<Node> nodes = new ArrayList<>();
        for (ServerSettings server : settings.servers()) {
            String label = settings.ringLabels()
                    .label(server.name(), server.host(), server.readPort().orElse(ServerSettings.DEFAULT_READ_PORT));
            nodes.add(new Node(label, server.weight()));
        }
        Ring ring;
        try {
            ring = Ring.of(nodes);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the servers make no ring: " + e.getMessage());
        }
        ring.emptyNodes()
                .forEach(node ->
                        LOG.warn("server {} owns no keys: its weight is too small beside the others'", node.label()));
        return ring;
    }

    /** Turns commands into plans. */
    public Planner planner() {
        return planner;
    }

    /** The user's own SQL. */
    public ClusterSql sql() {
        return sql;
    }

    /** Finds one row by primary key in the calling thread: the common command, without a plan. */
    public <R> Optional<R> findOne(Table<R> table, Object[] key, long timeoutNanos) {
        KeyLookups keys = planner.keys();
        return syncCaller.findOne(keys, keys.owner(table, key), table, key, timeoutNanos);
    }

    /** Carries out a plan in the calling thread. */
    public <T> T run(Plan<T> plan, long timeoutNanos) {
        return syncCaller.run(plan, timeoutNanos);
    }

    /** Carries out a plan without a thread that waits. */
    public <T> CompletableFuture<T> runAsync(Plan<T> plan, long timeoutNanos) {
        return asyncCaller.run(plan, timeoutNanos);
    }

    /** Which server owns which keys. */
    public Ring ring() {
        return ring;
    }

    /** The configured servers, in the order of the ring's nodes. */
    public List<ServerSettings> servers() {
        return settings.servers();
    }

    /** How the servers are, in the same order. */
    public List<ServerState> states() {
        return servers.stream().map(ClusterServer::view).toList();
    }

    /** What is open to the servers and under way there, in the same order. */
    public List<ServerLoad> loads() {
        return servers.stream().map(ClusterServer::load).toList();
    }

    /** Has all servers looked at now, at the same time, for at most so long; how they are then. */
    public CompletableFuture<List<ServerState>> look(Duration timeout) {
        List<CompletableFuture<ServerState>> looks =
                servers.stream().map(server -> server.look(timeout)).toList();
        return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new))
                .thenApplyAsync(
                        any -> looks.stream().map(CompletableFuture::join).toList(), settings.callbacks());
    }

    /** Keeps all clients off HandlerSocket, on every server, until it is closed. */
    public Release release(Duration timeout) {
        return release(timeout, HoldTimes.DEFAULTS);
    }

    HeldRelease release(Duration timeout, HoldTimes times) {
        return HeldRelease.of(servers, timeout, times, housekeeping);
    }

    /** Changes tables, on one server after the other, while all clients are off HandlerSocket. */
    public void ddl(String sql, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (HeldRelease release = release(timeout, HoldTimes.DEFAULTS)) {
            release.run(sql, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    /** The name of the server that owns these bytes. */
    public String owner(byte[] shardKey) {
        return servers.get(ring.locate(shardKey)).name();
    }

    /**
     * Lets what is under way end, for at most so long, then closes everything. No server takes new calls from the start, and all
     * drain at the same time: waiting for one of them, the others' time passes too.
     */
    public void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        servers.forEach(ClusterServer::refuseCalls);
        for (ClusterServer server : servers) {
            server.close(Math.max(0, deadline - System.nanoTime()));
        }
        housekeeping.close();
        io.close();
    }
}
