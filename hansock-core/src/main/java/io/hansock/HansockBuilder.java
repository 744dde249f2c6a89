package io.hansock;

import io.hansock.ring.Labelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Configures a client. Every method checks its argument at once and throws {@link ConfigurationException} with what would work.
 * Not thread-safe; to be used once or copied by hand.
 */
public final class HansockBuilder {
    private static final int LARGEST_REPLY = 1 << 30;

    private final List<ServerSettings> servers = new ArrayList<>();
    private @Nullable String database;
    private Duration requestTimeout = Duration.ofSeconds(2);
    private Duration connectTimeout = Duration.ofSeconds(2);
    private int channelsPerPort = 2;
    private int maxPending = 8192;
    private QueueFull queueFull = QueueFull.WAIT;
    private int maxReplyBytes = 64 << 20;
    private Duration idleTimeout = Duration.ofMinutes(4);
    private Writes writes = Writes.NONE;
    private Labelling ringLabels = Labelling.NAME;
    private int maxKeys = 10_000;
    private Executor callbacks = Callbacks.DEFAULT;
    private HansockListener listener = HansockListener.NONE;

    HansockBuilder() {}

    /**
     * Adds a server. Keys are spread over all servers by the Ketama ring.
     *
     * @param server its settings
     * @return this
     */
    public HansockBuilder server(ServerSettings server) {
        servers.add(Objects.requireNonNull(server, "server"));
        return this;
    }

    /**
     * Sets the database of tables that name none themselves. Default: none, so that every table must.
     *
     * @param database its exact name; not blank, no control characters
     * @return this
     */
    public HansockBuilder database(String database) {
        Objects.requireNonNull(database, "database");
        if (database.isBlank() || database.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    "the database must not be blank and not hold control characters; leave it out if every table names its own");
        }
        this.database = database;
        return this;
    }

    /**
     * Sets how long a call may take in all: queueing, connecting, writing, reading. Default: 2 s.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public HansockBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = Bounds.positive("request timeout", timeout);
        return this;
    }

    /**
     * Sets how long making a connection may take, shared by all addresses that the host's name resolves to. Default: 2 s.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public HansockBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = Bounds.positive("connect timeout", timeout);
        return this;
    }

    /**
     * Sets how many connections are kept to each port of each server, at most; they are made when needed. Concurrent callers share
     * them, so few are enough. Default: 2.
     *
     * @param channels 1 to 1024
     * @return this
     */
    public HansockBuilder channelsPerPort(int channels) {
        this.channelsPerPort = Bounds.within("channels per port", channels, 1, 1024);
        return this;
    }

    /**
     * Sets how many commands may wait for one connection, queued or sent. Default: 8192.
     *
     * @param commands 1 or more
     * @return this
     */
    public HansockBuilder maxPending(int commands) {
        this.maxPending = Bounds.within("max pending", commands, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Sets what a call meets when that many commands wait. Default: {@link QueueFull#WAIT}.
     *
     * @param behaviour what it meets
     * @return this
     */
    public HansockBuilder queueFull(QueueFull behaviour) {
        this.queueFull = Objects.requireNonNull(behaviour, "queue full");
        return this;
    }

    /**
     * Sets the longest reply that is taken, in bytes; a longer one fails its caller. Default: 64 MiB.
     *
     * @param bytes 1024 to 1 GiB
     * @return this
     */
    public HansockBuilder maxReplyBytes(int bytes) {
        if (bytes < 1024 || bytes > LARGEST_REPLY) {
            throw new ConfigurationException(
                    "max reply size must be within 1024 and " + LARGEST_REPLY + " bytes, not " + bytes);
        }
        this.maxReplyBytes = bytes;
        return this;
    }

    /**
     * Sets after how long without use a connection is closed; it should be less than the server's {@code handlersocket_timeout}
     * (300 s). Zero: never. Default: 240 s.
     *
     * @param timeout zero to a day
     * @return this
     */
    public HansockBuilder idleTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new ConfigurationException("the idle timeout must not be negative; zero means never");
        }
        this.idleTimeout = timeout.isZero() ? timeout : Bounds.positive("idle timeout", timeout);
        return this;
    }

    /**
     * Sets what carries writes. Default: {@link Writes#NONE}.
     *
     * @param writes read {@link Writes#HANDLERSOCKET} before choosing it
     * @return this
     */
    public HansockBuilder writes(Writes writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
        return this;
    }

    /**
     * Sets what a server is called on the ring. Default: {@link Labelling#NAME}.
     *
     * @param labels must never change for data that stays
     * @return this
     */
    public HansockBuilder ringLabels(Labelling labels) {
        this.ringLabels = Objects.requireNonNull(labels, "ring labels");
        return this;
    }

    /**
     * Sets how many keys one call may ask for. Default: 10 000.
     *
     * @param keys 1 or more
     * @return this
     */
    public HansockBuilder maxKeys(int keys) {
        this.maxKeys = Bounds.within("max keys", keys, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Sets what completes the futures of asynchronous calls: dependents that block should not block it all. Default: the common
     * pool, or a thread for each completion where that pool has no more than one.
     *
     * @param executor stays the caller's; it is not shut down
     * @return this
     */
    public HansockBuilder callbackExecutor(Executor executor) {
        this.callbacks = Objects.requireNonNull(executor, "callback executor");
        return this;
    }

    /**
     * Sets who is told what happens. Default: nobody.
     *
     * @param listener thread-safe and quick
     * @return this
     */
    public HansockBuilder listener(HansockListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * {@return the client; no connection is made before the first command}
     *
     * @throws ConfigurationException if there is no server, two have one name, no server has a weight, or writes go over
     *     HandlerSocket and a server has no write port
     */
    public Hansock build() {
        if (servers.isEmpty()) {
            throw new ConfigurationException(
                    "a client needs at least one server: builder.server(ServerSettings.of(name, host))");
        }
        Set<String> names = new HashSet<>();
        for (ServerSettings server : servers) {
            if (!names.add(server.name())) {
                throw new ConfigurationException("two servers are called " + server.name() + "; names must differ");
            }
            if (writes == Writes.HANDLERSOCKET && server.writePort().isEmpty()) {
                throw new ConfigurationException(
                        server.name(), "writes over HandlerSocket need its write port (handlersocket_port_wr)");
            }
        }
        return new Hansock(new HansockSettings(
                List.copyOf(servers),
                database,
                requestTimeout,
                connectTimeout,
                channelsPerPort,
                maxPending,
                queueFull,
                maxReplyBytes,
                idleTimeout,
                writes,
                ringLabels,
                maxKeys,
                callbacks,
                listener));
    }
}
