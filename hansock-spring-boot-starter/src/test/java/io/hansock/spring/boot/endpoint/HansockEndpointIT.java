package io.hansock.spring.boot.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What operators see and do by the endpoint, on two real servers. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 2)
class HansockEndpointIT {
    private static final Table<Row> T = Table.of("t", "id").database("endpoint_it");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withPropertyValues(PatientClient.properties())
            .withPropertyValues("management.endpoints.web.exposure.include=hansock")
            .withConfiguration(AutoConfigurations.of(
                    HansockAutoConfiguration.class,
                    HansockTemplateAutoConfiguration.class,
                    HansockEndpointAutoConfiguration.class));

    @Test
    void isThereOnlyWhereItIsExposed() {
        new ApplicationContextRunner()
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues("hansock.servers.east.host=db")
                .withConfiguration(
                        AutoConfigurations.of(HansockAutoConfiguration.class, HansockEndpointAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(HansockEndpoint.class));
    }

    @Test
    void showsServersTheRingAndOpenIndexesAndNoSecrets(List<MariaDbServer> servers) {
        createTable(servers);
        contexts.withPropertyValues(properties(servers))
                .withPropertyValues("hansock.password=geheim")
                .run(context -> {
                    HansockTemplate template = context.getBean(HansockTemplate.class);
                    HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
                    for (int id = 0; id < 20; id++) {
                        assertThat(template.findOne(T, id)).isEmpty();
                    }
                    ClientDescriptor client = endpoint.hansock().clients().get("hansock");
                    assertThat(client.servers())
                            .extracting(ClientDescriptor.Server::name)
                            .containsExactly("east", "west");
                    ClientDescriptor.Server east = client.servers().get(0);
                    assertThat(east.reads().state()).isEqualTo(Condition.UP);
                    assertThat(east.reads().openIndexes())
                            .containsExactly("endpoint_it.t, index PRIMARY, columns [id]");
                    assertThat(east.facts()).isNotNull();
                    assertThat(client.servers().stream()
                                    .mapToDouble(server -> server.ring().share())
                                    .sum())
                            .isCloseTo(1, within(1e-9));
                    assertThat(endpoint.hansock().toString()).doesNotContain("geheim");
                });
    }

    @Test
    void tellsWhoseAKeyIsByItsType(List<MariaDbServer> servers) {
        contexts.withPropertyValues(properties(servers)).run(context -> {
            HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
            Hansock hansock = context.getBean(Hansock.class);
            UUID uuid = UUID.fromString("8c4f4f80-3d6b-4c7e-9f0e-0d1c2b3a4f5e");
            for (int key = 0; key < 50; key++) {
                assertThat(endpoint.owner(" 0" + key, "integer", null).server()).isEqualTo(hansock.owner(T, key));
                assertThat(endpoint.owner("k" + key, null, null).server()).isEqualTo(hansock.owner(T, "k" + key));
            }
            assertThat(endpoint.owner(uuid.toString(), "uuid", "hansock").server())
                    .isEqualTo(hansock.owner(T, uuid));
            assertThatThrownBy(() -> endpoint.owner("x", "integer", null))
                    .isInstanceOf(InvalidEndpointRequestException.class);
            assertThatThrownBy(() -> endpoint.owner("x", null, "nobody"))
                    .isInstanceOf(InvalidEndpointRequestException.class);
        });
    }

    @Test
    void releasesAndResumes(List<MariaDbServer> servers) {
        createTable(servers);
        contexts.withPropertyValues(properties(servers)).run(context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
            assertThat(template.findOne(T, 1)).isEmpty();
            assertThat(endpoint.act("release", null).released()).isTrue();
            assertThat(endpoint.hansock().clients().get("hansock").servers())
                    .allSatisfy(server -> assertThat(server.reads().state()).isEqualTo(Condition.OFF));
            servers.forEach(server -> server.sql("alter table endpoint_it.t add column later int"));
            assertThat(template.findOne(T, 1)).isEmpty();
            assertThat(endpoint.act("resume", null).released()).isFalse();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    endpoint.hansock().clients().get("hansock").servers())
                            .allSatisfy(
                                    server -> assertThat(server.reads().state()).isEqualTo(Condition.UP)));
            assertThatThrownBy(() -> endpoint.act("explode", null)).isInstanceOf(InvalidEndpointRequestException.class);
        });
    }

    private static void createTable(List<MariaDbServer> servers) {
        servers.forEach(server ->
                server.sql("create or replace database endpoint_it; create table endpoint_it.t (id int primary key)"));
    }

    private static String[] properties(List<MariaDbServer> servers) {
        return new String[] {
            "hansock.username=app",
            "hansock.servers.east.host=" + servers.get(0).host(),
            "hansock.servers.east.port=" + servers.get(0).sqlPort(),
            "hansock.servers.east.read-port=" + servers.get(0).readPort(),
            "hansock.servers.west.host=" + servers.get(1).host(),
            "hansock.servers.west.port=" + servers.get(1).sqlPort(),
            "hansock.servers.west.read-port=" + servers.get(1).readPort()
        };
    }
}
