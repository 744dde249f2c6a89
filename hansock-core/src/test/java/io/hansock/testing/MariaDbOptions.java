package io.hansock.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one server is started.
 *
 * @param handlerSocket whether it listens for HandlerSocket at all
 * @param arguments further flags; they come last, so they win
 */
record MariaDbOptions(
        String name,
        boolean handlerSocket,
        String readSecret,
        String writeSecret,
        int readThreads,
        int writeThreads,
        boolean readOnly,
        Map<String, String> environment,
        List<String> arguments) {

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

    /** Gives the server in {@code folder} the data of one that has never run. */
    void layData(ServerInstallation installation, ServerFolder folder) {
        DataTemplate.copyTo(folder.data(), installation, common());
    }

    private static List<String> common() {
        if (!System.getProperty("user.name").equals("root")) {
            return SMALL_AND_FAST;
        }
        List<String> flags = new ArrayList<>(SMALL_AND_FAST);
        flags.add("--user=root");
        return flags;
    }

    /** The whole command line. */
    List<String> command(ServerInstallation installation, ServerFolder folder, Ports ports) {
        List<String> command = new ArrayList<>(installation.command());
        command.add("--no-defaults");
        command.add("--datadir=" + folder.data());
        command.addAll(installation.flags());
        command.add("--socket=" + folder.socket());
        command.add("--pid-file=" + folder.pidFile());
        command.add("--log-error=" + folder.errorLog());
        command.add("--tmpdir=" + folder.path());
        command.add("--port=" + ports.sql());
        command.addAll(common());
        if (handlerSocket) {
            command.addAll(handlerSocketFlags(ports));
        }
        command.addAll(arguments);
        return command;
    }

    private List<String> handlerSocketFlags(Ports ports) {
        return List.of(
                "--plugin-maturity=beta",
                "--plugin-load-add=handlersocket.so",
                "--handlersocket_address=127.0.0.1",
                "--handlersocket_port=" + ports.read(),
                "--handlersocket_port_wr=" + ports.write(),
                "--handlersocket_threads=" + readThreads,
                "--handlersocket_threads_wr=" + writeThreads,
                // Left out, each would be random at every start.
                "--handlersocket_plain_secret=" + readSecret,
                "--handlersocket_plain_secret_wr=" + writeSecret);
    }

    /** Where a server listens on the loopback address. */
    record Ports(int sql, int read, int write) {
        static Ports choose() {
            int[] ports = LoopbackPorts.choose(3);
            return new Ports(ports[0], ports[1], ports[2]);
        }
    }
}
