package io.hansock.testing;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folder, the ports and the process of one server, from its first start until its folder is deleted. */
final class ServerRun {
    /** A port was taken by another process after it was chosen. */
    private static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1;

        PortTakenException(String message) {
            super(message);
        }
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 10;
    private static final long RESTART_PAUSE_MILLIS = 200;
    private static final int ATTEMPTS = 5;
    private static final int LOG_TAIL = 4_000;

    /** The servers to end with this JVM. The shell that watches each would do it too; the hook spares it the orphan's way out. */
    private static final Set<ServerRun> running = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(ServerRun::end), "hansock-servers-end"));
    }

    private final ServerInstallation installation;
    private final ServerOptions options;
    private final ServerFolder folder;
    private volatile ServerPorts ports;
    private volatile WatchedProcess process;
    private volatile boolean ended;

    /** How much of the error log is older than the present process. */
    private int logged;

    private ServerRun(ServerInstallation installation, ServerOptions options, ServerFolder folder) {
        this.installation = installation;
        this.options = options;
        this.folder = folder;
        this.ports = ServerPorts.choose();
        this.process = launch();
    }

    /** Starts a server in a new folder, on other ports if those chosen first are taken meanwhile. */
    static ServerRun start(ServerInstallation installation, ServerOptions options) {
        ServerFolder folder = ServerFolder.create();
        options.dataTemplate(installation).copyTo(folder.data());
        ServerRun run = new ServerRun(installation, options, folder);
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

    ServerPorts ports() {
        return ports;
    }

    WatchedProcess process() {
        return process;
    }

    SqlConsole console() {
        return new SqlConsole(options.name(), jdbcUrl());
    }

    String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + ports.sql() + "/?user=" + options.adminUser()
                + "&allowMultiQueries=true&tinyInt1isBit=false&yearIsDateType=false"
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
                options.dataTemplate(installation).copyTo(folder.data());
                ports = ServerPorts.choose();
                launch();
            }
        }
    }

    private void startAgain() {
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
                sleep(RESTART_PAUSE_MILLIS);
            }
        }
    }

    private WatchedProcess launch() {
        folder.forgetProcess();
        logged = folder.errors().length();
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.putAll(options.environment());
        WatchedProcess launched = WatchedProcess.start(folder.path(), environment, command());
        // Published before the question is asked: either end() sees this process, or this sees that the end has come.
        process = launched;
        if (ended) {
            endProcess();
            throw new IllegalStateException(options.name() + " is closed");
        }
        return launched;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(installation.command());
        command.add("--no-defaults");
        command.add("--datadir=" + folder.data());
        command.addAll(installation.flags());
        command.add("--socket=" + folder.socket());
        command.add("--pid-file=" + folder.pidFile());
        command.add("--log-error=" + folder.errorLog());
        command.add("--tmpdir=" + folder.path());
        command.add("--port=" + ports.sql());
        command.addAll(DataTemplate.userFlags());
        command.addAll(options.flags(folder, ports));
        return command;
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
            sleep(POLL_MILLIS);
        }
        prove();
    }

    private void prove() throws PortTakenException {
        try {
            Optional<String> objection = options.objection(console(), ports);
            if (objection.isPresent()) {
                throw new PortTakenException(objection.get());
            }
            options.prepare(console());
        } catch (IllegalStateException e) {
            throw process.alive() ? e : died();
        }
    }

    private IllegalStateException died() throws PortTakenException {
        if (folder.errors().lastIndexOf("Address already in use") >= logged) {
            throw new PortTakenException("port " + ports.sql() + " was taken");
        }
        return new IllegalStateException(options.name() + " did not start:\n" + logTail());
    }

    /** What was printed and logged last, for a message. */
    String logTail() {
        String log = folder.log();
        return log.substring(Math.max(0, log.length() - LOG_TAIL));
    }

    /** Ends the process at once; data and ports stay. */
    void kill() {
        process.kill();
    }

    /** Asks the process to end in order and waits until it has. */
    void stop() {
        process.signal("TERM");
        process.awaitEnd(STOP_LIMIT);
    }

    /** Starts it again on the old data and ports, after killing it if it runs. */
    void restart() {
        kill();
        startAgain();
    }

    /** Starts it again on the old data and the old SQL port, but other ports of HandlerSocket's. */
    void restartElsewhere() {
        kill();
        ports = ports.withOtherHandlerSocket();
        startAgain();
    }

    /** Freezes the process. */
    void pause() {
        process.freeze();
    }

    /** Lets a frozen process run on. */
    void resume() {
        process.signal("CONT");
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

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }
}
