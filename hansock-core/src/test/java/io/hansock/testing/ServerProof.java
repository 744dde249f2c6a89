package io.hansock.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves that HandlerSocket's two ports belong to the server that answers SQL. A server whose HandlerSocket port is taken starts all the same,
 * without a word, and the port is another's; so SQL writes a token that no other server has, and each port must find it.
 */
final class ServerProof {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DATABASE = "hansock_launcher";

    private final SqlConsole console;
    private final String table = "proof_" + UUID.randomUUID().toString().replace("-", "");
    private final String token = UUID.randomUUID().toString();

    ServerProof(SqlConsole console) {
        this.console = console;
    }

    /** What speaks against it, if anything does. */
    Optional<String> objection(ServerPorts ports, String readSecret, String writeSecret) {
        console.run("create database if not exists " + DATABASE + "; create table " + DATABASE + "." + table
                + " (id int primary key, token char(36) character set ascii) engine=InnoDB; insert into " + DATABASE
                + "."
                + table + " values (1, '" + token + "')");
        return objection(ports.read(), readSecret).or(() -> objection(ports.write(), writeSecret));
    }

    private Optional<String> objection(int port, String secret) {
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect("127.0.0.1", port, PATIENCE)) {
            String greeting = raw.ask("X");
            if (!greeting.startsWith("2\t")) {
                return Optional.of("port " + port + " does not speak HandlerSocket");
            }
            if (!secret.isEmpty()) {
                raw.ask("A\t1\t" + secret);
            }
            List<String> answers = List.of(
                    raw.ask("P\t0\t" + DATABASE + "\t" + table + "\tPRIMARY\ttoken"), raw.ask("0\t=\t1\t1\t1\t0"));
            return answers.equals(List.of("0\t1", "0\t1\t" + token))
                    ? Optional.empty()
                    : Optional.of("port " + port + " is another server's: it answered " + answers);
        } catch (IOException e) {
            return Optional.of("port " + port + ": " + e);
        }
    }
}
