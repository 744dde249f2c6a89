package io.hansock;

import io.hansock.ring.Labelling;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Configures a client. Every method checks its argument at once and throws {@link ConfigurationException} with what would work.
 * Not thread-safe; to be used once or copied by hand.
 *
 * <p>Servers, a user, a password and a database are a whole configuration: the client learns of each server over SQL whether it has
 * HandlerSocket, on which ports and with which secrets, and what that must not carry goes over SQL. A client without a user speaks
 * HandlerSocket alone and knows only what {@link ServerSettings} say of it.
 */
public final class HansockBuilder {
    private static final int LARGEST_REPLY = 1 << 30;

    private final List<ServerSettings> servers = new ArrayList<>();
    private @Nullable String database;
    private SqlAccess access = SqlAccess.DEFAULT;
    private HandlerSocketSettings handlerSocket = HandlerSocketSettings.DEFAULT;
    private Duration requestTimeout = Duration.ofSeconds(2);
    private Duration connectTimeout = Duration.ofSeconds(2);
    private int channelsPerPort = 2;
    private int sqlChannels = 2;
    private int sqlSessions = 10;
    private int maxPending = 8192;
    private QueueFull queueFull = QueueFull.WAIT;
    private int maxReplyBytes = 64 << 20;
    private Duration idleTimeout = Duration.ofMinutes(4);
    private @Nullable Writes writes;
    private GuardMode guard = GuardMode.STRICT;
    private Failover failover = Failover.NONE;
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
     * Sets who logs in, and so that there is SQL at all. Default: nobody, and HandlerSocket alone.
     *
     * @param user the account's name on every server; not empty
     * @return this
     */
    public HansockBuilder user(String user) {
        if (user.isEmpty()) {
            throw new ConfigurationException("the user has no name; leave it out to speak HandlerSocket alone");
        }
        return login(access.login().as(user));
    }

    /**
     * Sets the password of that user. Default: none.
     *
     * @param password kept for as long as the client is; {@link LoginSettings#password(java.util.function.Supplier)} need not
     * @return this
     */
    public HansockBuilder password(String password) {
        return login(access.login().password(password));
    }

    /**
     * Sets how to log in, with all that can be said of it. {@link #user}, {@link #password} and {@link #database} are short for parts
     * of it.
     *
     * @param settings replaces what was set before
     * @return this
     */
    public HansockBuilder login(LoginSettings settings) {
        this.access = access.login(settings);
        return this;
    }

    /**
     * Changes how to log in.
     *
     * @param change is given the present settings
     * @return this
     */
    public HansockBuilder login(UnaryOperator<LoginSettings> change) {
        return login(change.apply(access.login()));
    }

    /**
     * Sets whether SQL is encrypted, and what to check. Default: {@link TlsMode#PREFERRED}. From {@link TlsMode#REQUIRED} up
     * HandlerSocket, which has no encryption, is off unless that is {@linkplain HandlerSocketSettings#acceptPlaintext accepted}.
     *
     * @param mode with the authorities of the JDK
     * @return this
     */
    public HansockBuilder tls(TlsMode mode) {
        return tls(TlsSettings.of(mode));
    }

    /**
     * Sets whether SQL is encrypted, what to check, and by what.
     *
     * @param settings the mode and the trust
     * @return this
     */
    public HansockBuilder tls(TlsSettings settings) {
        this.access = access.tls(settings);
        return this;
    }

    /**
     * Sets how the servers' HandlerSocket is used. Default: {@link HandlerSocketSettings#DEFAULT}.
     *
     * @param settings for a client that logs in
     * @return this
     */
    public HansockBuilder handlerSocket(HandlerSocketSettings settings) {
        this.handlerSocket = Objects.requireNonNull(settings, "HandlerSocket settings");
        return this;
    }

    /**
     * Sets the database of tables that name none themselves, which is also the one that the user logs in to. Default: that of the
     * {@linkplain #login login settings}; without it every table must name its own.
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
     * Sets how many connections are kept to each HandlerSocket port of each server, at most; they are made when needed. Concurrent
     * callers share them, so few are enough. Default: 2.
     *
     * @param channels 1 to 1024
     * @return this
     */
    public HansockBuilder channelsPerPort(int channels) {
        this.channelsPerPort = Bounds.within("channels per port", channels, 1, 1024);
        return this;
    }

    /**
     * Sets how many connections to each server carry commands over SQL, at most; they are made when needed. Concurrent callers share
     * them, so few are enough. Default: 2.
     *
     * @param channels 1 to 1024
     * @return this
     */
    public HansockBuilder sqlChannels(int channels) {
        this.sqlChannels = Bounds.within("SQL channels", channels, 1, 1024);
        return this;
    }

    /**
     * Sets how many connections to each server there are at most for SQL of the application's own and for transactions; each has one
     * user at a time. What Hansock itself has to know of a server it asks on two more. Default: 10.
     *
     * @param sessions 1 to 10000
     * @return this
     */
    public HansockBuilder sqlSessions(int sessions) {
        this.sqlSessions = Bounds.within("SQL sessions", sessions, 1, 10_000);
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
     * Sets what carries writes. Default: {@link Writes#SQL} for a client that logs in, {@link Writes#NONE} for another.
     *
     * @param writes read {@link Writes#HANDLERSOCKET} before choosing it
     * @return this
     */
    public HansockBuilder writes(Writes writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
        return this;
    }

    /**
     * Sets what is done about what HandlerSocket would bypass. Default: {@link GuardMode#STRICT}. For a client that logs in; what
     * corrupts or ends a server is refused whatever is set here.
     *
     * @param mode about triggers, CHECK constraints and expression defaults
     * @return this
     */
    public HansockBuilder guard(GuardMode mode) {
        this.guard = Objects.requireNonNull(mode, "guard");
        return this;
    }

    /**
     * Sets what becomes of the keys of a server that is down. Default: {@link Failover#NONE}.
     *
     * @param keys read {@link Failover#READS} before choosing it
     * @return this
     */
    public HansockBuilder failover(Failover keys) {
        this.failover = Objects.requireNonNull(keys, "failover");
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
     * @throws ConfigurationException if there is no server, two have one name, or no server has a weight; if there is a password, TLS,
     *     or anything else of SQL's, but no user; if writes cannot go where they are to go; or if a file that the login or TLS
     *     settings name cannot be read
     */
    public Hansock build() {
        LoginSettings login = access.login();
        String one = Combinations.database(database, login.database().orElse(null));
        return new Hansock(Combinations.checked(new HansockSettings(
                List.copyOf(servers),
                one,
                one == null || !access.isGiven() ? access : access.login(login.database(one)),
                handlerSocket,
                requestTimeout,
                connectTimeout,
                channelsPerPort,
                sqlChannels,
                sqlSessions,
                maxPending,
                queueFull,
                maxReplyBytes,
                idleTimeout,
                writes == null ? access.isGiven() ? Writes.SQL : Writes.NONE : writes,
                guard,
                failover,
                ringLabels,
                maxKeys,
                callbacks,
                listener)));
    }
}
