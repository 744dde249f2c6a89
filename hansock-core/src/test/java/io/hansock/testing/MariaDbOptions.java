package io.hansock.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one server is started.
 *
 * @param handlerSocket whether it listens for HandlerSocket at all
 * @param randomSecrets whether the server makes its secrets up, new ones at each start; those given do not count then
 * @param arguments further flags; they come last, so they win
 */
record MariaDbOptions(
        String name,
        boolean handlerSocket,
        boolean randomSecrets,
        String readSecret,
        String writeSecret,
        int readThreads,
        int writeThreads,
        boolean readOnly,
        Map<String, String> environment,
        List<String> arguments)
        implements ServerOptions {

    static final String READ_SECRET = "handlersocket_plain_secret";
    static final String WRITE_SECRET = "handlersocket_plain_secret_wr";

    /** Small, and quick rather than durable: a server of tests is thrown away. */
    private static final List<String> SMALL_AND_FAST = List.of(
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            // With no accounts to look up, no system tables are needed.
            "--skip-grant-tables",
            "--skip-log-bin",
            "--performance-schema=OFF",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_general_ci",
            "--key-buffer-size=1M",
            "--aria-pagecache-buffer-size=1M",
            "--innodb-buffer-pool-size=32M",
            "--innodb-log-file-size=16M",
            "--innodb-temp-data-file-path=ibtmp1:1M:autoextend",
            "--innodb-autoextend-increment=1",
            // What was committed survives the death of the server, if not that of the machine.
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-fast-shutdown=2");

    MariaDbOptions {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** Without accounts there is nobody whom it matters what the user is called. */
    @Override
    public String adminUser() {
        return "root";
    }

    @Override
    public DataTemplate dataTemplate(ServerInstallation installation) {
        return new DataTemplate(installation, SMALL_AND_FAST, DataTemplate.Making.BARE_MARIADB);
    }

    @Override
    public List<String> flags(ServerFolder folder, ServerPorts ports) {
        List<String> flags = new ArrayList<>(SMALL_AND_FAST);
        if (handlerSocket) {
            flags.addAll(handlerSocketFlags(ports));
        }
        flags.addAll(arguments);
        return flags;
    }

    @Override
    public Optional<String> objection(SqlConsole console, ServerPorts ports) {
        if (!handlerSocket) {
            return Optional.empty();
        }
        return randomSecrets
                ? new ServerProof(console).objection(ports, madeUp(console, READ_SECRET), madeUp(console, WRITE_SECRET))
                : new ServerProof(console).objection(ports, readSecret, writeSecret);
    }

    @Override
    public void prepare(SqlConsole console) {
        if (readOnly) {
            console.run("set global read_only = 1");
        }
    }

    /** The secret that the running server has made up. */
    static String madeUp(SqlConsole console, String variable) {
        return String.valueOf(console.query("select @@" + variable).get(0).get(0));
    }

    private List<String> handlerSocketFlags(ServerPorts ports) {
        List<String> flags = new ArrayList<>(List.of(
                "--plugin-maturity=beta",
                "--plugin-load-add=handlersocket.so",
                "--handlersocket_address=127.0.0.1",
                "--handlersocket_port=" + ports.read(),
                "--handlersocket_port_wr=" + ports.write(),
                "--handlersocket_threads=" + readThreads,
                "--handlersocket_threads_wr=" + writeThreads));
        // Left out, each is random at every start.
        if (!randomSecrets) {
            flags.add("--" + READ_SECRET + "=" + readSecret);
            flags.add("--" + WRITE_SECRET + "=" + writeSecret);
        }
        return flags;
    }
}
