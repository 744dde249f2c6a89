package io.hansock.testing;

import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folder, the ports and the process of one server, from its first start until its folder is deleted. */
final class MariaDbRun {
    /** A port was taken by another process after it was chosen. */
    private static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1;

        PortTakenException(String message) {
            super(message);
        }
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 10;
    private static final long RESTART_PAUSE_MILLIS = 200;
    private static final int ATTEMPTS = 5;
    private static final int LOG_TAIL = 4_000;

    /** The servers to end with this JVM. The shell that watches each would do it too; the hook spares it the orphan's way out. */
    private static final Set<MariaDbRun> running = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(MariaDbRun::end), "hansock-servers-end"));
    }

    private final ServerInstallation installation;
    private final MariaDbOptions options;
    private final ServerFolder folder;
    private volatile MariaDbOptions.Ports ports;
    private volatile WatchedProcess process;

    private MariaDbRun(ServerInstallation installation, MariaDbOptions options, ServerFolder folder) {
        this.installation = installation;
        this.options = options;
        this.folder = folder;
        this.ports = MariaDbOptions.Ports.choose();
        this.process = launch();
    }

    /** Starts a server in a new folder, on other ports if those chosen first are taken meanwhile. */
    static MariaDbRun start(ServerInstallation installation, MariaDbOptions options) {
        ServerFolder folder = ServerFolder.create();
        folder.clearData();
        MariaDbRun run = new MariaDbRun(installation, options, folder);
        running.add(run);
        try {
            run.awaitFirstStart();
            return run;
        } catch (RuntimeException | Error e) {
            run.end();
            throw e;
        }
    }

    ServerInstallation installation() {
        return installation;
    }

    ServerFolder folder() {
        return folder;
    }

    MariaDbOptions.Ports ports() {
        return ports;
    }

    WatchedProcess process() {
        return process;
    }

    SqlConsole console() {
        return new SqlConsole(options.name(), jdbcUrl());
    }

    String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + ports.sql()
                + "/?user=root&allowMultiQueries=true&tinyInt1isBit=false&yearIsDateType=false"
                + "&connectTimeout=5000&socketTimeout=120000";
    }

    private void awaitFirstStart() {
        for (int attempt = 1; ; attempt++) {
            try {
                awaitReady();
                return;
            } catch (PortTakenException e) {
                process.kill();
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(options.name() + " found no free ports", e);
                }
                folder.clearData();
                ports = MariaDbOptions.Ports.choose();
                process = launch();
            }
        }
    }

    /** Starts a new process on the old data and ports; the old process must have ended. */
    void startAgain() {
        for (int attempt = 1; ; attempt++) {
            process = launch();
            try {
                awaitReady();
                return;
            } catch (PortTakenException e) {
                process.kill();
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(options.name() + " lost a port while it was down", e);
                }
                pause(RESTART_PAUSE_MILLIS);
            }
        }
    }

    private WatchedProcess launch() {
        folder.forgetProcess();
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.putAll(options.environment());
        return WatchedProcess.start(folder.path(), environment, options.command(installation, folder, ports));
    }

    private void awaitReady() throws PortTakenException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        // The server makes its Unix socket last of all listeners, and no other process can have made it.
        while (!Files.exists(folder.socket())) {
            if (!process.alive()) {
                throw died();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        options.name() + " was not ready within " + START_LIMIT + ":\n" + logTail());
            }
            pause(POLL_MILLIS);
        }
        if (options.handlerSocket()) {
            Optional<String> objection = new ServerProof(console()).objection(options, ports);
            if (objection.isPresent()) {
                throw new PortTakenException(objection.get());
            }
        }
        if (options.readOnly()) {
            console().run("set global read_only = 1");
        }
    }

    private IllegalStateException died() throws PortTakenException {
        String log = folder.log();
        if (log.contains("Address already in use")) {
            throw new PortTakenException("port " + ports.sql() + " was taken");
        }
        return new IllegalStateException(options.name() + " did not start:\n" + logTail());
    }

    private String logTail() {
        String log = folder.log();
        return log.substring(Math.max(0, log.length() - LOG_TAIL));
    }

    /** Kills the process and deletes the folder. */
    void end() {
        if (running.remove(this)) {
            process.abandon();
            folder.delete();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }
}
