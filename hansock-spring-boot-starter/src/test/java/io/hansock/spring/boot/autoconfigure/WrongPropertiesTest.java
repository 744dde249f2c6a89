package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What an operator reads who has set something wrong. */
@ExtendWith(OutputCaptureExtension.class)
class WrongPropertiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request-timeout    | -1s    | more than zero",
                "connect-timeout    | 0s     | more than zero",
                "channels-per-port  | 0      | within 1 and 1024",
                "min-channels-per-port | 0   | within 1 and 1024",
                "min-sql-channels   | 0      | within 1 and 1024",
                "sql-channels       | 0      | within 1 and 1024",
                "min-channels-per-port | 3   | raise hansock.channels-per-port",
                "sql-sessions       | 0      | within 1 and 10000",
                "handlersocket.token-table | mysql.user | the server's own databases",
                "ssl.bundle         | nowhere | no SSL bundle",
                "login.plugins      | plain  | PARSEC",
                "login.server-public-key | /nowhere.pem | cannot be read",
                "startup-timeout    | 0s     | more than zero",
                "shutdown-timeout   | -1s    | more than zero",
                "server-defaults.weight | -1 | not be negative",
                "max-pending        | 0      | within 1",
                "max-reply-size     | 100B   | within 1024",
                "max-reply-size     | 4GB    | less than 2GB",
                "max-reply-size     | -3GB   | within 1024",
                "idle-timeout       | -1s    | not be negative",
                "max-keys           | 0      | within 1",
                "writes             | handlersocket | such writes need hansock.servers",
                "servers.east.host        | ' ' | not be blank",
                "request-timeout    | abc    | not a valid duration",
                "channels-per-port  | two    | failed to convert",
                "startup            | nonsense | REQUIRED",
                "servers.east.port  | ssh    | failed to convert",
                "servers.east.host        | db:3306 | set the property 'port'",
                "servers.east.host        | '[::1]' | no brackets",
                "servers.east.host        | mysql://db | only its host",
                "writes                   | sql | need a user",
                "clients.reports          | 5   | servers.<name>.host",
                "clients.reports.enabled  | maybe | true or false",
                "servers.east.port        | 0   | not within 1 to 65535",
                "servers.east.read-port   | 0   | not within 1 to 65535",
                "servers.east.write-port  | 65536 | not within 1 to 65535",
                "servers.east.weight      | -1  | not be negative",
                "'servers[East.1].read-port' | 0 | not within 1 to 65535",
                "writes             | nonsense | HANDLERSOCKET",
            })
    void theFailureNamesThePropertyItsValueAndTheRule(
            String property, String value, String rule, CapturedOutput output) {
        run("hansock." + property, value);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("hansock." + property)
                .contains(value)
                .contains(rule)
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "password,geheim",
        "ssl.mode,required",
        "handlersocket.enabled,false",
        "servers.east.port,3307",
        "login.plugins,parsec"
    })
    void whatIsForALoginWantsAUser(String property, String value, CapturedOutput output) {
        run("hansock." + property, value);
        assertThat(output)
                .contains("'hansock.username'")
                .contains("set the user")
                .doesNotContain("geheim")
                .doesNotContain("\tat ");
    }

    @Test
    void moreConnectionsAtLeastThanAtMostAreNamed(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--hansock.servers.east.host=db", "--hansock.username=app", "--hansock.min-sql-channels=5"));
        assertThat(output)
                .contains(
                        "hansock.min-sql-channels",
                        "5, is more than the most, which is 4",
                        "raise hansock.sql-channels");
    }

    /** Such as the private one. */
    @Test
    void aFileWithoutAPublicKeyIsNamed(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----");
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--hansock.servers.east.host=db",
                        "--hansock.username=app",
                        "--hansock.login.server-public-key=" + file));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("hansock.login.server-public-key", file.toString(), "no RSA key in PEM")
                .doesNotContain("\tat ");
    }

    @Test
    void serversThatTheRingCannotTellApartAreNamed(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--hansock.ring-labels=host-port",
                        "--hansock.servers.east.host=db",
                        "--hansock.servers.west.host=db"));
        assertThat(output).contains("hansock.ring-labels").contains("two nodes have the label db:9998");
    }

    @Test
    void aServerWithoutHostIsNamed(CapturedOutput output) {
        run("hansock.servers.north.weight", "100");
        assertThat(output).contains("hansock.servers.north.host").contains("a server needs a host");
    }

    @Test
    void anApplicationWithoutServersIsToldWhatToSet(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run());
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("set hansock.servers.<name>.host, or hansock.enabled=false");
    }

    @Test
    void aWrongSecretIsNamedButNotPrinted(CapturedOutput output) {
        run("hansock.servers.east.read-secret", "open sesame");
        assertThat(output)
                .contains("hansock.servers.east.read-secret")
                .contains("printable ASCII")
                .doesNotContain("open sesame");
    }

    private static void run(String property, String value) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("hansock.servers.east.host=db-east", "hansock.servers[East.1].host=db-1");
        assertThatThrownBy(() -> application.run("--" + property + "=" + value));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(HansockAutoConfiguration.class)
    static class Application {}
}
