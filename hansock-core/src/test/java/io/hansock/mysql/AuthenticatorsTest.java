package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.LoginSettings;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SECRET = "secret".getBytes(UTF_8);
    private static final byte[] SCRAMBLE = "abcdefghijklmnopqrst".getBytes(US_ASCII);
    private static final byte[] LONG_PASSWORD = "a password of more than twenty bytes, häßlich".getBytes(UTF_8);
    private static final byte[] EMPTY = {};

    @Test
    void nativePassword() {
        assertThat(HEX.formatHex(new NativePassword(SECRET).answer(SCRAMBLE)))
                .isEqualTo("8817c50fa779daef010ee7577825b0847df9842e");
        assertThat(new NativePassword(EMPTY).answer(SCRAMBLE)).isEmpty();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new NativePassword(SECRET).more(new byte[] {4}));
    }

    @Test
    void b29_cachingSha2DigestsTheHashBeforeTheScramble() {
        Sha2Password plugin = sha2(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, Privacy.NONE);
        assertThat(HEX.formatHex(plugin.answer(SCRAMBLE)))
                .isEqualTo("c76e2898612a4cf042c77fa8c4702c4c64c0c2c557c53c4d75595aaa6abae809");
        assertThat(plugin.more(new byte[] {3})).as("OK or ERR is still to come").isNull();
    }

    @Test
    void b30_theZeroByteBehindAScrambleIsNoPartOfIt() {
        byte[] terminated = Arrays.copyOf(SCRAMBLE, 21);
        assertThat(new NativePassword(LONG_PASSWORD).answer(terminated))
                .isEqualTo(new NativePassword(LONG_PASSWORD).answer(SCRAMBLE));
        assertThat(sha2(AuthPlugin.CACHING_SHA2_PASSWORD, LONG_PASSWORD, Privacy.NONE)
                        .answer(terminated))
                .isEqualTo(sha2(AuthPlugin.CACHING_SHA2_PASSWORD, LONG_PASSWORD, Privacy.NONE)
                        .answer(SCRAMBLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 19, 21, 22, 255})
    void aScrambleOfAnyOtherLengthIsRefused(int length) {
        byte[] challenge = new byte[length];
        Arrays.fill(challenge, (byte) 'x');
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new NativePassword(SECRET).answer(challenge));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> sha2(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, Privacy.VERIFIED)
                        .answer(challenge));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new Ed25519Password(SECRET).answer(challenge));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new ParsecPassword(SECRET).answer(challenge));
    }

    @ParameterizedTest
    @EnumSource(
            value = Privacy.class,
            names = {"ENCRYPTED", "VERIFIED"})
    void fullAuthenticationSendsThePasswordWhereNobodyReadsIt(Privacy privacy) {
        Sha2Password caching = sha2(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, privacy);
        caching.answer(SCRAMBLE);
        assertThat(caching.more(new byte[] {4})).isEqualTo("secret\0".getBytes(UTF_8));
        assertThat(sha2(AuthPlugin.SHA256_PASSWORD, SECRET, privacy).answer(SCRAMBLE))
                .isEqualTo("secret\0".getBytes(UTF_8));
    }

    @Test
    void onAUnixSocketTheOlderPluginStillWantsEncryptionAndTheKeyMayBeAskedFor() {
        AuthPolicy local = new AuthPolicy(Set.of(AuthPlugin.values()), Privacy.VERIFIED, false, null, false);
        assertThat(new Sha2Password(AuthPlugin.SHA256_PASSWORD, SECRET, local).answer(SCRAMBLE))
                .isEqualTo(new byte[] {1});
        Sha2Password caching = new Sha2Password(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, local);
        caching.answer(SCRAMBLE);
        assertThat(caching.more(new byte[] {4})).isEqualTo("secret\0".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthPlugin.class,
            names = {"CACHING_SHA2_PASSWORD", "SHA256_PASSWORD"})
    void withoutPrivacyThePasswordIsNotSentAndTheKeyNotAskedFor(AuthPlugin kind) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> fullAuthentication(sha2(kind, SECRET, Privacy.NONE), kind))
                .withMessageContaining(kind.pluginName())
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthPlugin.class,
            names = {"CACHING_SHA2_PASSWORD", "SHA256_PASSWORD"})
    void aConfiguredKeyEncryptsThePasswordAtOnce(AuthPlugin kind) throws GeneralSecurityException {
        KeyPair pair = rsa();
        Sha2Password plugin = new Sha2Password(kind, LONG_PASSWORD, policy(Privacy.NONE, pair.getPublic(), false));
        assertThat(decrypt(pair, fullAuthentication(plugin, kind)))
                .isEqualTo(Arrays.copyOf(LONG_PASSWORD, LONG_PASSWORD.length + 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthPlugin.class,
            names = {"CACHING_SHA2_PASSWORD", "SHA256_PASSWORD"})
    void aFetchedKeyEncryptsThePasswordWhereThatIsAllowed(AuthPlugin kind) throws GeneralSecurityException {
        KeyPair pair = rsa();
        Sha2Password plugin = new Sha2Password(kind, SECRET, policy(Privacy.NONE, null, true));
        int request = kind == AuthPlugin.CACHING_SHA2_PASSWORD ? 2 : 1;
        assertThat(fullAuthentication(plugin, kind)).isEqualTo(new byte[] {(byte) request});
        byte[] pem = pem(pair);
        assertThat(decrypt(pair, plugin.more(pem))).isEqualTo("secret\0".getBytes(UTF_8));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(pem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PUBLIC KEY-----",
                "-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n=A=\n-----END PUBLIC KEY-----"
            })
    void whatIsNoKeyIsRefused(String pem) {
        Sha2Password plugin = new Sha2Password(AuthPlugin.SHA256_PASSWORD, SECRET, policy(Privacy.NONE, null, true));
        plugin.answer(SCRAMBLE);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(pem.getBytes(US_ASCII)));
    }

    @Test
    void aPasswordThatTheKeyIsTooSmallForIsSaidClearly() throws GeneralSecurityException {
        byte[] password = new byte[300];
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RsaKeys.encrypt(password, SCRAMBLE, rsa().getPublic()))
                .withMessageContaining("too long");
    }

    @Test
    void emptyPasswordsOfSha2() {
        assertThat(sha2(AuthPlugin.CACHING_SHA2_PASSWORD, EMPTY, Privacy.NONE).answer(SCRAMBLE))
                .isEmpty();
        assertThat(sha2(AuthPlugin.SHA256_PASSWORD, EMPTY, Privacy.NONE).answer(SCRAMBLE))
                .isEqualTo(new byte[] {0});
    }

    @Test
    void cachingSha2RefusesWhatIsOutOfTurn() {
        for (String data : new String[] {"", "00", "05", "0304"}) {
            Sha2Password plugin = sha2(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, Privacy.VERIFIED);
            plugin.answer(SCRAMBLE);
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(HEX.parseHex(data)));
        }
        Sha2Password plugin = sha2(AuthPlugin.CACHING_SHA2_PASSWORD, SECRET, Privacy.VERIFIED);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(new byte[] {4}));
        plugin.answer(SCRAMBLE);
        plugin.more(new byte[] {4});
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(new byte[] {4}));
    }

    @Test
    void ed25519() {
        byte[] nonce = Ed25519Test.upTo(0x00, 0x1f);
        assertThat(HEX.formatHex(new Ed25519Password("edpw".getBytes(UTF_8)).answer(nonce)))
                .startsWith("70a841913cbd1d5a")
                .endsWith("cbb3a202");
        assertThat(new Ed25519Password(EMPTY).answer(nonce))
                .as("an empty password signs too")
                .hasSize(64);
    }

    @Test
    void b35_parsecTakesItsSaltWithAndWithoutTheMarkOfPluginData() {
        ParsecPassword plugin = new ParsecPassword("parsecpw".getBytes(UTF_8), Ed25519Test.upTo(0x20, 0x3f));
        assertThat(plugin.answer(Ed25519Test.upTo(0x00, 0x1f))).isEmpty();
        assertThat(plugin.takesUnmarked('P')).isTrue();
        assertThat(plugin.takesUnmarked(0xff)).isFalse();
        byte[] salt = HEX.parseHex("5000" + "719fe08c524145f5ee594106db09a091fd1d");
        assertThat(HEX.formatHex(plugin.more(salt)))
                .isEqualTo(HEX.formatHex(Ed25519Test.upTo(0x20, 0x3f))
                        + "11b174da702ffe284a19c8520932e401ba6c8751ac4e2d92ceaf5f9694cee069"
                        + "9692ce14c667c3079364b4183ce9b826a16be7a3aaac9930dd0f80765a5cc90e");
        byte[] stored = plugin.storedHash();
        assertThat(stored).startsWith(salt);
        assertThat(Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(stored, 20, 52)))
                .isEqualTo("En3P8BjPttwj8jCbDzWgLZ8nFFtPwLqrzWaArPC5wZY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "5000", "50000102", "5004" + SALT, "50ff" + SALT, "5100" + SALT})
    void parsecRefusesWhatWouldCostTooMuchOrMakesNoSense(String data) {
        ParsecPassword plugin = new ParsecPassword(SECRET);
        plugin.answer(new byte[32]);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(HEX.parseHex(data)));
    }

    private static final String SALT = "719fe08c524145f5ee594106db09a091fd1d";

    @Test
    void parsecStretchesByTheDoublingsThatTheServerSaysAndTakesAnEmptyPassword() {
        byte[] once = parsec(EMPTY, "5000" + SALT);
        assertThat(parsec(EMPTY, "5003" + SALT)).hasSize(96).isNotEqualTo(once);
        assertThat(parsec(SECRET, "5000" + SALT)).isNotEqualTo(once);
    }

    @Test
    void b33_theClearPasswordNeedsAConnectionThatOnlyTheServerReads() {
        for (Privacy privacy : new Privacy[] {Privacy.NONE, Privacy.ENCRYPTED}) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new ClearPassword(SECRET, privacy).answer(EMPTY))
                    .withMessageContaining("verify-ca")
                    .withMessageNotContaining("secret");
        }
        assertThat(new ClearPassword(SECRET, Privacy.VERIFIED).answer(EMPTY)).isEqualTo("secret\0".getBytes(UTF_8));
        assertThat(new ClearPassword(EMPTY, Privacy.VERIFIED).answer(EMPTY)).isEqualTo(new byte[] {0});
    }

    @Test
    void b35_dialogAnswersEachQuestionWithTheNextPasswordMarkedOrNot() {
        Passwords passwords =
                Passwords.of("db", LoginSettings.user("ann").password("first").furtherPassword("second"::toCharArray));
        DialogPassword plugin = new DialogPassword(passwords, Privacy.VERIFIED);
        assertThat(plugin.answer("\u0004Password, please:".getBytes(US_ASCII))).isEqualTo("first\0".getBytes(US_ASCII));
        assertThat(plugin.takesUnmarked(2)).isTrue();
        assertThat(plugin.takesUnmarked(5)).isTrue();
        assertThat(plugin.takesUnmarked(0)).isFalse();
        assertThat(plugin.takesUnmarked(0xff)).isFalse();
        assertThat(plugin.takesUnmarked(0xfe)).isFalse();
        assertThat(plugin.more("\u0003Code:".getBytes(US_ASCII))).isEqualTo("second\0".getBytes(US_ASCII));
        assertThat(plugin.more("\u0005Password:".getBytes(US_ASCII))).isEqualTo(new byte[] {0});
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(EMPTY));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> plugin.more(new byte[] {7}));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new DialogPassword(passwords, Privacy.ENCRYPTED).answer(new byte[] {4}))
                .withMessageContaining("dialog");
    }

    private static byte @Nullable [] parsec(byte[] password, String salt) {
        ParsecPassword plugin = new ParsecPassword(password, new byte[32]);
        plugin.answer(new byte[32]);
        return plugin.more(HEX.parseHex(salt));
    }

    static Sha2Password cachingSha2(byte[] password) {
        return sha2(AuthPlugin.CACHING_SHA2_PASSWORD, password, Privacy.NONE);
    }

    private static Sha2Password sha2(AuthPlugin kind, byte[] password, Privacy privacy) {
        return new Sha2Password(kind, password, policy(privacy, null, false));
    }

    private static AuthPolicy policy(Privacy privacy, @Nullable PublicKey key, boolean fetches) {
        return new AuthPolicy(Set.of(AuthPlugin.values()), privacy, privacy != Privacy.NONE, key, fetches);
    }

    private static byte @Nullable [] fullAuthentication(Sha2Password plugin, AuthPlugin kind) {
        byte[] first = plugin.answer(SCRAMBLE);
        return kind == AuthPlugin.SHA256_PASSWORD ? first : plugin.more(new byte[] {4});
    }

    static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    static byte[] pem(KeyPair pair) {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(US_ASCII);
    }

    static byte[] decrypt(KeyPair pair, byte @Nullable [] encrypted) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
        return Digests.xor(cipher.doFinal(encrypted), SCRAMBLE);
    }
}
