package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.buffer.ByteWriter;
import io.hansock.index.Table;
import io.hansock.sql.TlsMode;
import io.hansock.testing.ScriptedServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Servers that say of themselves what no honest server would: what a client does then, and what it does not. */
class HostileDiscoveryTest {
    private static final Table<Row> T = Table.of("t", "id").database("db");

    @Test
    void h30_aPortThatTakesAnySecretHearsSecretsAndEmptyLinesAndNothingElse() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try (ScriptedServer port = ScriptedServer.repeating(client -> {
                    for (String line = client.readLine(); line != null; line = client.readLine()) {
                        heard.add(line);
                        client.send(line.isEmpty() ? "2\t1\tcmd\n" : "0\t1\n");
                    }
                });
                ScriptedServer sql = telling(Map.of(
                        "version", "10.11.19-MariaDB",
                        "handlersocket_port", String.valueOf(port.port()),
                        "handlersocket_plain_secret", "a-secret"));
                Hansock hansock = client(sql)) {
            ServerState.Wire reads = look(hansock).reads();
            assertThat(reads.condition()).isEqualTo(Condition.OFF);
            assertThat(reads.reason()).contains("takes any");
            assertThat(heard)
                    .isNotEmpty()
                    .allMatch(line -> line.isEmpty() || line.startsWith("A\t1\t"))
                    .as("the true secret is told to none that takes a wrong one")
                    .noneMatch(line -> line.endsWith("a-secret"));
        }
    }

    @Test
    void aSecretThatWouldBeALineOfItsOwnIsNeverSent() {
        try (ScriptedServer port = ScriptedServer.repeating(client -> client.readLine());
                ScriptedServer sql = telling(Map.of(
                        "version", "10.11.19-MariaDB",
                        "handlersocket_port", String.valueOf(port.port()),
                        "handlersocket_plain_secret", "x\nP\t0\tmysql\tuser\tPRIMARY\tUser"));
                Hansock hansock = client(sql)) {
            ServerState.Wire reads = look(hansock).reads();
            assertThat(reads.condition()).isEqualTo(Condition.OFF);
            assertThat(reads.reason()).contains("cannot be").doesNotContain("mysql");
            assertThat(port.connections()).isZero();
        }
    }

    @Test
    void aPortOfTheSystemsOwnIsNotEvenTried() {
        try (ScriptedServer sql = telling(Map.of("version", "10.11.19-MariaDB", "handlersocket_port", "22"));
                Hansock hansock = client(sql)) {
            ServerState.Wire reads = look(hansock).reads();
            assertThat(reads.condition()).isEqualTo(Condition.OFF);
            assertThat(reads.port()).isEmpty();
        }
    }

    @Test
    void whatAServerCallsItselfIsBoundedAndPlain() {
        try (ScriptedServer sql = telling(Map.of("version", "11\r\nERROR all is lost\u001b[2J" + "x".repeat(5_000)));
                Hansock hansock = client(sql)) {
            assertThat(look(hansock).facts())
                    .hasValueSatisfying(facts -> assertThat(facts.version())
                            .hasSizeLessThanOrEqualTo(128)
                            .matches("[ -~]*"));
        }
    }

    @Test
    void aServerThatTellsNothingKeepsNobodyForLongerThanItsTime() {
        try (ScriptedServer sql = ServerScript.repeating(script -> {
                    script.logIn();
                    script.command();
                    script.client().hold();
                });
                Hansock hansock = client(sql)) {
            Stopwatch stopwatch = Stopwatch.start();
            call(hansock.withTimeout(Duration.ofMillis(500)));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofMillis(1500));
            await().until(() -> hansock.states().get(0).sql().condition() == Condition.DOWN);
            assertThat(hansock.states().get(0).facts()).isEmpty();
        }
    }

    private static ServerState look(Hansock hansock) {
        call(hansock);
        await().until(() -> hansock.states().get(0).reads().condition() != Condition.UNTRIED);
        return hansock.states().get(0);
    }

    /** What comes of it is not what is tested here. */
    private static void call(Hansock hansock) {
        try {
            hansock.findOne(T, 1);
        } catch (HansockException e) {
            LoggerFactory.getLogger(HostileDiscoveryTest.class).debug("no row from such a server", e);
        }
    }

    private static Hansock client(ScriptedServer sql) {
        return Hansock.builder()
                .user("ann")
                .password(ServerScript.PASSWORD)
                .tls(TlsMode.DISABLED)
                .requestTimeout(Duration.ofSeconds(2))
                .server(ServerSettings.of("east", sql.host()).sqlPort(sql.port()))
                .build();
    }

    /** A server with these variables, whose zone is UTC, and whose tables nobody changes; it refuses all else. */
    private static ScriptedServer telling(Map<String, String> variables) {
        return ServerScript.repeating(script -> {
            script.logIn();
            while (true) {
                String command = new String(script.command(), UTF_8).substring(1);
                if (command.startsWith("show")) {
                    answer(
                            script,
                            2,
                            variables.entrySet().stream()
                                    .map(entry -> List.of(entry.getKey(), entry.getValue()))
                                    .toList());
                } else if (command.startsWith("with")) {
                    answer(script, 3, List.of(List.of("0", "0", "816")));
                } else if (command.contains("is_used_lock")) {
                    answer(script, 1, List.of());
                } else {
                    script.answer(REFUSED);
                }
            }
        });
    }

    /** ERR 1064, SQLSTATE 42000. */
    private static final String REFUSED = "ff2804233432303030" + "6e6f";

    private static void answer(ServerScript script, int columns, List<List<String>> rows) throws IOException {
        byte[][] messages = new byte[1 + columns + rows.size() + 1][];
        messages[0] = new byte[] {(byte) columns};
        for (int i = 0; i < columns; i++) {
            messages[i + 1] = Packets.definition("v" + i, 0xfd, 0, 45);
        }
        for (int i = 0; i < rows.size(); i++) {
            ByteWriter row = new ByteWriter(64, 1 << 16);
            rows.get(i).forEach(row::lenencUtf8);
            messages[1 + columns + i] = row.toByteArray();
        }
        messages[messages.length - 1] = HexFormat.of().parseHex(ReplyBytes.OK_END);
        script.answer(messages);
    }
}
