package io.hansock.mysql;

import static io.hansock.mysql.Greetings.change;
import static io.hansock.mysql.Greetings.message;
import static io.hansock.mysql.Greetings.ok;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteReader;
import io.hansock.net.Handshake.Next;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login, byte by byte and without a socket. What real servers make of it: {@code LoginIT}. */
class MysqlHandshakeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final LoginSettings ANN = LoginSettings.user("ann").password("secret");
    private static final String CACHING_PROOF = "c76e2898612a4cf042c77fa8c4702c4c64c0c2c557c53c4d75595aaa6abae809";
    private static final String NATIVE_PROOF = "8817c50fa779daef010ee7577825b0847df9842e";

    @Test
    void theResponseSaysWhoLogsInToWhat() {
        LoginTalk talk = LoginTalk.tcp(ANN.database("shop").attribute("team", "blue"));
        assertThat(talk.receive(Greetings.mysql())).isEqualTo(Next.RECEIVE);

        ByteReader response = talk.sentPacket(1);
        Capabilities asked = Capabilities.ofBits(response.uint32());
        assertThat(asked.has(Capability.CONNECT_WITH_DB)).isTrue();
        assertThat(asked.has(Capability.LOCAL_FILES)).isFalse();
        assertThat(asked.has(Capability.FOUND_ROWS)).isFalse();
        assertThat(asked.has(Capability.SSL)).isFalse();
        assertThat(response.int32()).isEqualTo(0x4000_0000);
        assertThat(response.uint8()).as("utf8mb4").isEqualTo(45);
        assertThat(response.bytes(23)).containsOnly(0);
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("ann");
        assertThat(HEX.formatHex(response.lenencBytes())).isEqualTo(CACHING_PROOF);
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("shop");
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("caching_sha2_password");
        ByteReader attributes = response.slice(response.lenencLength());
        assertThat(attributes.lenencString(UTF_8)).isEqualTo("_client_name");
        assertThat(attributes.lenencString(UTF_8)).isEqualTo("Hansock");
        assertThat(attributes.restString(UTF_8))
                .contains("_pid", "_os", "_platform", "_runtime_version", "\u0004team\u0004blue");
        assertThat(response.hasRemaining()).isFalse();
    }

    @Test
    void mariaDbGetsItsExtendedCapabilities() {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mariaDb());
        ByteReader response = talk.sentPacket(1);
        long low = response.uint32();
        response.skip(4 + 1 + 19);
        Capabilities asked = Capabilities.ofBits(low | response.uint32() << 32);
        assertThat(asked.has(Capability.LONG_PASSWORD))
                .as("that would mean MySQL")
                .isFalse();
        assertThat(asked.has(Capability.CACHE_METADATA)).isTrue();
        assertThat(asked.has(Capability.PROGRESS))
                .as("it would send packets nobody expects")
                .isFalse();
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("ann");
        assertThat(HEX.formatHex(response.lenencBytes())).isEqualTo(NATIVE_PROOF);
        talk.receive(ok(2));
        assertThat(talk.handshake().agreed().mariaDb()).isTrue();
        assertThat(talk.handshake().agreed().capabilities()).isEqualTo(asked);
    }

    @Test
    void whatIsAgreedCanBeRead() {
        LoginTalk talk = LoginTalk.tcp(ANN.capabilities(Capability.FOUND_ROWS));
        talk.receive(Greetings.mysql());
        assertThat(talk.receive(ok(2))).isEqualTo(Next.DONE);
        Agreed agreed = talk.handshake().agreed();
        assertThat(agreed.has(Capability.FOUND_ROWS)).isTrue();
        assertThat(agreed.has(Capability.DEPRECATE_EOF)).isTrue();
        assertThat(agreed.serverVersion()).isEqualTo("9.7.4");
        assertThat(agreed.connectionId()).isEqualTo(0xfedc_ba98L);
        assertThat(agreed.encrypted()).isFalse();
        assertThat(agreed.mariaDb()).isFalse();
    }

    @Test
    void b29_afterFastAuthenticationTheOkOrErrIsStillRead() {
        LoginTalk good = LoginTalk.tcp(ANN);
        good.receive(Greetings.mysql());
        assertThat(good.receive(message(2, new byte[] {1, 3}))).isEqualTo(Next.RECEIVE);
        assertThat(good.receive(ok(3))).isEqualTo(Next.DONE);

        LoginTalk bad = LoginTalk.tcp(ANN.database("gone"));
        bad.receive(Greetings.mysql());
        bad.receive(message(2, new byte[] {1, 3}));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> bad.receive(PacketsTest.err(3, 1049, "#42000Unknown database 'gone'")))
                .satisfies(unknown -> assertThat(unknown.kind()).isEqualTo(ServerException.Kind.NO_SUCH_TABLE));
    }

    @Test
    void anyCutOfTheStreamGivesTheSameConversation() {
        byte[] stream = concat(
                Greetings.mysql(),
                change(2, "mysql_native_password"),
                change(4, "caching_sha2_password"),
                message(6, new byte[] {1, 3}),
                ok(7));
        LoginTalk whole = LoginTalk.tcp(ANN);
        assertThat(whole.receive(stream)).isEqualTo(Next.DONE);
        for (int cut = 0; cut < stream.length; cut++) {
            LoginTalk talk = LoginTalk.tcp(ANN);
            assertThat(talk.receive(Arrays.copyOf(stream, cut))).isEqualTo(Next.RECEIVE);
            assertThat(talk.receive(Arrays.copyOfRange(stream, cut, stream.length)))
                    .isEqualTo(Next.DONE);
            assertThat(talk.sent()).isEqualTo(whole.sent());
        }
        assertThat(HEX.formatHex(whole.sent()))
                .contains("14000003" + NATIVE_PROOF)
                .endsWith("20000005" + CACHING_PROOF);
    }

    @Test
    void whatFollowsTheOkIsLeftToOthers() {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mysql());
        assertThat(talk.receive(concat(ok(2), new byte[] {9, 9}))).isEqualTo(Next.DONE);
        assertThat(talk.unread()).isEqualTo(2);
    }

    @Test
    void serversWithoutPluginsAreLoggedInToAsEver() {
        Capabilities old = Capabilities.ofBits(0x800f_f7ffL)
                .without(Capability.PLUGIN_AUTH, Capability.PLUGIN_AUTH_LENENC_CLIENT_DATA);
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.packet("5.5.9", old, ""));
        ByteReader response = talk.sentPacket(1);
        response.skip(32);
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("ann");
        assertThat(HEX.formatHex(response.bytes(response.uint8()))).isEqualTo(NATIVE_PROOF);
        assertThat(response.hasRemaining()).isFalse();
        assertThat(talk.receive(ok(2))).isEqualTo(Next.DONE);
    }

    @Test
    void anAccountWithoutAPasswordProvesNothing() {
        LoginTalk talk = LoginTalk.tcp(LoginSettings.user("guest"));
        talk.receive(Greetings.mysql());
        ByteReader response = talk.sentPacket(1);
        response.skip(32 + "guest\0".length());
        assertThat(response.lenencBytes()).isEmpty();
        assertThat(talk.receive(change(2, "mysql_native_password"))).isEqualTo(Next.RECEIVE);
        assertThat(talk.sent()).endsWith(0, 0, 0, 3);
    }

    @Test
    void lengthsAreOfBytes() {
        LoginTalk talk = LoginTalk.tcp(LoginSettings.user("Jörg😀").database("läden"));
        talk.receive(Greetings.mysql());
        ByteReader response = talk.sentPacket(1);
        response.skip(32);
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("Jörg😀");
        response.lenencBytes();
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("läden");
    }

    @Test
    void thePluginThatIsGuessedIsOneThatIsAllowed() {
        LoginTalk talk = LoginTalk.tcp(ANN.plugins(Set.of(AuthPlugin.CLIENT_ED25519)));
        talk.receive(Greetings.mariaDb());
        ByteReader response = talk.sentPacket(1);
        response.skip(32 + "ann\0".length());
        assertThat(response.lenencBytes()).as("nothing before the server asks").isEmpty();
        assertThat(response.nulTerminatedString(UTF_8)).isEqualTo("client_ed25519");
        talk.receive(change(2, "client_ed25519", new byte[32]));
        assertThat(talk.sentPacket(3).remaining()).isEqualTo(64);
        assertThat(talk.receive(ok(4))).isEqualTo(Next.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_gssapi_client",
                "authentication_ldap_sasl_client",
                "authentication_webauthn_client",
                "authentication_openid_connect_client",
                "authentication_kerberos_client",
                "mysql_old_password"
            })
    void pluginsThatHansockLacksAreNamed(String plugin) {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mysql());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(change(2, plugin)))
                .withMessageStartingWith("db: ")
                .withMessageContaining(plugin)
                .withMessageContaining("client_ed25519");
    }

    @Test
    void b33_aRogueServerDoesNotGetTheClearPassword() {
        LoginTalk notAllowed = LoginTalk.tcp(ANN);
        notAllowed.receive(Greetings.mysql());
        byte[] before = notAllowed.sent();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> notAllowed.receive(change(2, "mysql_clear_password")))
                .withMessageContaining("not allowed");
        assertThat(notAllowed.sent()).isEqualTo(before);

        LoginTalk allowed = LoginTalk.tcp(ANN.plugins(Set.of(AuthPlugin.values())));
        allowed.receive(Greetings.mysql());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> allowed.receive(change(2, "mysql_clear_password")))
                .withMessageContaining("Unix socket");
    }

    @Test
    void theClearPasswordGoesOverAUnixSocketIfItIsAllowed() {
        LoginTalk talk = LoginTalk.unix(ANN.plugins(Set.of(AuthPlugin.MYSQL_CLEAR_PASSWORD)), TlsMode.PREFERRED);
        assertThat(talk.receive(Greetings.mysql())).as("no TLS is needed").isEqualTo(Next.RECEIVE);
        talk.receive(change(2, "mysql_clear_password", new byte[0]));
        assertThat(talk.sent()).endsWith("\u0007\0\0\u0003secret\0".getBytes(US_ASCII));
    }

    @Test
    void aPasswordOfBefore41IsRefused() {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mysql());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(message(2, new byte[] {(byte) 0xfe})))
                .withMessageContaining("4.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "fb", "50", "fe61", "01", "0104", "", "00", "000000", "00fb0002000000"})
    void whatMakesNoSenseInALoginIsRefused(String payload) {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mariaDb());
        byte[] packet = message(2, HEX.parseHex(payload));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> talk.receive(packet));
    }

    @Test
    void aServerThatAsksOnAndOnIsLeft() {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mysql());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> {
                    for (int id = 2; id < 200; id += 2) {
                        talk.receive(change(id, "mysql_native_password"));
                    }
                })
                .withMessageContaining("on and on");
    }

    @Test
    void sequenceIdsAreChecked() {
        LoginTalk talk = LoginTalk.tcp(ANN);
        talk.receive(Greetings.mysql());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> talk.receive(ok(3)))
                .withMessageContaining("sequence id 3 where 2");
        byte[] greeting = Greetings.mysql();
        greeting[3] = 1;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> LoginTalk.tcp(ANN).receive(greeting));
    }

    @Test
    void aHugePacketIsRefusedByItsHeader() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> LoginTalk.tcp(ANN).receive(HEX.parseHex("01800000")));
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsMode.class,
            names = {"REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"})
    void b33_withoutTheTlsThatIsRequiredNothingIsSent(TlsMode mode) {
        LoginTalk talk = LoginTalk.tcp(ANN, TlsSettings.of(mode));
        byte[] greeting = Greetings.packet("9.7.4", Greetings.MYSQL.without(Capability.SSL), "caching_sha2_password");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(greeting))
                .withMessageContaining("offers no TLS");
        assertThat(talk.sent()).isEmpty();
    }

    @Test
    void preferredTlsGoesWithoutWhereThereIsNone() {
        LoginTalk talk = LoginTalk.tcp(ANN, TlsSettings.of(TlsMode.PREFERRED));
        byte[] greeting = Greetings.packet("9.7.4", Greetings.MYSQL.without(Capability.SSL), "caching_sha2_password");
        assertThat(talk.receive(greeting)).isEqualTo(Next.RECEIVE);
        assertThat(talk.sentPacket(1).uint32() & 0x800).isZero();
    }

    @Test
    void inClearOnlyTheWishForTlsIsSaid() {
        LoginTalk talk = LoginTalk.tcp(ANN.database("shop"), TlsSettings.of(TlsMode.REQUIRED));
        assertThat(talk.receive(Greetings.mysql())).isEqualTo(Next.START_TLS);
        ByteReader request = talk.sentPacket(1);
        assertThat(talk.sent()).hasSize(36);
        long asked = request.uint32();
        assertThat(asked & 0x800).isNotZero();

        byte[] clear = talk.sent();
        talk.encrypt("a certificate".getBytes(US_ASCII));
        byte[] all = talk.sent();
        ByteReader response = new ByteReader(all, clear.length + 4, all.length);
        assertThat(all[clear.length + 3]).as("sequence id").isEqualTo((byte) 2);
        assertThat(response.uint32()).isEqualTo(asked);
        assertThat(talk.receive(message(3, new byte[] {1, 4}))).isEqualTo(Next.RECEIVE);
        assertThat(talk.sent()).endsWith("\u0007\0\0\u0004secret\0".getBytes(US_ASCII));
        assertThat(talk.receive(ok(5))).isEqualTo(Next.DONE);
        assertThat(talk.handshake().agreed().encrypted()).isTrue();
    }

    @Test
    void bytesBehindTheGreetingAreNotReadInClear() {
        LoginTalk talk = LoginTalk.tcp(ANN, TlsSettings.of(TlsMode.REQUIRED));
        assertThat(talk.receive(concat(Greetings.mysql(), ok(2)))).isEqualTo(Next.START_TLS);
        assertThat(talk.unread()).as("left for the channel to refuse").isEqualTo(ok(2).length);
    }

    @Test
    void aConnectionWithSeveralFactorsAsksForEach() {
        List<String> sent = List.of("secret", "second", "third");
        LoginSettings factors = ANN.plugins(Set.of(AuthPlugin.CACHING_SHA2_PASSWORD, AuthPlugin.MYSQL_CLEAR_PASSWORD))
                .furtherPassword(() -> sent.get(1).toCharArray())
                .furtherPassword(() -> sent.get(2).toCharArray());
        LoginTalk talk = LoginTalk.unix(factors, TlsMode.DISABLED);
        talk.receive(Greetings.mysql());
        assertThat(talk.sentPacket(1).uint32() & 0x1000_0000).isNotZero();
        talk.receive(message(2, new byte[] {1, 3}));
        talk.receive(message(3, "\u0002mysql_clear_password\0".getBytes(US_ASCII)));
        talk.receive(message(5, "\u0002mysql_clear_password\0".getBytes(US_ASCII)));
        assertThat(talk.sent()).endsWith("\u0007\0\0\u0004second\0\u0006\0\0\u0006third\0".getBytes(US_ASCII));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(message(7, "\u0002mysql_clear_password\0".getBytes(US_ASCII))))
                .withMessageContaining("more factors than the 3");
    }

    @Test
    void aFourthFactorCannotBeConfigured() {
        LoginSettings three = ANN.furtherPassword(() -> new char[0]).furtherPassword(() -> new char[0]);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> three.furtherPassword(() -> new char[0]));
    }

    @Test
    void passwordsAreWipedAndSuppliersAskedOncePerLogin() {
        char[] handedOut = "secret".toCharArray();
        LoginTalk talk = LoginTalk.tcp(LoginSettings.user("ann").password(() -> handedOut));
        assertThat(handedOut).containsOnly('\0');
        talk.receive(Greetings.mysql());
        assertThat(talk.sent()).as("the login has its copy").isNotEmpty();
        talk.handshake().wipe();
        talk.receive(change(2, "mysql_native_password"));
        assertThat(HEX.formatHex(talk.sent())).doesNotContain(NATIVE_PROOF);
    }

    @Test
    void aPasswordThatIsNoTextIsRefusedWithoutBeingShown() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LoginTalk.tcp(LoginSettings.user("ann").password("x\ud800")))
                .withMessageContaining("surrogate");
    }

    @Test
    void tooManyAttributesAreRefused() {
        LoginTalk talk = LoginTalk.tcp(ANN.attribute("long", "x".repeat(60_000)));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> talk.receive(Greetings.mysql()))
                .withMessageContaining("attributes");
    }

    static byte[] concat(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
