package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginSettingsTest {
    private static final LoginSettings ANN = LoginSettings.user("ann");

    @Test
    void eachMethodChangesACopyAndNothingElse() {
        LoginSettings all = ANN.password("secret")
                .database("shop")
                .plugins(Set.of(AuthPlugin.PARSEC))
                .serverPublicKey(Path.of("key.pem"))
                .fetchPublicKey()
                .attribute("team", "blue")
                .capabilities(Capability.FOUND_ROWS)
                .compressed()
                .localInfile()
                .furtherPassword(() -> new char[0]);

        assertThat(all.user()).isEqualTo("ann");
        assertThat(all.database()).contains("shop");
        assertThat(all.passwords()).hasSize(2);
        assertThat(all.plugins()).containsExactly(AuthPlugin.PARSEC);
        assertThat(all.serverPublicKey()).contains(Path.of("key.pem"));
        assertThat(all.fetchesPublicKey()).isTrue();
        assertThat(all.attributes()).containsEntry("team", "blue");
        assertThat(all.capabilities())
                .isEqualTo(Capabilities.of(Capability.FOUND_ROWS, Capability.COMPRESS, Capability.LOCAL_FILES));
        assertThat(ANN.passwords()).isEmpty();
        assertThat(ANN.database()).isEmpty();
        assertThat(ANN.capabilities()).isEqualTo(Capabilities.NONE);
    }

    @Test
    void whatSendsThePasswordAsItIsIsNotAllowedByDefault() {
        assertThat(ANN.plugins())
                .containsExactlyInAnyOrder(
                        AuthPlugin.MYSQL_NATIVE_PASSWORD,
                        AuthPlugin.CACHING_SHA2_PASSWORD,
                        AuthPlugin.SHA256_PASSWORD,
                        AuthPlugin.CLIENT_ED25519,
                        AuthPlugin.PARSEC);
    }

    @Test
    void noTextShowsAPassword() {
        assertThat(ANN.password("hidden-1")
                        .furtherPassword("hidden-2"::toCharArray)
                        .database("shop"))
                .hasToString("LoginSettings[user=ann, database=shop]");
        assertThat(TlsSettings.of(TlsMode.VERIFY_CA).trustStore(Path.of("trust.p12"), "hidden-3"::toCharArray))
                .hasToString("TlsSettings[VERIFY_CA, TrustStore[store=StoreFile[trust.p12]]]");
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    void onlyCapabilitiesThatChangeStatementsCanBeAskedFor(Capability capability) {
        Set<Capability> allowed = Set.of(
                Capability.FOUND_ROWS, Capability.INTERACTIVE, Capability.IGNORE_SPACE, Capability.MULTI_STATEMENTS);
        if (allowed.contains(capability)) {
            assertThat(ANN.capabilities(capability).capabilities().has(capability))
                    .isTrue();
        } else {
            assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.capabilities(capability));
        }
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> LoginSettings.user("a\0b"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> LoginSettings.user("a\ud800"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.attribute("a", "\udfff"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.database(""));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.database("a\0"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.plugins(Set.of()));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.attribute("_pid", "1"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> ANN.attribute("", "1"));
    }
}
