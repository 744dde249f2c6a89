package io.hansock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the operating system to its end. Stateless. */
public final class Command {
    /** What a program printed, on both streams, and its exit code. */
    public record Result(int code, String output) {
        public boolean succeeded() {
            return code == 0;
        }
    }

    /** The code a shell gives a program that it cannot find; here also that of one that did not end in time. */
    private static final int NOT_RUN = 127;

    private static final Path NO_INPUT = Path.of("/dev/null");

    private Command() {}

    /** Runs {@code command} where temporary files go. */
    public static Result run(Map<String, String> environment, Duration limit, List<String> command) {
        return run(Path.of(System.getProperty("java.io.tmpdir")), environment, limit, command);
    }

    /** Runs {@code command} in {@code directory}, which must be writable; a program that is missing or takes longer than {@code limit} is a result too. */
    static Result run(Path directory, Map<String, String> environment, Duration limit, List<String> command) {
        return run(directory, environment, limit, command, NO_INPUT);
    }

    /** The same, with {@code input} for the program to read. */
    static Result run(
            Path directory, Map<String, String> environment, Duration limit, List<String> command, Path input) {
        try {
            Path output = Files.createTempFile(directory, "command", ".out");
            try {
                return run(directory, environment, limit, command, input, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result run(
            Path directory,
            Map<String, String> environment,
            Duration limit,
            List<String> command,
            Path input,
            Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        // Messages are matched, so they must not be translated.
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return new Result(NOT_RUN, String.valueOf(missing.getMessage()));
        }
        try {
            if (!ends(process, limit)) {
                return new Result(NOT_RUN, command.get(0) + " did not end within " + limit);
            }
            return new Result(process.exitValue(), new String(Files.readAllBytes(output), UTF_8).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether {@code process} ends in time. An interrupt is kept for later: a server must be ended by interrupted tests too. */
    static boolean ends(Process process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            for (; ; ) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
