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
public final class HansockBuilder extends ConnectionOptions {
    private final List<ServerSettings> servers = new ArrayList<>();
    private @Nullable String database;
    private SqlAccess access = SqlAccess.DEFAULT;
    private HandlerSocketSettings handlerSocket = HandlerSocketSettings.DEFAULT;
    private Duration requestTimeout = Duration.ofSeconds(2);
    private @Nullable Writes writes;
    private GuardMode guard = GuardMode.STRICT;
    private Failover failover = Failover.NONE;
    private Labelling ringLabels = Labelling.NAME;
    private int maxKeys = 10_000;
    private Executor callbacks = Callbacks.DEFAULT;
    private HansockListener listener = HansockListener.NONE;

    HansockBuilder() {}

    @Override
    HansockBuilder self() {
        return this;
    }

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
     *     or anything else of SQL's, but no user; if there are to be more connections at least than at most; if writes cannot go where they are to go; or if a file that the login or TLS
     *     settings name cannot be read
     */
    public Hansock build() {
        return new Hansock(settings());
    }

    /** What {@link #build} makes the client of. */
    HansockSettings settings() {
        LoginSettings login = access.login();
        String one = Combinations.database(database, login.database().orElse(null));
        return Combinations.checked(new HansockSettings(
                List.copyOf(servers),
                one,
                one == null || !access.isGiven() ? access : access.login(login.database(one)),
                handlerSocket,
                requestTimeout,
                connectTimeout,
                handlerSocketRange(),
                sqlRange(),
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
                listener));
    }
}
