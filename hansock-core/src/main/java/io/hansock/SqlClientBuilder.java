package io.hansock;

import io.hansock.cluster.PoolSettings;
import io.hansock.cluster.PooledSqlClient;
import io.hansock.mysql.ConnectionSettings;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.MysqlLogin;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SqlClient;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of an SQL client of one server.
 *
 * <pre>{@code
 * SqlClient sql = SqlClientBuilder.to("db:3306").user("app").password(password).database("shop")
 *         .tls(TlsMode.VERIFY_IDENTITY)
 *         .build();
 * }</pre>
 *
 * <p>Not thread-safe. What it has built is.
 */
public final class SqlClientBuilder {
    private static final int MOST_SESSIONS = 10_000;
    private static final int MOST_STATEMENTS = 10_000;
    private static final int LARGEST_REPLY = 1 << 30;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private final Address address;
    private String name;
    private SqlAccess access = SqlAccess.DEFAULT;
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(5);
    private int maxSessions = 10;
    private int cachedStatements = 256;
    private int maxReplyBytes = 64 << 20;
    private Duration maxAge = Duration.ofMinutes(30);
    private Duration idleTimeout = Duration.ofMinutes(10);
    private Duration leakWarning = Duration.ofMinutes(1);
    private @Nullable String timeZone = "+00:00";
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Executor callbacks = Callbacks.DEFAULT;

    private SqlClientBuilder(Address address) {
        this.address = address;
        this.name = address.toString();
    }

    /**
     * {@return a builder with the defaults, for a server that listens on TCP}
     *
     * @param hostAndPort a name or address, of IPv6 in brackets; the port behind a colon, 3306 if it is left out
     */
    public static SqlClientBuilder to(String hostAndPort) {
        return new SqlClientBuilder(SqlAddress.parse(hostAndPort));
    }

    /**
     * {@return a builder with the defaults, for a server that listens on TCP}
     *
     * @param host a name, of which every address is tried, or an address
     * @param port 1 to 65535
     */
    public static SqlClientBuilder to(String host, int port) {
        return new SqlClientBuilder(SqlAddress.of(host, port));
    }

    /**
     * {@return a builder with the defaults, for a server on this machine}
     *
     * @param socket the server's Unix socket
     */
    public static SqlClientBuilder to(Path socket) {
        return new SqlClientBuilder(new Address.Unix(socket));
    }

    /**
     * Sets what the server is called in messages. Default: its address.
     *
     * @param newName not blank
     * @return this
     */
    public SqlClientBuilder name(String newName) {
        if (newName.isBlank()) {
            throw new ConfigurationException("a server's name must not be blank");
        }
        this.name = newName;
        return this;
    }

    /**
     * Sets how to log in, with all that can be said of it. {@link #user}, {@link #password} and {@link #database} are short for parts
     * of it.
     *
     * @param settings replaces what was set before
     * @return this
     */
    public SqlClientBuilder login(LoginSettings settings) {
        this.access = access.login(settings);
        return this;
    }

    /**
     * Changes how to log in.
     *
     * @param change is given the present settings
     * @return this
     */
    public SqlClientBuilder login(UnaryOperator<LoginSettings> change) {
        return login(change.apply(access.login()));
    }

    /**
     * Sets the account.
     *
     * @param user its name
     * @return this
     */
    public SqlClientBuilder user(String user) {
        return login(access.login().as(user));
    }

    /**
     * Sets the password.
     *
     * @param password kept for as long as the client is; {@link LoginSettings#password(java.util.function.Supplier)} need not
     * @return this
     */
    public SqlClientBuilder password(String password) {
        return login(access.login().password(password));
    }

    /**
     * Sets the database that statements mean where they name none. Default: none.
     *
     * @param database its name
     * @return this
     */
    public SqlClientBuilder database(String database) {
        return login(access.login().database(database));
    }

    /**
     * Sets whether to encrypt, and what to check. Default: {@link TlsMode#PREFERRED}.
     *
     * @param mode with the authorities of the JDK
     * @return this
     */
    public SqlClientBuilder tls(TlsMode mode) {
        return tls(TlsSettings.of(mode));
    }

    /**
     * Sets whether to encrypt, what to check, and by what.
     *
     * @param settings the mode and the trust
     * @return this
     */
    public SqlClientBuilder tls(TlsSettings settings) {
        this.access = access.tls(settings);
        return this;
    }

    /**
     * Sets how long a call may take, the wait for a connection included. Default: 30 s.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public SqlClientBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = Bounds.positive("request timeout", timeout);
        return this;
    }

    /**
     * Sets how long resolving, connecting, TLS and login may take together. Default: 5 s.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public SqlClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = Bounds.positive("connect timeout", timeout);
        return this;
    }

    /**
     * Sets how many connections there are at most. Default: 10.
     *
     * @param sessions 1 to 10000
     * @return this
     */
    public SqlClientBuilder maxSessions(int sessions) {
        this.maxSessions = Bounds.within("max sessions", sessions, 1, MOST_SESSIONS);
        return this;
    }

    /**
     * Sets after how long a connection is replaced. Default: 30 min.
     *
     * @param age more than zero, at most a day
     * @return this
     */
    public SqlClientBuilder maxAge(Duration age) {
        this.maxAge = Bounds.positive("max age", age);
        return this;
    }

    /**
     * Sets after how long without use a connection is closed; the server's own {@code wait_timeout} is kept in any case. Default: 10
     * min.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public SqlClientBuilder idleTimeout(Duration timeout) {
        this.idleTimeout = Bounds.positive("idle timeout", timeout);
        return this;
    }

    /**
     * Sets after how long a leased session is complained about in the log, with the place where it was leased. Default: 1 min.
     *
     * @param after zero for never
     * @return this
     */
    public SqlClientBuilder leakWarning(Duration after) {
        this.leakWarning = after.isZero() ? after : Bounds.positive("leak warning", after);
        return this;
    }

    /**
     * Sets how many prepared statements a connection keeps. Default: 256.
     *
     * @param statements 0 to 10000; the server's {@code max_prepared_stmt_count} is for all connections together
     * @return this
     */
    public SqlClientBuilder cachedStatements(int statements) {
        this.cachedStatements = Bounds.within("cached statements", statements, 0, MOST_STATEMENTS);
        return this;
    }

    /**
     * Sets the longest reply that is taken as a whole, in bytes; a stream takes any. Default: 64 MiB.
     *
     * @param bytes 1024 to 1 GiB
     * @return this
     */
    public SqlClientBuilder maxReplyBytes(int bytes) {
        this.maxReplyBytes = Bounds.within("max reply bytes", bytes, 1024, LARGEST_REPLY);
        return this;
    }

    /**
     * Sets the time zone of every session. An {@link java.time.Instant} is a DATETIME in UTC, so this decides what a TIMESTAMP column
     * makes of it. Default: {@code +00:00}, which makes it the same instant.
     *
     * @param zone as the server names it, or null for the server's own
     * @return this
     */
    public SqlClientBuilder timeZone(@Nullable String zone) {
        this.timeZone = zone;
        return this;
    }

    /**
     * Sets a system variable in every session.
     *
     * @param variable its name
     * @param sql its value as SQL: {@code "'TRADITIONAL'"}, {@code "10"}
     * @return this
     */
    public SqlClientBuilder variable(String variable, String sql) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new ConfigurationException("a variable's name has letters, digits and _ alone");
        }
        variables.put(variable, Objects.requireNonNull(sql, "sql"));
        return this;
    }

    /**
     * Sets what completes the futures of asynchronous calls: dependents that block should not block it all. Default: the common
     * pool, or a small one where that has no more than one thread.
     *
     * @param executor stays the caller's; it is not shut down
     * @return this
     */
    public SqlClientBuilder callbackExecutor(Executor executor) {
        this.callbacks = Objects.requireNonNull(executor, "callback executor");
        return this;
    }

    /**
     * {@return the client; no connection is made before the first statement}
     *
     * @throws ConfigurationException if settings contradict each other, or a file that they name cannot be read
     */
    public SqlClient build() {
        IoThread io = new IoThread("hansock-sql", callbacks);
        ChannelSettings channels = new ChannelSettings(
                connectTimeout,
                ChannelSettings.DEFAULTS.maxPending(),
                ChannelSettings.AtBound.WAIT,
                maxReplyBytes,
                ChannelSettings.DEFAULTS.discardTimeout(),
                Duration.ZERO,
                Integer.MAX_VALUE);
        ConnectionSettings connections = new ConnectionSettings(
                access.login().database().orElse(null), cachedStatements, maxReplyBytes, timeZone, null, variables);
        MysqlLogin login = MysqlLogin.of(name, address, access.login(), access.tls());
        MysqlEndpoint endpoint = new MysqlEndpoint(name, address, login, connections, channels, io);
        return new PooledSqlClient(
                endpoint,
                new PoolSettings(maxSessions, requestTimeout, maxAge, idleTimeout, leakWarning, callbacks),
                io);
    }
}
