package io.hansock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server process that cannot outlive this JVM. Its parent is a small shell that reads a pipe whose other end this JVM holds: when the JVM
 * ends, however it ends, the system closes the pipe, and the shell kills the server and deletes its folder. The shell ends when the server does,
 * so its {@link Process} stands for the server.
 */
final class WatchedProcess {
    /**
     * Runs the program given as arguments 2 and on; argument 1 is its folder. The program gets neither the pipe nor the output, which
     * would stay open as long as it runs. Signals to the terminal's whole process group (Ctrl-C) must not end the watch before the server.
     */
    private static final String SCRIPT = """
            folder=$1; shift
            exec 3<&0
            "$@" </dev/null >>"$folder/console.log" 2>&1 3<&- &
            server=$!
            (
              trap '' HUP INT TERM
              read -r end <&3
              : >"$folder/abandoned"
              kill -9 "$server"
            ) >/dev/null 2>&1 &
            watch=$!
            trap '' HUP INT TERM
            exec 3<&-
            echo "$server"
            wait "$server"
            code=$?
            kill -9 "$watch"
            if [ -e "$folder/abandoned" ]; then rm -rf "$folder"; fi
            exit "$code"
            """;

    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);
    private static final Duration WATCH_LIMIT = Duration.ofSeconds(10);

    private final Process shell;
    private final long pid;

    private WatchedProcess(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
    }

    static WatchedProcess start(Path folder, Map<String, String> environment, List<String> program) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "hansock-watch", folder.toString()));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("console.log").toFile()));
        builder.environment().putAll(environment);
        try {
            Process shell = builder.start();
            BufferedReader output = shell.inputReader(UTF_8);
            String pid = output.readLine();
            if (pid == null) {
                throw new IllegalStateException("/bin/sh ended before it started " + program.get(0));
            }
            return new WatchedProcess(shell, Long.parseLong(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return pid;
    }

    boolean alive() {
        return shell.isAlive();
    }

    /** Sends a signal by its name, such as {@code STOP}; does nothing when the server has ended. */
    void signal(String name) {
        if (!alive()) {
            return;
        }
        Command.Result result =
                Command.run(Map.of(), KILL_LIMIT, List.of("/bin/sh", "-c", "kill -" + name + " " + pid));
        if (!result.succeeded() && alive()) {
            throw new IllegalStateException("SIG" + name + " to process " + pid + ": " + result.output());
        }
    }

    /** Stops every thread of it and returns when they all stand: the signal is delivered to one after the other. */
    void freeze() {
        signal("STOP");
        long limit = System.nanoTime() + KILL_LIMIT.toNanos();
        while (alive() && !standsStill()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("process " + pid + " did not stop within " + KILL_LIMIT);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean standsStill() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.allMatch(WatchedProcess::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state is the word behind the name, which stands in parentheses and may hold any character. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), UTF_8);
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end. */
    void awaitEnd(Duration limit) {
        if (!Command.ends(shell, limit)) {
            throw new IllegalStateException("process " + pid + " did not end within " + limit);
        }
    }

    /** Kills the server and waits until it is gone; its folder stays. */
    void kill() {
        signal("KILL");
        awaitEnd(KILL_LIMIT);
    }

    /** Does what the end of this JVM would do: the server is killed, then its folder deleted. Returns when both are done. */
    void abandon() {
        try {
            shell.outputWriter(UTF_8).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Command.ends(shell, WATCH_LIMIT)) {
            // Someone has killed the shell's watch.
            kill();
        }
    }
}
