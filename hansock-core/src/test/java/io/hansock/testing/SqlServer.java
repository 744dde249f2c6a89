package io.hansock.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB or MySQL with real accounts and TLS, for tests of the MySQL protocol, on a free port of the loopback address and in a temporary
 * folder of its own. It has no HandlerSocket; {@link MariaDbServer} has. {@link #close} kills it and deletes the folder; so does the end of this JVM,
 * even by {@code kill -9}.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource
 * void logsIn(SqlServer.Kind kind) {
 *     SqlServer server = SqlServer.shared(kind);
 *     server.admin("create or replace database ...");
 *     server.account(AccountPlugin.CACHING_SHA2, "ann", "secret");
 *     ...
 * }
 * }</pre>
 *
 * <p>SQL and the accessors may be used from any thread; {@link #kill}, {@link #stop}, {@link #restart}, {@link #pause} and {@link #resume} from one
 * at a time; {@link #close} at any time.
 */
public final class SqlServer implements AutoCloseable {
    /** Which server it is. */
    public enum Kind {
        /** The machine's own MariaDB, 10.11 on Debian 12, as {@link MariaDbInstallation} finds it. */
        MARIADB_10_11,
        /** Out of Debian 13. */
        MARIADB_11_8,
        /** Out of Debian's unstable release; stands in for MySQL 8 too. */
        MYSQL_9_7;

        /** Whether it is MariaDB, of whatever version, rather than MySQL. */
        public boolean isMariaDb() {
            return this != MYSQL_9_7;
        }

        /** The ways in which its accounts can prove who they are. */
        public Set<AccountPlugin> plugins() {
            return switch (this) {
                case MARIADB_10_11 -> EnumSet.of(AccountPlugin.NATIVE, AccountPlugin.ED25519);
                case MARIADB_11_8 -> EnumSet.of(AccountPlugin.NATIVE, AccountPlugin.ED25519, AccountPlugin.PARSEC);
                case MYSQL_9_7 -> EnumSet.of(AccountPlugin.CACHING_SHA2, AccountPlugin.SHA256);
            };
        }

        /** Further ones, made for tests, in which the password goes to the server as it is: a client has to be told to allow it. */
        public Set<AccountPlugin> examplePlugins() {
            return this == MARIADB_11_8
                    ? EnumSet.of(AccountPlugin.CLEARTEXT, AccountPlugin.DIALOG)
                    : EnumSet.noneOf(AccountPlugin.class);
        }

        ServerInstallation installation() {
            return switch (this) {
                case MARIADB_10_11 -> MariaDbInstallation.find();
                case MARIADB_11_8 -> ForeignServer.MARIADB_11_8.result();
                case MYSQL_9_7 -> ForeignServer.MYSQL_9_7.result();
            };
        }
    }

    private static final AtomicInteger started = new AtomicInteger();

    private final SqlServerOptions options;
    private final ServerRun run;

    private SqlServer(SqlServerOptions options, ServerRun run) {
        this.options = options;
        this.run = run;
    }

    /**
     * The server of that kind that all tests of this JVM share: each class makes databases and accounts of its own, and leaves the server alone
     * otherwise. It ends with the JVM.
     *
     * @throws AssertionError if it has died since the last call; the next call finds it running again
     */
    public static SqlServer shared(Kind kind) {
        return SharedServers.get(kind);
    }

    /** Starts one as it is by default. Takes a second or less, once the program and its first data have been fetched and made. */
    public static SqlServer start(Kind kind) {
        return builder(kind).start();
    }

    /** For one that differs from the default. */
    public static Builder builder(Kind kind) {
        return new Builder(kind);
    }

    /** Which server it is. */
    public Kind kind() {
        return options.kind();
    }

    /** What it says of itself, such as {@code 9.7.4-2}. */
    public String version() {
        return run.installation().version();
    }

    /** Its address, always 127.0.0.1. */
    public String host() {
        return "127.0.0.1";
    }

    /** Where it listens for TCP. */
    public int port() {
        return run.ports().sql();
    }

    /** Its Unix socket; the path is short enough for one. */
    public Path socket() {
        return run.folder().socket();
    }

    /** The folder of its data, in which MySQL keeps the RSA keys and the certificates that it makes. */
    public Path data() {
        return run.folder().data();
    }

    /** The certificate, as PEM, of the authority that signs what servers show, but for those who show one that they made themselves. */
    public Path caFile() {
        return Certificates.find().authority();
    }

    /** The process id of the present, or the last, process. */
    public long pid() {
        return run.process().pid();
    }

    /** Whether its process runs; a paused one does. */
    public boolean alive() {
        return run.process().alive();
    }

    /** Runs statements in order as one who may do everything, on a connection of their own. */
    public void admin(String... statements) {
        run.console().run(String.join(";\n", statements));
    }

    /** Runs one query as one who may do everything, and returns its rows, each cell as text or null. */
    public List<List<@Nullable String>> query(String query) {
        return run.console().query(query);
    }

    /** The first cell of each row. */
    public List<@Nullable String> queryColumn(String query) {
        return query(query).stream().<@Nullable String>map(row -> row.get(0)).toList();
    }

    /** The first cell of the first row. */
    public @Nullable String queryValue(String query) {
        return query(query).get(0).get(0);
    }

    /** A connection of one who may do everything; the caller closes it. */
    public Connection connect() throws SQLException {
        return run.console().connect();
    }

    /**
     * Makes, or makes anew, an account that may log in from everywhere and do everything. MySQL has no login of it in its cache then; {@code flush
     * privileges} empties that cache later.
     *
     * @throws IllegalArgumentException if this kind of server does not know {@code plugin}
     */
    public void account(AccountPlugin plugin, String user, String password) {
        new Account(options.kind(), plugin, user, password).create(run.console(), "");
    }

    /** Makes an account like {@link #account} does, which the server lets in over TLS only. */
    public void accountRequiringTls(AccountPlugin plugin, String user, String password) {
        new Account(options.kind(), plugin, user, password).create(run.console(), " REQUIRE SSL");
    }

    /** Ends it at once, as a crash would ({@code SIGKILL}), and returns when it is gone. Data and port stay for {@link #restart}. */
    public void kill() {
        run.kill();
    }

    /** Asks it to end in order ({@code SIGTERM}) and returns when it has. */
    public void stop() {
        run.stop();
    }

    /** Starts it again, on the same port and data, and returns when it answers; kills it first if it runs. */
    public void restart() {
        run.restart();
    }

    /** Freezes it ({@code SIGSTOP}): connections stay, and nothing is answered. */
    public void pause() {
        run.pause();
    }

    /** Lets it run on after {@link #pause}. */
    public void resume() {
        run.resume();
    }

    /** What it has logged, from its first start on. */
    public String errorLog() {
        return run.folder().log();
    }

    /** The end of its log, for a message. */
    String logTail() {
        return run.logTail();
    }

    /** Kills it and deletes its folder. */
    @Override
    public void close() {
        run.end();
    }

    @Override
    public String toString() {
        return options.name() + " (port " + port() + ")";
    }

    /** Says how a server shall be; each method returns this builder. */
    public static final class Builder {
        private final Kind kind;
        private ServerCertificate certificate = ServerCertificate.TRUSTED;
        private final Map<String, String> environment = new HashMap<>(Map.of("TZ", "UTC"));
        private final List<String> arguments = new ArrayList<>();

        private Builder(Kind kind) {
            this.kind = kind;
        }

        /** What it shows to clients that want TLS; default {@link ServerCertificate#TRUSTED}. */
        public Builder certificate(ServerCertificate value) {
            certificate = value;
            return this;
        }

        /** Clients may not send it files ({@code LOAD DATA LOCAL INFILE}); by default they may. */
        public Builder withoutLocalInfile() {
            return arguments("--local-infile=OFF");
        }

        /**
         * HandlerSocket's two listeners, on free ports and with secrets that the server makes up: what a client that logs in finds by itself.
         *
         * @throws IllegalArgumentException if such servers have no HandlerSocket
         */
        public Builder withHandlerSocket() {
            if (!kind.isMariaDb()) {
                throw new IllegalArgumentException(kind + " has no HandlerSocket");
            }
            int[] ports = LoopbackPorts.choose(2);
            return arguments(
                    "--plugin-maturity=unknown",
                    "--plugin-load-add=handlersocket",
                    "--handlersocket-address=127.0.0.1",
                    "--handlersocket-port=" + ports[0],
                    "--handlersocket-port-wr=" + ports[1],
                    "--handlersocket-threads=2",
                    "--handlersocket-verbose=0");
        }

        /** A variable of the server's process, such as {@code TZ}. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Further flags, such as {@code --max-allowed-packet=1M}; they win over the launcher's own. */
        public Builder arguments(String... flags) {
            arguments.addAll(List.of(flags));
            return this;
        }

        /**
         * Starts it and returns when it answers.
         *
         * @throws IllegalStateException if there is no server program, or it does not start; the message holds the end of its log
         */
        public SqlServer start() {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + started.incrementAndGet();
            SqlServerOptions options = new SqlServerOptions(kind, name, certificate, environment, arguments);
            return new SqlServer(options, ServerRun.start(kind.installation(), options));
        }
    }
}
