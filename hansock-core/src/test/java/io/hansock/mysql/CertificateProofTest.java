package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Handshake.Next;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateProofTest {
    private static final byte[] CERTIFICATE = "the certificate in DER".getBytes(US_ASCII);
    private static final byte[] SCRAMBLE = Greetings.SCRAMBLE.getBytes(US_ASCII);
    private static final LoginSettings ANN = LoginSettings.user("ann").password("secret");

    @ParameterizedTest
    @EnumSource(
            value = TlsMode.class,
            names = {"REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"})
    void aServerThatKnowsThePasswordVouchesForItsCertificate(TlsMode mode) {
        LoginTalk talk = talk(TlsSettings.of(mode).trustByPassword(), ANN);
        assertThat(talk.receive(ok(proof(nativeHash("secret"), CERTIFICATE)))).isEqualTo(Next.DONE);
    }

    @Test
    void theProofNamesTheScrambleThatWasUsed() {
        LoginTalk talk = talk(TlsSettings.of(TlsMode.REQUIRED).trustByPassword(), ANN);
        String another = "ABCDEFGHIJKLMNOPQRST";
        talk.receive(Greetings.change(3, "mysql_native_password", (another + "\0").getBytes(US_ASCII)));
        byte[] hash = Digests.sha256(nativeHash("secret"), another.getBytes(US_ASCII), Digests.sha256(CERTIFICATE));
        assertThat(talk.receive(ok(5, "\u0001" + HexFormat.of().formatHex(hash))))
                .isEqualTo(Next.DONE);
    }

    @Test
    void ed25519AccountsAreVouchedForToo() {
        LoginTalk talk = talk(TlsSettings.of(TlsMode.REQUIRED).trustByPassword(), ANN);
        talk.receive(Greetings.change(3, "client_ed25519", new byte[32]));
        byte[] key = Ed25519.publicKey("secret".getBytes(UTF_8));
        assertThat(talk.receive(ok(5, proof(key, CERTIFICATE)))).isEqualTo(Next.DONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsMode.class,
            names = {"PREFERRED", "REQUIRED"})
    void aProofOfAnotherCertificateEndsEvenALoginThatDidNotAskForOne(TlsMode mode) {
        LoginTalk talk = talk(TlsSettings.of(mode), ANN);
        byte[] forged = ok(proof(nativeHash("secret"), "another".getBytes(US_ASCII)));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> talk.receive(forged))
                .withMessageContaining("somebody may sit between");
        LoginTalk guessing = talk(TlsSettings.of(mode), ANN);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> guessing.receive(ok("\u0001" + "z".repeat(64))));
    }

    @Test
    void aServerThatDoesNotKnowThePasswordCannotVouch() {
        LoginTalk talk = talk(TlsSettings.of(TlsMode.VERIFY_CA).trustByPassword(), ANN);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> talk.receive(ok(proof(nativeHash("another"), CERTIFICATE))));
    }

    @Test
    void whereItIsWantedAMissingProofEndsTheLogin() {
        TlsSettings byPassword = TlsSettings.of(TlsMode.REQUIRED).trustByPassword();
        for (String info : new String[] {"", "Records: 1", "\u0001abcd"}) {
            LoginTalk talk = talk(byPassword, ANN);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> talk.receive(ok(info)))
                    .withMessageContaining("MariaDB 11.4");
        }
        LoginTalk guest = talk(byPassword, LoginSettings.user("guest"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> guest.receive(ok(proof(nativeHash(""), CERTIFICATE))));
    }

    @Test
    void whereItIsNotWantedAMissingProofIsNoMatter() {
        assertThat(talk(TlsSettings.of(TlsMode.REQUIRED), ANN).receive(ok(""))).isEqualTo(Next.DONE);
    }

    @Test
    void untilTheProofIsThereThePasswordItselfIsNotSent() {
        LoginTalk talk = talk(
                TlsSettings.of(TlsMode.VERIFY_IDENTITY).trustByPassword(), ANN.plugins(Set.of(AuthPlugin.values())));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(Greetings.change(3, "mysql_clear_password")));
        LoginTalk another = talk(TlsSettings.of(TlsMode.VERIFY_IDENTITY).trustByPassword(), ANN);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> another.receive(Greetings.change(3, "sha256_password")));
    }

    /** A talk that waits for the answer to its login packet, in TLS. */
    private static LoginTalk talk(TlsSettings tls, LoginSettings login) {
        LoginTalk talk = LoginTalk.tcp(login, tls);
        talk.receive(Greetings.mariaDb());
        talk.encrypt(CERTIFICATE);
        return talk;
    }

    private static byte[] nativeHash(String password) {
        return Digests.sha1(Digests.sha1(password.getBytes(UTF_8)));
    }

    private static String proof(byte[] storedHash, byte[] certificate) {
        return "\u0001" + HexFormat.of().formatHex(Digests.sha256(storedHash, SCRAMBLE, Digests.sha256(certificate)));
    }

    private static byte[] ok(String info) {
        return ok(3, info);
    }

    private static byte[] ok(int sequence, String info) {
        ByteWriter out = new ByteWriter(128, 1024);
        out.put(Arrays.copyOf(new byte[] {0, 0, 0, 2, 0, 0, 0}, 7));
        out.lenencUtf8(info);
        return Greetings.message(sequence, out.toByteArray());
    }
}
