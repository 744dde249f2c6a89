package io.hansock.spring.boot.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an operator reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {
    @Test
    void aRequiredServerWithoutHandlerSocketTellsOfThePlugin(CapturedOutput output) {
        assertThatThrownBy(() -> run(
                Application.class,
                "--hansock.servers.east.host=127.0.0.1",
                "--hansock.servers.east.read-port=1",
                "--hansock.startup=required"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("east (127.0.0.1:1), HandlerSocket: DOWN")
                .contains("plugin-maturity=beta")
                .contains("hansock.startup");
    }

    @Test
    void aRequiredServerThatDoesNotAnswerSqlIsNamed(CapturedOutput output) {
        assertThatThrownBy(() -> run(
                Application.class,
                "--hansock.username=app",
                "--hansock.servers.east.host=127.0.0.1",
                "--hansock.servers.east.port=1",
                "--hansock.startup=required"));
        assertThat(output).contains("east (127.0.0.1:1), SQL: DOWN").contains("Check that east runs");
    }

    @Test
    void aRequiredServerIsRequiredOfALazyApplicationToo(CapturedOutput output) {
        assertThatThrownBy(() -> run(
                Application.class,
                "--spring.main.lazy-initialization=true",
                "--hansock.clients.reports.servers.east.host=127.0.0.1",
                "--hansock.clients.reports.servers.east.read-port=1",
                "--hansock.clients.reports.startup=required"));
        assertThat(output).contains("servers of the Hansock client reports cannot be used: [east]");
    }

    @Test
    void anEagerStartDoesNotFail() {
        run(
                        Application.class,
                        "--hansock.servers.east.host=127.0.0.1",
                        "--hansock.servers.east.read-port=1",
                        "--hansock.startup=eager")
                .close();
    }

    @Test
    void aCommandAtTheStartThatFindsNobodyTellsOfThePlugin(CapturedOutput output) {
        assertThatThrownBy(
                () -> run(Asking.class, "--hansock.servers.east.host=127.0.0.1", "--hansock.servers.east.read-port=1"));
        assertThat(output).contains("APPLICATION FAILED TO START").contains("plugin-maturity=beta");
    }

    /** The message has the port, but not what it should be. */
    @Test
    void aCommandAtTheStartOfAServerThatIsNotThereTellsOfSqlFirst(CapturedOutput output) {
        assertThatThrownBy(() -> run(
                Asking.class,
                "--hansock.username=app",
                "--hansock.servers.east.host=127.0.0.1",
                "--hansock.servers.east.port=1"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "127.0.0.1:1")
                .containsPattern("check that the server runs|has not told over SQL");
    }

    /** It has nothing to do with the plugin, even if a connection was refused. */
    @Test
    void aCommandAtTheStartOfWhoseTableNothingIsKnownTellsOfSql() {
        ChannelLostException lost = new ChannelLostException(
                "east",
                Outcome.NOTHING_SENT,
                "it is not known what table users is: cannot connect to db-east:3306 (Connection refused)",
                null);
        assertThat(new ChannelLostFailureAnalyzer().analyze(lost).getAction())
                .contains("hansock.startup: required", "hansock.request-timeout")
                .doesNotContain("plugin");
    }

    @Test
    void aConnectionThatWasLostMayBeOneForSqlToo() {
        ChannelLostException lost = new ChannelLostException(
                "east",
                Outcome.UNKNOWN,
                "lost the connection to db-east:3306 (the server closed the connection)",
                null);
        assertThat(new ChannelLostFailureAnalyzer().analyze(lost).getAction())
                .contains("that the server runs", "port for SQL", "read-port");
    }

    @Test
    void encryptionThatHandlerSocketHasNotIsRefusedWithAWayOut(CapturedOutput output) {
        assertThatThrownBy(() -> run(
                Application.class,
                "--hansock.username=app",
                "--hansock.servers.east.host=127.0.0.1",
                "--hansock.ssl.mode=required",
                "--hansock.writes=handlersocket"));
        assertThat(output).contains("HandlerSocket has no encryption").contains("hansock.handlersocket.plaintext");
    }

    @Test
    void aMissingSecretNamesTheVariables() {
        ServerException refusal = new ServerException(
                "east", 0, null, ServerException.Kind.NOT_AUTHORISED, "the port wants a secret", "unauth");
        assertThat(new ServerRefusalFailureAnalyzer().analyze(refusal).getAction())
                .contains("read-secret")
                .contains("handlersocket_plain_secret");
    }

    @Test
    void otherRefusalsAreLeftToOthers() {
        ServerException refusal =
                new ServerException("east", 1213, null, ServerException.Kind.DEADLOCK, "", "Deadlock found");
        assertThat(new ServerRefusalFailureAnalyzer().analyze(refusal)).isNull();
    }

    @Test
    void anUnknownServerNameIsSaid() {
        assertThat(new ConfigurationFailureAnalyzer()
                        .analyze(new ConfigurationException("there is no server north"))
                        .getDescription())
                .contains("there is no server north");
    }

    private static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class})
    static class Asking {
        @Bean
        ApplicationRunner asks(HansockTemplate template) {
            return arguments -> template.findOne(Table.of("t", "id").database("d"), 1);
        }
    }
}
