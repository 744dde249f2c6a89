package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.ServerCertificate;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which certificates of real servers are taken under which TLS mode, and what is left unsaid where they are not. */
class LoginTlsIT {
    private static final String USER = "login_tls";
    private static final LoginSettings LOGIN = LoginSettings.user(USER).password("secret");
    private static final String STORE_PASSWORD = "store-password";

    private static SqlServer shared(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(LoginIT.plainest(kind), USER, "secret");
        return server;
    }

    private static SqlServer start(SqlServer.Kind kind, ServerCertificate certificate) {
        SqlServer server = SqlServer.builder(kind).certificate(certificate).start();
        server.account(LoginIT.plainest(kind), USER, "secret");
        return server;
    }

    /** The cipher of a new connection, empty if it has none. */
    private static @Nullable String cipher(SqlServer server, TlsSettings tls) {
        return cipher(server, server.host(), tls);
    }

    private static @Nullable String cipher(SqlServer server, String host, TlsSettings tls) {
        try (LoginClient client = new LoginClient(LoginClient.tcp(server, host), LOGIN, tls)) {
            return client.value("show session status like 'Ssl_cipher'");
        }
    }

    private static void assertRefused(SqlServer server, TlsSettings tls) {
        assertThatExceptionOfType(ChannelLostException.class)
                .isThrownBy(() -> cipher(server, tls))
                .satisfies(refused -> assertThat(refused.outcome()).isEqualTo(Outcome.NOTHING_SENT))
                .withCauseInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyModeDoesWhatItSays(SqlServer.Kind kind) {
        SqlServer server = shared(kind);
        assertThat(cipher(server, TlsSettings.of(TlsMode.PREFERRED))).isNotEmpty();
        assertThat(cipher(server, TlsSettings.of(TlsMode.DISABLED))).isEmpty();
        assertThat(cipher(server, TlsSettings.of(TlsMode.REQUIRED))).isNotEmpty();
        for (TlsMode verifying : new TlsMode[] {TlsMode.VERIFY_CA, TlsMode.VERIFY_IDENTITY}) {
            TlsSettings tls = TlsSettings.of(verifying);
            assertThat(cipher(server, tls.certificateFile(server.caFile()))).isNotEmpty();
            assertThat(cipher(server, "localhost", tls.certificateFile(server.caFile())))
                    .isNotEmpty();
            assertRefused(server, tls);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVersionOfTlsCanBeChosen(SqlServer.Kind kind) {
        SqlServer server = shared(kind);
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            TlsSettings tls = TlsSettings.of(TlsMode.VERIFY_IDENTITY)
                    .certificateFile(server.caFile())
                    .protocols(List.of(version));
            try (LoginClient client = LoginClient.tcp(server, LOGIN, tls)) {
                assertThat(client.value("show session status like 'Ssl_version'"))
                        .isEqualTo(version);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void trustMayComeFromAStoreOrAContext(SqlServer.Kind kind, @TempDir Path folder)
            throws IOException, GeneralSecurityException {
        SqlServer server = shared(kind);
        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry("authority", certificate(server.caFile()));
        Path file = write(trusted, folder.resolve("trust.p12"));
        TlsSettings verifying = TlsSettings.of(TlsMode.VERIFY_IDENTITY);
        assertThat(cipher(server, verifying.trustStore(file, STORE_PASSWORD::toCharArray)))
                .isNotEmpty();

        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        assertThat(cipher(server, verifying.context(context))).isNotEmpty();
        assertThat(cipher(server, TlsSettings.of(TlsMode.REQUIRED).context(context)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherNameIsTakenOnlyWhereNamesDoNotCount(SqlServer.Kind kind) {
        try (SqlServer server = start(kind, ServerCertificate.OTHER_NAME)) {
            assertThat(cipher(server, TlsSettings.of(TlsMode.VERIFY_CA).certificateFile(server.caFile())))
                    .isNotEmpty();
            assertRefused(server, TlsSettings.of(TlsMode.VERIFY_IDENTITY).certificateFile(server.caFile()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsTakenOnlyWhereNothingIsChecked(SqlServer.Kind kind) {
        try (SqlServer server = start(kind, ServerCertificate.EXPIRED)) {
            assertThat(cipher(server, TlsSettings.of(TlsMode.REQUIRED))).isNotEmpty();
            assertRefused(server, TlsSettings.of(TlsMode.VERIFY_CA).certificateFile(server.caFile()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void b33_aServerWithoutTlsIsLoggedInToOnlyWhereTlsIsNotRequired(SqlServer.Kind kind) {
        try (SqlServer server = start(kind, ServerCertificate.NONE)) {
            TlsSettings preferred = TlsSettings.of(TlsMode.PREFERRED);
            try (LoginClient client = LoginClient.tcp(server, LOGIN.fetchPublicKey(), preferred)) {
                assertThat(client.value("select 1")).isEqualTo("1");
                assertThat(client.handshake().agreed().encrypted()).isFalse();
            }
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> cipher(server, TlsSettings.of(TlsMode.REQUIRED)))
                    .withMessageContaining("offers no TLS");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> cipher(
                            server, TlsSettings.of(TlsMode.VERIFY_IDENTITY).certificateFile(server.caFile())));
        }
    }

    @Test
    void mariaDbVouchesForTheCertificateThatItMadeItself() {
        try (SqlServer server = start(SqlServer.Kind.MARIADB_11_8, ServerCertificate.SELF_MADE)) {
            TlsSettings byPassword = TlsSettings.of(TlsMode.VERIFY_IDENTITY).trustByPassword();
            for (AccountPlugin plugin : server.kind().plugins()) {
                server.account(plugin, USER, "pässwörd");
                LoginSettings login = LOGIN.password("pässwörd");
                try (LoginClient client = LoginClient.tcp(server, login, byPassword)) {
                    assertThat(client.value("show session status like 'Ssl_cipher'"))
                            .as("%s", plugin)
                            .isNotEmpty();
                    assertThat(CertificateProof.isPresent(
                                    client.handshake().ok().info()))
                            .isTrue();
                }
                assertThatExceptionOfType(ServerException.class)
                        .isThrownBy(
                                () -> LoginClient.tcp(server, LOGIN, byPassword).value("select 1"));
            }
            assertRefused(server, TlsSettings.of(TlsMode.VERIFY_CA).certificateFile(server.caFile()));
            server.account(AccountPlugin.NATIVE, USER, "");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> LoginClient.tcp(server, LoginSettings.user(USER), byPassword)
                            .value("select 1"))
                    .withMessageContaining("does not vouch");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoSitsBetweenIsFoundOutWhereTheServerVouches(SqlServer.Kind kind, @TempDir Path folder)
            throws IOException, GeneralSecurityException {
        SqlServer server = shared(kind);
        for (TlsSettings tls : List.of(
                TlsSettings.of(TlsMode.REQUIRED),
                TlsSettings.of(TlsMode.VERIFY_CA).trustByPassword())) {
            Files.deleteIfExists(folder.resolve("middle.p12"));
            try (ManInTheMiddle middle = new ManInTheMiddle(server, folder);
                    LoginClient client = new LoginClient(middle.address(), LOGIN, tls)) {
                if (kind == SqlServer.Kind.MARIADB_11_8) {
                    assertThatExceptionOfType(ProtocolException.class)
                            .isThrownBy(() -> client.value("select 1"))
                            .withStackTraceContaining("somebody may sit between");
                } else if (tls.mode() == TlsMode.REQUIRED) {
                    assertThat(client.value("select 1"))
                            .as("encrypted, but for whom?")
                            .isEqualTo("1");
                } else {
                    assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> client.value("select 1"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB_10_11", "MYSQL_9_7"})
    void otherServersDoNotVouchAndLearnNoPassword(SqlServer.Kind kind) {
        SqlServer server = shared(kind);
        server.admin("flush privileges");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> cipher(server, TlsSettings.of(TlsMode.REQUIRED).trustByPassword()));
    }

    @Test
    void accountsCanAskForACertificateOfTheClients(@TempDir Path folder) throws IOException, GeneralSecurityException {
        try (SqlServer server = start(SqlServer.Kind.MYSQL_9_7, ServerCertificate.SELF_MADE)) {
            server.admin("alter user " + USER + "@'%' require x509");
            KeyStore keys = emptyStore();
            keys.setKeyEntry(
                    "client",
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(privateKey(server.data().resolve("client-key.pem"))),
                    STORE_PASSWORD.toCharArray(),
                    new Certificate[] {certificate(server.data().resolve("client-cert.pem"))});
            Path file = write(keys, folder.resolve("client.p12"));
            TlsSettings tls = TlsSettings.of(TlsMode.VERIFY_CA)
                    .certificateFile(server.data().resolve("ca.pem"));

            assertThat(cipher(server, tls.clientKey(file, STORE_PASSWORD::toCharArray)))
                    .isNotEmpty();
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> cipher(server, tls))
                    .satisfies(denied -> assertThat(denied.code()).isEqualTo(1045));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAUnixSocketTlsIsUsedOnlyWhereItIsRequired(SqlServer.Kind kind) {
        SqlServer server = shared(kind);
        try (LoginClient preferred = LoginClient.unix(server, LOGIN, TlsSettings.of(TlsMode.PREFERRED));
                LoginClient verified = LoginClient.unix(
                        server, LOGIN, TlsSettings.of(TlsMode.VERIFY_IDENTITY).certificateFile(server.caFile()))) {
            assertThat(preferred.value("show session status like 'Ssl_cipher'")).isEmpty();
            assertThat(verified.value("show session status like 'Ssl_cipher'")).isNotEmpty();
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Path write(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    private static Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(pem));
    }

    private static PKCS8EncodedKeySpec privateKey(Path pem) throws IOException {
        String text = Files.readString(pem, US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
    }
}
