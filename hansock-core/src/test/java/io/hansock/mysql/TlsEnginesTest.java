package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.net.Address;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsEnginesTest {
    private static final Address ADDRESS = new Address.Tcp("db.example.org", 3306);

    private static SSLEngine engine(TlsSettings tls) {
        return TlsEngines.of("db", ADDRESS, tls).engine();
    }

    @ParameterizedTest
    @EnumSource(names = "DISABLED", mode = EnumSource.Mode.EXCLUDE)
    void onlyOneModeChecksTheName(TlsMode mode) {
        SSLEngine engine = engine(TlsSettings.of(mode));
        assertThat(engine.getUseClientMode()).isTrue();
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(engine.getPeerHost()).isEqualTo("db.example.org");
        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo(mode == TlsMode.VERIFY_IDENTITY ? "HTTPS" : null);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLED", "PREFERRED", "REQUIRED"})
    void trustThatIsNotAskedIsRefused(TlsMode mode, @TempDir Path folder) {
        TlsSettings tls = TlsSettings.of(mode);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(tls.certificateFile(folder.resolve("ca.pem"))))
                .withMessageContaining("verify-ca");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(tls.trustStore(folder.resolve("ca.p12"), "x"::toCharArray)));
        if (mode != TlsMode.REQUIRED) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> engine(tls.trustByPassword()))
                    .withMessageContaining("required");
        }
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
        TlsSettings verifying = TlsSettings.of(TlsMode.VERIFY_CA);
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path nothing = folder.resolve("nothing.p12");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(verifying.certificateFile(empty)))
                .withMessageStartingWith("db: ")
                .withMessageContaining("empty.pem");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(verifying.trustStore(nothing, "hidden"::toCharArray)))
                .withMessageContaining("nothing.p12")
                .withMessageNotContaining("hidden");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(verifying.clientKey(nothing, "hidden"::toCharArray)))
                .withMessageContaining("nothing.p12");
    }

    @Test
    void storePasswordsAreWiped(@TempDir Path folder) {
        char[] password = "hidden".toCharArray();
        Path nothing = folder.resolve("nothing.p12");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> engine(TlsSettings.of(TlsMode.VERIFY_CA).trustStore(nothing, () -> password)));
        assertThat(password).containsOnly('\0');
    }
}
