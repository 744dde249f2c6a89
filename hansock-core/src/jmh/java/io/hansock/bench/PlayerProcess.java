package io.hansock.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The comparison's side of a {@link Player}. */
final class PlayerProcess implements AutoCloseable {
    private final Contender contender;
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private PlayerProcess(Contender contender, Process process) {
        this.contender = contender;
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static PlayerProcess start(Setting setting, Contender contender, List<PeopleServer.Endpoint> endpoints)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                // JMH and Netty use what newer JDKs warn of and older ones do not know.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // A benchmark run by hand at the same time must not stop this one.
                "-Djmh.ignoreLock=true",
                PeopleServer.Endpoint.flag(endpoints)));
        command.addAll(setting.flags());
        command.addAll(List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                Player.class.getName(),
                setting.task().method(contender),
                Integer.toString(setting.threads()),
                Integer.toString(setting.connections())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new PlayerProcess(contender, process);
    }

    Contender contender() {
        return contender;
    }

    long pid() {
        return process.pid();
    }

    /** Has it play and waits for the end. */
    Turn play(int warmUpMillis, int millis) {
        commands.println(warmUpMillis + " " + millis);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(contender + " gave up; its messages are above");
            }
            return Turn.parse(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        commands.close();
        process.destroyForcibly();
    }
}
