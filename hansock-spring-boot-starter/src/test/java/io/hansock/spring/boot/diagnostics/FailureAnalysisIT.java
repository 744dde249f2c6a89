package io.hansock.spring.boot.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** What an operator reads when the application does not start because of what a real server says. */
@ExtendWith({MariaDbExtension.class, OutputCaptureExtension.class})
@Servers(readSecret = "open-sesame")
class FailureAnalysisIT {
    @Test
    void aRequiredServerThatRefusesTheSecretNamesTheProperty(MariaDbServer server, CapturedOutput output) {
        assertThatThrownBy(() ->
                run(server, template -> {}, "--hansock.startup=required", "--hansock.servers.east.read-secret=mellon"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "HandlerSocket: DOWN")
                .contains("read-secret", "handlersocket_plain_secret")
                .doesNotContain("plugin-maturity", "mellon");
    }

    @Test
    void aRequiredServerThatWantsASecretWhereNoneIsSetNamesTheProperty(MariaDbServer server, CapturedOutput output) {
        assertThatThrownBy(() -> run(server, template -> {}, "--hansock.startup=required"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "HandlerSocket: DOWN", "wants a secret")
                .contains("read-secret", "handlersocket_plain_secret")
                .doesNotContain("plugin-maturity", "\tat ");
    }

    @Test
    void aCommandAtTheStartThatThePortRefusesNamesThePropertyToo(MariaDbServer server, CapturedOutput output) {
        server.sql("create or replace database failures; create table failures.t (id int primary key)");
        assertThatThrownBy(() ->
                run(server, template -> template.findOne(Table.of("t", "id").database("failures"), 1)));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "read-secret", "handlersocket_plain_secret")
                .doesNotContain("plugin-maturity", "\tat ");
    }

    @Test
    void aServerThatIsNotConfiguredIsNamedBesideThoseThatAre(MariaDbServer server, CapturedOutput output) {
        assertThatThrownBy(() -> run(
                server,
                template -> template.sql("north").queryValue("select 1", Integer.class),
                "--hansock.username=app",
                "--hansock.servers.east.port=" + server.sqlPort()));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "there is no server north; configured are [east]")
                .doesNotContain("\tat ");
    }

    private static void run(MariaDbServer server, Consumer<HansockTemplate> atTheStart, String... arguments) {
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers((GenericApplicationContext context) -> context.registerBean(
                        ApplicationRunner.class,
                        () -> any -> atTheStart.accept(context.getBean(HansockTemplate.class))))
                .run(Stream.concat(
                                Stream.of(PatientClient.arguments(
                                        "--hansock.servers.east.host=" + server.host(),
                                        "--hansock.servers.east.read-port=" + server.readPort())),
                                Stream.of(arguments))
                        .toArray(String[]::new))
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class})
    static class Application {}
}
