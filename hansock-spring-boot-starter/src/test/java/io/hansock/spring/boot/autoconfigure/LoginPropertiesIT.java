package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.spring.HansockTemplate;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** {@code hansock.login}, on real servers that are spoken to without TLS. */
@ExtendWith(OutputCaptureExtension.class)
class LoginPropertiesIT {
    private static final SqlServer MYSQL = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);
    private static final SqlServer MARIADB = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);
    private static final Path KEY = MYSQL.data().resolve("public_key.pem");
    private static final String USER = "login_properties";
    private static final String PASSWORD = "geheim";
    private static final String FAILED = "APPLICATION FAILED TO START";

    /** Nobody has logged in to them yet, so that a digest of the password is not enough for MySQL. */
    @BeforeEach
    void makeAccounts() {
        MYSQL.account(AccountPlugin.CACHING_SHA2, USER, PASSWORD);
        MARIADB.account(AccountPlugin.NATIVE, USER, PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"caching-sha2-password", "sha256-password,caching-sha2-password"})
    void thePasswordIsEncryptedWithTheKeyOfTheFile(String plugins) {
        try (ConfigurableApplicationContext context = run(MYSQL, "server-public-key=" + KEY, "plugins=" + plugins)) {
            assertThat(who(context)).contains(USER + "@%");
            assertThat(context.getBean(HansockTemplate.class)
                            .sql("east")
                            .query("show session status like 'Ssl_cipher'", row -> row.getString(2)))
                    .containsExactly("");
        }
    }

    @Test
    void theKeyIsFetchedWhereThatIsAllowed() {
        try (ConfigurableApplicationContext context = run(MYSQL, "fetch-public-key=true")) {
            assertThat(who(context)).contains(USER + "@%");
        }
    }

    @Test
    void withoutTheKeyThePasswordIsNotSent(CapturedOutput output) {
        assertThatThrownBy(() -> run(MYSQL));
        assertThat(output)
                .contains(FAILED, "east", "caching_sha2_password")
                .contains("hansock.ssl.mode", "hansock.login.server-public-key", "hansock.login.fetch-public-key")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    @Test
    void theKeyOfAnotherServerIsAmongWhatIsToBeChecked(@TempDir Path folder, CapturedOutput output) throws Exception {
        byte[] other = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        Path file = Files.writeString(
                folder.resolve("public_key.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(other)
                        + "\n-----END PUBLIC KEY-----\n");
        assertThatThrownBy(() -> run(MYSQL, "server-public-key=" + file));
        assertThat(output)
                .contains(FAILED, "hansock.login.server-public-key")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    @Test
    void aPluginThatIsAllowedIsUsed() {
        try (ConfigurableApplicationContext context = run(MARIADB, "plugins=mysql-native-password")) {
            assertThat(who(context)).contains(USER + "@%");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MYSQL", "MARIADB"})
    void aPluginThatIsNotInTheListIsNotUsed(String server, CapturedOutput output) {
        boolean mysql = server.equals("MYSQL");
        assertThatThrownBy(() -> run(mysql ? MYSQL : MARIADB, "plugins=client-ed25519,parsec"));
        assertThat(output)
                .contains(FAILED, mysql ? "caching_sha2_password" : "mysql_native_password")
                .contains("allowed are client_ed25519, parsec", "hansock.login.plugins")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    @Test
    void thePasswordAsItIsIsNotSentWithoutTls(CapturedOutput output) {
        SqlServer clear = SqlServer.shared(SqlServer.Kind.MARIADB_11_8);
        clear.account(AccountPlugin.CLEARTEXT, USER, PASSWORD);
        assertThatThrownBy(() -> run(clear, "plugins=mysql-clear-password"));
        assertThat(output)
                .contains(FAILED, "mysql_clear_password", "hansock.ssl.mode, hansock.ssl.bundle")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    @Test
    void aCommandAtTheStartNamesThePropertyToo(CapturedOutput output) {
        assertThatThrownBy(() -> application(MYSQL, "plugins=parsec")
                .properties("hansock.startup=lazy")
                .initializers((GenericApplicationContext context) ->
                        context.registerBean(ApplicationRunner.class, () -> any -> who(context)))
                .run());
        assertThat(output)
                .contains(FAILED, "caching_sha2_password", "hansock.login.plugins")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    private static List<String> who(ApplicationContext context) {
        return context.getBean(HansockTemplate.class)
                .sql("east")
                .query("select current_user()", row -> row.getString(1));
    }

    /** With settings of {@code hansock.login}. */
    private static ConfigurableApplicationContext run(SqlServer server, String... login) {
        return application(server, login).properties("hansock.startup=required").run();
    }

    private static SpringApplicationBuilder application(SqlServer server, String... login) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(PatientClient.properties())
                .properties(
                        "hansock.servers.east.host=" + server.host(),
                        "hansock.servers.east.port=" + server.port(),
                        "hansock.username=" + USER,
                        "hansock.password=" + PASSWORD,
                        "hansock.ssl.mode=disabled")
                .properties(Stream.of(login)
                        .map(setting -> "hansock.login." + setting)
                        .toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class})
    static class Application {}
}
