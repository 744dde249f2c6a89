package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;
import org.yaml.snakeyaml.Yaml;

/** The application with its profile "compose" on containers that are made as {@code compose.yaml} says. */
@EnabledIf(
        value = "hasEngine",
        disabledReason = "no container engine answers, and this test starts containers; as root, .ci/containers COMMAND"
                + " runs a command with an engine of its own")
class ComposeIT {
    private final List<GenericContainer<?>> containers = new ArrayList<>();

    static boolean hasEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterEach
    void stop() {
        containers.forEach(GenericContainer::stop);
    }

    @Test
    void theServersOfTheFileAreFoundWithAllThatTheyHave() throws IOException {
        Map<String, Map<String, Object>> file = new Yaml().load(Files.readString(Path.of("compose.yaml")));
        file.get("services").values().forEach(service -> start(asMap(service)));
        IntStream.rangeClosed(13301, 13303).forEach(ComposeIT::awaitServer);

        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(SampleApplication.class)
                .profiles("compose")
                .properties("server.port=0", "spring.main.banner-mode=off")
                .run("--sample.load=false", "--hansock.request-timeout=20s")) {
            Characters characters = application.getBean(Characters.class);
            List<Integer> some = IntStream.range(0x400, 0x500).boxed().toList();
            assertThat(characters.findAll(some)).as("nobody has loaded them").isEmpty();
            Hansock hansock = application.getBean(Hansock.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(hansock.states())
                            .allSatisfy(server ->
                                    assertThat(server.reads().condition()).isEqualTo(Condition.UP)));
            assertThat(hansock.states())
                    .extracting(
                            server -> entry(server.name(), server.reads().port().orElse(0)))
                    .containsExactly(entry("alpha", 9101), entry("beta", 9102), entry("gamma", 9103));
        }
    }

    private void start(Map<String, Object> service) {
        GenericContainer<?> container = new GenericContainer<>((String) service.get("image"));
        containers.add(container);
        asMap(service.get("environment")).forEach((name, value) -> container.withEnv(name, (String) value));
        container.withCommand(asList(service.get("command")).toArray(String[]::new));
        container.setPortBindings(asList(service.get("ports")));
        for (String volume : asList(service.get("volumes"))) {
            String[] parts = volume.split(":", -1);
            container.withCopyFileToContainer(MountableFile.forHostPath(Path.of(parts[0])), parts[1]);
        }
        container.start();
    }

    private static void awaitServer(int port) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Connection connection =
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/unicode", "unicode", "explorer")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // It is YAML, and the test fails where it is something else.
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked") // As above.
    private static List<String> asList(Object node) {
        return (List<String>) node;
    }
}
