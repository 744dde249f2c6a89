package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ReplyBytes.OK_END;
import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hansock.ProtocolException;
import io.hansock.ResultException;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose answers are none, or never end. The caller is told, and the next has another connection. */
@Timeout(60)
class HostileServerTest {
    /** What the first connection does to its caller, and that the next caller has another connection. */
    private static void expectClosed(ServerScript.Play play) {
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            play.play(script);
                            script.client().expectEnd();
                        },
                        ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> one(client));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 255})
    void anAnswerOutOfStepIsNobodys(int sequence) {
        expectClosed(script -> {
            script.command();
            script.sequence(sequence);
            script.answerOne();
        });
    }

    @Test
    void aRowOutOfStepIsNobodys() {
        expectClosed(script -> {
            script.command();
            script.answer("01", COLUMN, "0131");
            script.sequence(3);
            script.answer("0132", OK_END);
        });
    }

    @Test
    void rowsThatAreNotWhatWasAnnouncedAreRefused() {
        expectClosed(script -> {
            script.command();
            script.answer("01", COLUMN, "01310132", OK_END);
        });
        expectClosed(script -> {
            script.command();
            script.answer("01", COLUMN, "0531", OK_END);
        });
        expectClosed(script -> {
            script.command();
            script.answer("01", COLUMN, "fdffffff31", OK_END);
        });
    }

    @Test
    void resultsThatNoServerHasAreRefused() {
        for (String absurd : new String[] {"fe0000000001000000", "fdffffff", "fcffff00", "01ff"}) {
            expectClosed(script -> {
                script.command();
                script.answer(absurd, COLUMN, COLUMN, OK_END);
            });
        }
    }

    @Test
    void b27_aRowThatBeginsWithFeIsARow() {
        int length = (1 << 24) + 5;
        byte[] row = new byte[9 + length];
        Arrays.fill(row, (byte) 'x');
        byte[] head = {(byte) 0xfe, 5, 0, 0, 1, 0, 0, 0, 0};
        System.arraycopy(head, 0, row, 0, head.length);
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    script.command();
                    script.answer(new byte[] {1}, Packets.definition("c", 0xfc, 0, 45), row, Packets.hex(OK_END));
                    script.command();
                });
                SqlClient client = clientOf(server).build()) {
            assertThat(client.query("select c from t").rows().row(0).getString(1))
                    .hasSize(length)
                    .startsWith("xxxx");
        }
    }

    @Test
    void b28_theEndOfRowsMayTellSomething() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    script.command();
                    script.answer("01", COLUMN, "0131", OK_END + "09" + "31" + "20726f772e2e2e2e");
                    script.answerAll();
                });
                SqlClient client = clientOf(server).build()) {
            assertThat(client.query("select 1").rows().size()).isEqualTo(1);
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void b32_aFrameThatInflatesToMoreThanItSaysIsRefused() throws IOException {
        byte[] bomb = deflated(new byte[1 << 24]);
        Capabilities offered = ServerScript.OFFERED.with(Capability.COMPRESS);
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn(offered);
                    script.client().input().readNBytes(PacketWriter.HEADER);
                    byte[] header = {
                        (byte) bomb.length, (byte) (bomb.length >> 8), (byte) (bomb.length >> 16), 1, 100, 0, 0
                    };
                    script.client().send(header);
                    script.client().send(bomb);
                    script.client().input().readAllBytes();
                });
                SqlClient client =
                        clientOf(server).login(login -> login.compressed()).build()) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> one(client));
        }
    }

    private static byte[] deflated(byte[] plain) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(body)) {
            out.write(plain);
        }
        return body.toByteArray();
    }

    /** Sends rows to the first client without end, and answers those who come later, one of whom may be there to stop it. */
    private static ScriptedServer withoutEnd(int rowBytes) {
        byte[] row = new byte[rowBytes];
        row[0] = (byte) 0xfd;
        row[1] = (byte) (rowBytes - 4);
        row[2] = (byte) ((rowBytes - 4) >> 8);
        return ServerScript.repeating(script -> {
            script.logIn();
            if (script.client().number() > 1) {
                script.answerAll();
            }
            script.command();
            script.answer(new byte[] {1}, Packets.definition("c", 0xfc, 0, 63));
            while (true) {
                script.answer(row);
            }
        });
    }

    @Test
    void rowsWithoutEndFailTheirCallerAndNobodyElse() {
        try (ScriptedServer server = withoutEnd(1 << 16);
                SqlClient client = clientOf(server).maxReplyBytes(1 << 20).build()) {
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> client.query("select c from t"))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.TOO_LARGE));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void rowsWithoutEndCanBeReadForAsLongAsOneLikes() {
        try (ScriptedServer server = withoutEnd(1 << 10);
                SqlClient client = clientOf(server).maxReplyBytes(1 << 20).build()) {
            try (RowStream rows = client.stream("select c from t")) {
                for (int i = 0; i < 5_000; i++) {
                    assertThat(rows.next().getBytes(1)).hasSize((1 << 10) - 4);
                }
            }
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void whatNobodyAskedForEndsTheConnection() {
        try (ScriptedServer server = ServerScript.playing(
                        script -> {
                            script.logIn();
                            script.command();
                            script.answer("01", COLUMN, "0131", OK_END, OK);
                            script.client().expectEnd();
                        },
                        ServerScript.ANSWERING);
                SqlClient client = clientOf(server).build()) {
            Throwable first = catchThrowable(() -> one(client));
            Throwable second = catchThrowable(() -> one(client));
            // whoever meets it is told; it depends on what arrives together
            assertThat(Stream.of(first, second).filter(Objects::nonNull))
                    .singleElement()
                    .isInstanceOf(ProtocolException.class);
            assertThat(one(client)).isEqualTo(1);
        }
    }
}
