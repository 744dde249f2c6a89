package io.hansock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.testing.MariaDbServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A client of a server in a JVM of its own, which does as it is told: {@code load}, {@code end}, {@code release}. Its program reads that from
 * its input, line by line, and answers each; it ends when its input does.
 */
final class ClientInAnotherJvm implements AutoCloseable {
    private final Process jvm;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private ClientInAnotherJvm(Process jvm) {
        this.jvm = jvm;
        this.answers = jvm.inputReader(UTF_8);
        this.orders = new PrintWriter(new OutputStreamWriter(jvm.getOutputStream(), UTF_8), true);
    }

    static ClientInAnotherJvm start(MariaDbServer server, String database) throws IOException {
        return new ClientInAnotherJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientInAnotherJvm.class.getName(),
                        server.host(),
                        String.valueOf(server.sqlPort()),
                        database)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Gives an order, and returns the answer. */
    String say(String order) throws IOException {
        orders.println(order);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(order + ": ")) {
                return line.substring(order.length() + 2);
            }
        }
        throw new IllegalStateException("the JVM has ended");
    }

    /** Ends it as a power failure would. */
    void kill() throws InterruptedException {
        jvm.destroyForcibly();
        jvm.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        jvm.destroyForcibly();
    }

    /** The program of that JVM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (Hansock hansock = ReadsAndWrites.client(arguments[0], Integer.parseInt(arguments[1]), arguments[2])) {
            ReadsAndWrites load = new ReadsAndWrites(hansock, 1_000_000);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(order + ": " + carryOut(order, hansock, load));
            }
        }
    }

    private static String carryOut(String order, Hansock hansock, ReadsAndWrites load) throws InterruptedException {
        return switch (order) {
            case "load" -> load.start();
            case "end" -> load.end();
            case "release" -> hansock.release(Duration.ofSeconds(10)) == null ? "nothing" : "held";
            default -> throw new IllegalArgumentException(order);
        };
    }
}
