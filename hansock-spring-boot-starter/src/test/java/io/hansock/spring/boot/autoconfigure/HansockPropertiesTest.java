package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.QueueFull;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class HansockPropertiesTest {
    @Test
    void nothingNeedsToBeSet() {
        assertThat(bind(new SystemEnvironmentPropertySource("none", Map.of())))
                .isEqualTo(new HansockProperties(
                        true,
                        null,
                        Map.of(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        2,
                        8192,
                        QueueFull.WAIT,
                        DataSize.ofMegabytes(64),
                        Duration.ofSeconds(240),
                        Writes.NONE,
                        Labelling.NAME,
                        10_000));
    }

    @Test
    void everyPropertyBindsFromYaml() throws Exception {
        HansockProperties properties = bind(yaml("""
                hansock:
                  enabled: false
                  database: shop
                  servers:
                    west: { host: db-west, read-port: 19998, write-port: 19999, read-secret: r, write-secret: w, weight: 200 }
                    east: { host: db-east }
                  request-timeout: 500ms
                  connect-timeout: 1s
                  channels-per-port: 4
                  max-pending: 100
                  queue-full: fail
                  max-reply-size: 1MB
                  idle-timeout: 1m
                  writes: handlersocket
                  ring-labels: host-port
                  max-keys: 50
                """));

        assertThat(properties)
                .isEqualTo(new HansockProperties(
                        false,
                        "shop",
                        Map.of(
                                "west", new HansockProperties.Server("db-west", 19998, 19999, "r", "w", 200),
                                "east", new HansockProperties.Server("db-east", 9998, null, null, null, 100)),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        4,
                        100,
                        QueueFull.FAIL,
                        DataSize.ofMegabytes(1),
                        Duration.ofMinutes(1),
                        Writes.HANDLERSOCKET,
                        Labelling.HOST_PORT,
                        50));
        assertThat(properties.servers().keySet()).as("in declared order").containsExactly("west", "east");
    }

    @Test
    void serversBindFromTheEnvironment() {
        HansockProperties properties = bind(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(
                        "HANSOCK_SERVERS_EAST_HOST", "db-east",
                        "HANSOCK_SERVERS_EAST_READPORT", "19998",
                        "HANSOCK_REQUESTTIMEOUT", "3s")));

        assertThat(properties.servers())
                .isEqualTo(Map.of("east", new HansockProperties.Server("db-east", 19998, null, null, null, 100)));
        assertThat(properties.requestTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void secretsAreNotPrinted() throws Exception {
        assertThat(bind(yaml("hansock.servers.east: { host: db-east, read-secret: open, write-secret: sesame }")))
                .asString()
                .contains("db-east")
                .doesNotContain("open")
                .doesNotContain("sesame");
    }

    private static HansockProperties bind(PropertySource<?> source) {
        return new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("hansock", HansockProperties.class);
    }

    private static PropertySource<?> yaml(String text) throws Exception {
        return new YamlPropertySourceLoader()
                .load("test", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                .get(0);
    }
}
