package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.LoginSettings;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChangeUserTest {
    private final ByteWriter out = new ByteWriter(128, 1 << 20);

    @Test
    void theCommandIsALoginAndTheServerAsksWithAFreshScramble() {
        ChangeUser change = loggedIn()
                .changeUser(LoginSettings.user("bob").password("secret").database("shop"));
        change.begin(out);

        ByteReader command = new ByteReader(out.toByteArray());
        assertThat(command.uint24()).isEqualTo(command.limit() - 4);
        assertThat(command.uint8()).as("sequence id").isZero();
        assertThat(command.uint8()).isEqualTo(0x11);
        assertThat(command.nulTerminatedString(UTF_8)).isEqualTo("bob");
        assertThat(HexFormat.of().formatHex(command.bytes(command.uint8())))
                .isEqualTo("c76e2898612a4cf042c77fa8c4702c4c64c0c2c557c53c4d75595aaa6abae809");
        assertThat(command.nulTerminatedString(UTF_8)).isEqualTo("shop");
        assertThat(command.uint16()).isEqualTo(45);
        assertThat(command.nulTerminatedString(UTF_8)).isEqualTo("caching_sha2_password");
        assertThat(command.slice(command.lenencLength()).lenencString(UTF_8)).isEqualTo("_client_name");
        assertThat(command.hasRemaining()).isFalse();

        out.reset();
        assertThat(answer(
                        change,
                        Greetings.change(1, "caching_sha2_password", "ABCDEFGHIJKLMNOPQRST\0".getBytes(US_ASCII))))
                .isFalse();
        assertThat(out.size()).isEqualTo(36);
        assertThat(out.array()[3]).isEqualTo((byte) 2);
        out.reset();
        assertThat(answer(change, Greetings.message(3, new byte[] {1, 3}))).isFalse();
        assertThat(out.size()).as("the server goes on by itself").isZero();
        assertThat(answer(change, Greetings.ok(4))).isTrue();
    }

    @Test
    void refusalsAndNonsenseAreThoseOfALogin() {
        ChangeUser refused = loggedIn().changeUser(LoginSettings.user("bob"));
        refused.begin(out);
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> answer(refused, PacketsTest.err(1, 1045, "#28000Access denied")))
                .satisfies(denied -> assertThat(denied.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
        ChangeUser another = loggedIn().changeUser(LoginSettings.user("bob"));
        another.begin(out);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> answer(another, Greetings.ok(2)));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> answer(another, new byte[] {7, 0, 0}));
    }

    private boolean answer(ChangeUser change, byte[] packet) {
        return change.answer(packet, 0, packet.length, out);
    }

    private static MysqlHandshake loggedIn() {
        LoginTalk talk = LoginTalk.tcp(LoginSettings.user("ann").password("secret"));
        talk.receive(Greetings.mysql());
        talk.receive(Greetings.ok(2));
        return talk.handshake();
    }
}
