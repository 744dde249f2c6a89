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
    private volatile boolean ended;

    /** How much of the error log is older than the present process. */
    private int logged;

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
        options.layData(installation, folder);
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
                folder.deleteData();
                options.layData(installation, folder);
                ports = MariaDbOptions.Ports.choose();
                launch();
            }
        }
    }

    /** Starts a new process on the old data and ports; the old process must have ended. */
    void startAgain() {
        for (int attempt = 1; ; attempt++) {
            if (ended) {
                throw new IllegalStateException(options.name() + " is closed");
            }
            launch();
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
        logged = folder.errors().length();
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.putAll(options.environment());
        WatchedProcess launched =
                WatchedProcess.start(folder.path(), environment, options.command(installation, folder, ports));
        // Published before the question is asked: either end() sees this process, or this sees that the end has come.
        process = launched;
        if (ended) {
            endProcess();
            throw new IllegalStateException(options.name() + " is closed");
        }
        return launched;
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
        prove();
    }

    private void prove() throws PortTakenException {
        try {
            proveListeners();
            if (options.readOnly()) {
                console().run("set global read_only = 1");
            }
        } catch (IllegalStateException e) {
            throw process.alive() ? e : died();
        }
    }

    private void proveListeners() throws PortTakenException {
        if (options.handlerSocket()) {
            Optional<String> objection =
                    new ServerProof(console()).objection(ports, options.readSecret(), options.writeSecret());
            if (objection.isPresent()) {
                throw new PortTakenException(objection.get());
            }
        }
    }

    private IllegalStateException died() throws PortTakenException {
        if (folder.errors().lastIndexOf("Address already in use") >= logged) {
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
        ended = true;
        if (running.remove(this)) {
            endProcess();
        }
    }

    private void endProcess() {
        process.abandon();
        folder.delete();
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
