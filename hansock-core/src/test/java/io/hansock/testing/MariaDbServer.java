package io.hansock.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB with HandlerSocket, on free ports of the loopback address and in a temporary folder of its own. It has no accounts: every SQL user
 * may do everything. {@link #close} kills it and deletes the folder; so does the end of this JVM, even by {@code kill -9}.
 *
 * <p>SQL and the accessors may be used from any thread; {@link #kill}, {@link #stop}, {@link #restart}, {@link #pause} and {@link #resume} from one
 * at a time; {@link #close} at any time.
 */
public final class MariaDbServer implements AutoCloseable {
    private static final AtomicInteger started = new AtomicInteger();

    private final MariaDbOptions options;
    private final ServerRun run;

    private MariaDbServer(MariaDbOptions options, ServerRun run) {
        this.options = options;
        this.run = run;
    }

    /** Starts one as it is by default: no secrets, two read workers, one write worker, time zone UTC. Takes about half a second. */
    public static MariaDbServer start() {
        return builder().start();
    }

    /** For one that differs from the default. */
    public static Builder builder() {
        return new Builder();
    }

    /** What tests and messages call it. */
    public String name() {
        return options.name();
    }

    /** Its address, always 127.0.0.1. */
    public String host() {
        return "127.0.0.1";
    }

    /** Where it speaks the MySQL protocol over TCP. */
    public int sqlPort() {
        return run.ports().sql();
    }

    /** HandlerSocket's port for reads. Nothing listens there if the server was built {@linkplain Builder#withoutHandlerSocket without}. */
    public int readPort() {
        return run.ports().read();
    }

    /** HandlerSocket's port for writes. */
    public int writePort() {
        return run.ports().write();
    }

    /** Where it speaks the MySQL protocol over a Unix socket. */
    public Path socket() {
        return run.folder().socket();
    }

    /** What a client must say on the read port; empty if nothing. */
    public String readSecret() {
        return options.randomSecrets()
                ? MariaDbOptions.madeUp(run.console(), MariaDbOptions.READ_SECRET)
                : options.readSecret();
    }

    /** What a client must say on the write port; empty if nothing. */
    public String writeSecret() {
        return options.randomSecrets()
                ? MariaDbOptions.madeUp(run.console(), MariaDbOptions.WRITE_SECRET)
                : options.writeSecret();
    }

    /** For JDBC, without a database; several statements a call are allowed. */
    public String jdbcUrl() {
        return run.jdbcUrl();
    }

    /** The program that runs. */
    public ServerInstallation installation() {
        return run.installation();
    }

    /** The process id of the present, or the last, process. */
    public long pid() {
        return run.process().pid();
    }

    /** Whether its process runs; a paused one does. */
    public boolean alive() {
        return run.process().alive();
    }

    /** Runs one or more statements, separated by semicolons, on a connection of their own. */
    public void sql(String statements) {
        run.console().run(statements);
    }

    /** Runs one query on a connection of its own and returns its rows, each cell as text or null. */
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

    /** A connection for what needs one that lasts, such as a lock; the caller closes it. */
    public Connection connect() throws SQLException {
        return run.console().connect();
    }

    /** Ends it at once, as a crash would ({@code SIGKILL}), and returns when it is gone. Data and ports stay for {@link #restart}. */
    public void kill() {
        run.kill();
    }

    /** Asks it to end in order ({@code SIGTERM}) and returns when it has, about three seconds later. */
    public void stop() {
        run.stop();
    }

    /** Starts it again, on the same ports and data, and returns when it answers; kills it first if it runs. */
    public void restart() {
        run.restart();
    }

    /** As {@link #restart}, but with other HandlerSocket ports; that of SQL stays. */
    public void restartElsewhere() {
        run.restartElsewhere();
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

    /** Kills it and deletes its folder. */
    @Override
    public void close() {
        run.end();
    }

    @Override
    public String toString() {
        return name() + " (sql " + sqlPort() + ", read " + readPort() + ", write " + writePort() + ")";
    }

    /** Says how a server shall be; each method returns this builder. */
    public static final class Builder {
        private @Nullable String name;
        private SqlServer.Kind kind = SqlServer.Kind.MARIADB_10_11;
        private boolean handlerSocket = true;
        private boolean randomSecrets;
        private String readSecret = "";
        private String writeSecret = "";
        private int readThreads = 2;
        private int writeThreads = 1;
        private boolean readOnly;
        private final Map<String, String> environment = new HashMap<>(Map.of("TZ", "UTC"));
        private final List<String> arguments = new ArrayList<>();

        private Builder() {}

        /** Default: {@code server-1} and so on. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Which server it is; default: the machine's own.
         *
         * @throws IllegalArgumentException if such servers have no HandlerSocket
         */
        public Builder kind(SqlServer.Kind value) {
            if (!value.isMariaDb()) {
                throw new IllegalArgumentException(value + " has no HandlerSocket");
            }
            kind = value;
            return this;
        }

        /** No HandlerSocket listeners, as on a server that has not loaded the plugin. */
        public Builder withoutHandlerSocket() {
            handlerSocket = false;
            return this;
        }

        /** The server makes its secrets up, new ones at each start, as MariaDB does where they are not set. */
        public Builder randomSecrets() {
            randomSecrets = true;
            return this;
        }

        /** What clients must say on the read port; printable ASCII. */
        public Builder readSecret(String value) {
            readSecret = value;
            return this;
        }

        /** What clients must say on the write port; printable ASCII. */
        public Builder writeSecret(String value) {
            writeSecret = value;
            return this;
        }

        /** HandlerSocket's workers for reads; default 2. */
        public Builder readThreads(int value) {
            readThreads = value;
            return this;
        }

        /** HandlerSocket's workers for writes; default 1. */
        public Builder writeThreads(int value) {
            writeThreads = value;
            return this;
        }

        /** {@code read_only=1}, set once the server has proved itself. */
        public Builder readOnly() {
            readOnly = true;
            return this;
        }

        /** A variable of the server's process, such as {@code TZ}. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Further flags, such as {@code --log-bin}; they win over the launcher's own. */
        public Builder arguments(String... flags) {
            arguments.addAll(List.of(flags));
            return this;
        }

        /**
         * Starts it and returns when both wires have proved to be its own.
         *
         * @throws IllegalStateException if there is no server program, or it does not start; the message holds the end of its log
         */
        public MariaDbServer start() {
            MariaDbOptions options = new MariaDbOptions(
                    name == null ? "server-" + started.incrementAndGet() : name,
                    handlerSocket,
                    randomSecrets,
                    readSecret,
                    writeSecret,
                    readThreads,
                    writeThreads,
                    readOnly,
                    environment,
                    arguments);
            return new MariaDbServer(options, ServerRun.start(kind.installation(), options));
        }
    }
}
