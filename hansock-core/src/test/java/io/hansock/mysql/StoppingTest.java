package io.hansock.mysql;

import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.DeadlineException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that are given up: what is said to the server, and what becomes of the connection. */
@Timeout(30)
class StoppingTest {
    private static final String OK = ReplyBytes.OK;

    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final AtomicInteger clients = new AtomicInteger();
    private String uptime = "3600";

    /** The first client's statement is never answered; who comes to stop it is told that this is {@code identity}. */
    private ScriptedServer neverAnswering(String identity, String answerToKill) {
        return ServerScript.repeating(script -> {
            int number = clients.incrementAndGet();
            script.logIn();
            if (number == 1) {
                script.command();
                script.client().expectEnd();
            } else if (number == 2) {
                listen(script, identity, answerToKill);
            } else {
                script.answerAll();
            }
        });
    }

    private static void answer(ServerScript script, String... cells) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        packets.add(new byte[] {(byte) cells.length});
        ByteWriter row = new ByteWriter(64, 1 << 10);
        for (String cell : cells) {
            packets.add(Packets.definition("i", 0xfd, 0, 45));
            row.lenencUtf8(cell);
        }
        packets.add(row.toByteArray());
        packets.add(Packets.hex(ReplyBytes.OK_END));
        script.answer(packets.toArray(byte[][]::new));
    }

    private void listen(ServerScript script, String identity, String answerToKill) throws IOException {
        while (true) {
            String command = new String(script.command(), UTF_8).substring(1);
            said.add(command);
            if (command.startsWith("select concat_ws")) {
                answer(script, identity);
            } else if (command.startsWith("show global status")) {
                answer(script, "Uptime", uptime);
            } else if (command.startsWith("kill")) {
                script.answer(answerToKill);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"db/3306/1, 1", "other/3306/1, 0"})
    void b24_nothingIsStoppedOnAnotherServer(String identity, int kills) throws InterruptedException {
        try (ScriptedServer server = neverAnswering(identity, "ff2605" + "23" + "4859303030" + "78");
                SqlClient client = clientOf(server)
                        .requestTimeout(Duration.ofMillis(500))
                        .maxSessions(1)
                        .build()) {
            assertThatThrownBy(() -> one(client)).isInstanceOf(DeadlineException.class);
            // a kill that the server refuses leaves it open what comes late: that connection is nobody's any more
            assertThat(one(client.withTimeout(Duration.ofSeconds(10)))).isEqualTo(1);
            assertThat(said.stream().filter(command -> command.startsWith("kill query ")))
                    .hasSize(kills);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    /** Connections are numbered from one again. */
    @Test
    void b24_norBehindARestart() throws InterruptedException {
        uptime = "0";
        try (ScriptedServer server = neverAnswering("db/3306/1", OK);
                SqlClient client = clientOf(server)
                        .requestTimeout(Duration.ofMillis(2_500))
                        .maxSessions(1)
                        .build()) {
            assertThatThrownBy(() -> one(client)).isInstanceOf(DeadlineException.class);
            assertThat(one(client.withTimeout(Duration.ofSeconds(10)))).isEqualTo(1);
            assertThat(said)
                    .anyMatch(command -> command.startsWith("show global status"))
                    .noneMatch(command -> command.startsWith("kill"));
        }
    }

    @Test
    void whoDidNotWaitForAnotherUserToLogInLeavesNobodyElseLoggedInAsThatOne() {
        ConcurrentLinkedQueue<Byte> behind = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    script.logIn();
                    if (clients.incrementAndGet() > 1) {
                        script.answerAll();
                    }
                    script.command();
                    TimeUnit.MILLISECONDS.sleep(600);
                    script.answer(OK);
                    while (true) {
                        behind.add(script.command()[0]);
                        script.answer(OK);
                    }
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            try (SqlSession session = client.lease().withTimeout(Duration.ofMillis(200))) {
                assertThatThrownBy(() ->
                                session.changeUser(LoginSettings.user("root").password("x")))
                        .isInstanceOf(DeadlineException.class);
            }
            assertThat(one(client)).isEqualTo(1);
            assertThat(List.copyOf(behind)).isEmpty();
        }
    }
}
