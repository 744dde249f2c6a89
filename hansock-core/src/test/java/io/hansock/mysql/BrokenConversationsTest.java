package io.hansock.mysql;

import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.testing.ScriptedServer;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that leave, fall silent or say goodbye at the wrong moment. A caller learns what may have happened, and the next is served. */
@Timeout(60)
class BrokenConversationsTest {
    private static final String IDLE_FOR_TOO_LONG = "ffbf0f23485930303074696d65206f7574";
    private static final String ROW = "0131";

    @Test
    void b23_aGreetingThatIsCutAnywhereIsALostConnection() {
        byte[] greeting = Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password");
        for (int length = 0; length < greeting.length; length++) {
            byte[] part = Arrays.copyOf(greeting, length);
            expectLost(Outcome.NOTHING_SENT, script -> script.client().send(part));
        }
    }

    @Test
    void b23_anAnswerToTheLoginThatIsCutAnywhereIsALostConnection() {
        byte[] ok = Greetings.ok(2);
        for (int length = 0; length < ok.length; length++) {
            byte[] part = Arrays.copyOf(ok, length);
            expectLost(Outcome.NOTHING_SENT, script -> {
                script.client().send(Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password"));
                script.packet();
                script.client().send(part);
            });
        }
    }

    @Test
    void aReplyThatIsCutAnywhereIsALostConnection() {
        byte[] reply = ReplyBytes.reply()
                .packets("01", ReplyBytes.COLUMN, ROW, ReplyBytes.OK_END)
                .bytes();
        for (int length = 0; length < reply.length; length++) {
            byte[] part = Arrays.copyOf(reply, length);
            expectLost(Outcome.UNKNOWN, script -> {
                script.logIn();
                script.command();
                script.client().send(part);
            });
        }
    }

    private static void expectLost(Outcome outcome, ServerScript.Play play) {
        try (ScriptedServer server = ServerScript.repeating(play);
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ChannelLostException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(outcome));
        }
    }

    @Test
    void bytesThatComeOneByOneAreAConversationLikeAnyOther() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.client().trickle(Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password"));
                    script.packet();
                    script.client().trickle(Greetings.ok(2));
                    script.command();
                    script.client()
                            .trickle(ReplyBytes.reply()
                                    .packets("01", ReplyBytes.COLUMN, ROW, ReplyBytes.OK_END)
                                    .bytes());
                    script.command();
                });
                SqlClient client = clientOf(server).build()) {
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void aServerThatTakesNoMoreConnectionsSaysSo() {
        try (ScriptedServer server = ServerScript.repeating(
                        script -> script.answer("ff1004546f6f206d616e7920636f6e6e656374696f6e73"));
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.TOO_MANY_CONNECTIONS));
        }
    }

    @Test
    void aServerThatNeverAnswersTheLoginCostsTheConnectTimeout() {
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    script.client().send(Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password"));
                    script.client().hold();
                });
                SqlClient client =
                        clientOf(server).connectTimeout(Duration.ofMillis(300)).build()) {
            Stopwatch stopwatch = Stopwatch.start();
            assertThatThrownBy(() -> one(client)).isInstanceOf(HansockException.class);
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aCallerDoesNotWaitForTheLoginLongerThanItWantsTo() {
        try (ScriptedServer server =
                        ServerScript.repeating(script -> script.client().hold());
                SqlClient client =
                        clientOf(server).requestTimeout(Duration.ofMillis(300)).build()) {
            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
        }
    }

    @Test
    void b21_aGoodbyeOnAnIdleConnectionIsNobodysAnswer() {
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            script.command();
                            script.answerOne();
                            script.sequence(0);
                            script.answer(IDLE_FOR_TOO_LONG);
                        },
                        ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            assertThat(one(client)).isEqualTo(1);
            // whether the goodbye came with the answer, while the connection was idle, or is found when it is used next
            assertThat(one(client)).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void b22_aGoodbyeThatCrossesACommandMovesItToAnotherConnection() {
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            script.command();
                            script.answerOne();
                            script.command();
                            script.sequence(0);
                            script.answer(IDLE_FOR_TOO_LONG);
                        },
                        script -> {
                            script.logIn();
                            assertThat(new String(script.command(), UTF_8)).endsWith("select 1");
                            script.answerOne();
                            script.command();
                        });
                SqlClient client = clientOf(server).build()) {
            assertThat(one(client)).isEqualTo(1);
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void b22_aConnectionThatWasSaidGoodbyeToIsNeverUsedAgain() {
        ServerScript.Play goodbye = script -> {
            script.logIn();
            script.command();
            script.sequence(0);
            script.answer(IDLE_FOR_TOO_LONG);
            script.client().expectEnd();
        };
        try (ScriptedServer server = ServerScript.playing(goodbye, goodbye, ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(4031));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void rowsThatBreakOffAreALostConnectionAndTheNextCallerHasAnother() {
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            script.command();
                            script.answer("01", ReplyBytes.COLUMN, ROW, ROW);
                        },
                        ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ChannelLostException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatBreaksOffFailsAndTheNextCallerHasAnotherConnection() {
        byte[] row = new byte[1000];
        row[0] = (byte) 0xfc;
        row[1] = (byte) (997 & 0xff);
        row[2] = (byte) (997 >> 8);
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            script.command();
                            script.answer("01", ReplyBytes.COLUMN);
                            for (int i = 0; i < 200; i++) {
                                script.answer(row);
                            }
                        },
                        ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            try (RowStream rows = client.stream("select c from t")) {
                assertThatThrownBy(() -> rows.forEachRemaining(each -> {})).isInstanceOf(ChannelLostException.class);
            }
            Awaitility.await().untilAsserted(() -> assertThat(one(client)).isEqualTo(1));
        }
    }
}
