package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** What the finished jar tells an IDE and Spring Boot. Run after packaging, because that is where metadata gets lost. */
class MetadataIT {
    private static final String PROPERTIES = "META-INF/spring-configuration-metadata.json";

    @Test
    void everyPropertyIsInTheJar() throws IOException {
        List<String> names = JsonPath.read(entry(PROPERTIES), "$.properties[*].name");
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "hansock.enabled",
                        "hansock.database",
                        "hansock.username",
                        "hansock.password",
                        "hansock.login.plugins",
                        "hansock.login.server-public-key",
                        "hansock.login.fetch-public-key",
                        "hansock.ssl.mode",
                        "hansock.ssl.bundle",
                        "hansock.handlersocket.enabled",
                        "hansock.handlersocket.plaintext",
                        "hansock.handlersocket.unreplicated-writes",
                        "hansock.handlersocket.token-table",
                        "hansock.servers",
                        "hansock.server-defaults.host",
                        "hansock.server-defaults.port",
                        "hansock.server-defaults.read-port",
                        "hansock.server-defaults.write-port",
                        "hansock.server-defaults.read-secret",
                        "hansock.server-defaults.write-secret",
                        "hansock.server-defaults.weight",
                        "hansock.clients",
                        "hansock.health.probe",
                        "hansock.health.probe-timeout",
                        "hansock.metrics.enabled",
                        "hansock.observations.enabled",
                        "management.endpoint.hansock.access",
                        "management.endpoint.hansock.cache.time-to-live",
                        "management.health.hansock.enabled",
                        "hansock.transactions",
                        "hansock.startup",
                        "hansock.startup-timeout",
                        "hansock.shutdown-timeout",
                        "hansock.request-timeout",
                        "hansock.connect-timeout",
                        "hansock.min-channels-per-port",
                        "hansock.channels-per-port",
                        "hansock.min-sql-channels",
                        "hansock.sql-channels",
                        "hansock.sql-sessions",
                        "hansock.max-pending",
                        "hansock.queue-full",
                        "hansock.max-reply-size",
                        "hansock.idle-timeout",
                        "hansock.writes",
                        "hansock.guard",
                        "hansock.failover",
                        "hansock.ring-labels",
                        "hansock.max-keys");
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        List<String> undescribed = JsonPath.read(entry(PROPERTIES), "$.properties[?(!@.description)].name");
        assertThat(undescribed).isEmpty();
    }

    /** Boot describes no keys below those of a map, so the description of the map has to. */
    @Test
    void theKeysOfAServerAreDescribed() throws IOException {
        List<String> description =
                JsonPath.read(entry(PROPERTIES), "$.properties[?(@.name == 'hansock.servers')].description");
        assertThat(description.get(0))
                .contains(Stream.of(HansockProperties.Server.class.getRecordComponents())
                        .map(component -> "'" + DataObjectPropertyName.toDashedForm(component.getName()) + "'")
                        .toList());
    }

    @Test
    void defaultsAreThere() throws IOException {
        List<String> without = JsonPath.read(entry(PROPERTIES), "$.properties[?(!@.defaultValue)].name");
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "hansock.database",
                        "hansock.username",
                        "hansock.password",
                        "hansock.login.plugins",
                        "hansock.login.server-public-key",
                        "hansock.ssl.mode",
                        "hansock.ssl.bundle",
                        "hansock.handlersocket.token-table",
                        "hansock.servers",
                        "hansock.server-defaults.host",
                        "hansock.server-defaults.port",
                        "hansock.server-defaults.read-port",
                        "hansock.server-defaults.write-port",
                        "hansock.server-defaults.read-secret",
                        "hansock.server-defaults.write-secret",
                        "hansock.server-defaults.weight",
                        "hansock.clients",
                        "hansock.writes");
    }

    @Test
    void theAutoConfigurationIsRegistered() throws IOException {
        assertThat(entry("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
                .contains(HansockAutoConfiguration.class.getName());
        assertThat(entry("META-INF/spring-autoconfigure-metadata.properties"))
                .contains(HansockAutoConfiguration.class.getName());
    }

    private static String entry(String name) throws IOException {
        try (JarFile jar = new JarFile(jar().toFile());
                InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("hansock-spring-boot-starter-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }
}
