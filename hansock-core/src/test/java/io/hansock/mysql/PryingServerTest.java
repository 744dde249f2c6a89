package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ServerScript.PASSWORD;
import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.sql.SqlClient;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask for what is none of their business: files, and passwords. */
@Timeout(60)
class PryingServerTest {
    private static final byte[] PASSWD_WANTED = "\u00fb/etc/passwd".getBytes(ISO_8859_1);

    private static void asksForPasswordsInVain(ServerScript script) throws IOException {
        script.command();
        script.answer(PASSWD_WANTED);
        assertThat(script.packet()).isEmpty();
        script.answer(OK);
    }

    @Test
    void b26_aFileThatNobodyOfferedIsNotSent() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    asksForPasswordsInVain(script);
                    script.answerAll();
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.rule()).isEqualTo("local-infile"));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void b26_aFileAskedForBehindAResultIsNotSentEither() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    script.command();
                    script.answer("01", COLUMN, "0131", "fe00000a000000");
                    script.answer(PASSWD_WANTED);
                    assertThat(script.packet()).isEmpty();
                    assertThat(script.sequence()).isEqualTo(1 + 5 + 1);
                    script.answer(OK);
                    script.answerAll();
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> one(client));
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void b26_aPreparedStatementThatAsksForAFileEndsTheConnection() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    script.command();
                    script.answer("000100000000000100000000", COLUMN);
                    script.command();
                    script.answer(PASSWD_WANTED);
                    script.client().expectEnd();
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> client.update("update t set a = ?", 1));
        }
    }

    @Test
    void b26_onlyTheFileOfTheStatementIsSent() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    asksForPasswordsInVain(script);
                    script.command();
                });
                SqlClient client =
                        clientOf(server).login(login -> login.localInfile()).build()) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> {
                try (var session = client.lease()) {
                    session.localInfile("load data local infile 'rows.csv' into table t", () -> {
                        throw new AssertionError("opened");
                    });
                }
            });
        }
    }

    @Test
    void b29_anErrorBehindAFastLoginIsTheAnswer() {
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    script.client().send(Greetings.packet("9.7.4", ServerScript.OFFERED, "caching_sha2_password"));
                    script.packet();
                    script.answer("0103", "ff1504" + "233238303030" + "6e6f");
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> one(client))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql_clear_password", "sha256_password", "dialog", "mysql_old_password"})
    void b33_thePasswordIsNotForEverybodyWhoAsks(String plugin) {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.client().send(Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password"));
                    script.packet();
                    script.client().send(Greetings.change(2, plugin));
                    script.client().expectEnd();
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> one(client))
                    .withMessageNotContaining(PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", ""})
    void b35_theDataOfAPluginMayComeWithOrWithoutItsMark(String mark) {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.client().send(Greetings.packet("9.7.4", ServerScript.OFFERED, "mysql_native_password"));
                    script.packet();
                    script.client().send(Greetings.change(2, "parsec", new byte[32]));
                    assertThat(script.packet()).isEmpty();
                    script.answer(mark + "5000" + "11".repeat(18));
                    assertThat(script.packet()).hasSize(96);
                    script.answer(OK);
                    script.answerAll();
                });
                SqlClient client = clientOf(server).build()) {
            assertThat(one(client)).isEqualTo(1);
        }
    }

    @Test
    void whatAServerSaysIsNoSecretOfTheClients() {
        byte[] text = ("\u00ff\u0010\u0004#42000Access denied: " + PASSWORD + "\n\u001b[31m").getBytes(ISO_8859_1);
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    script.logIn();
                    script.command();
                    script.answer(text);
                    script.command();
                });
                SqlClient client = clientOf(server).build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> one(client))
                    .withMessageNotContaining(PASSWORD)
                    .satisfies(
                            e -> assertThat(e.serverText().getBytes(US_ASCII)).doesNotContain((byte) '\n', 27));
        }
    }
}
