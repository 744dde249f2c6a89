package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.hansock.Failover;
import io.hansock.GuardMode;
import io.hansock.Hansock;
import io.hansock.QueueFull;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Acceptance;
import io.hansock.sql.TlsMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class HansockPropertiesTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void nothingNeedsToBeSet() {
        assertThat(bind(new SystemEnvironmentPropertySource("none", Map.of())))
                .isEqualTo(new HansockProperties(
                        true,
                        null,
                        null,
                        null,
                        new HansockProperties.Tls(null, null),
                        new HansockProperties.HandlerSocket(true, Acceptance.REFUSED, Acceptance.REFUSED, null),
                        Map.of(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        2,
                        2,
                        10,
                        8192,
                        QueueFull.WAIT,
                        DataSize.ofMegabytes(64),
                        Duration.ofSeconds(240),
                        null,
                        GuardMode.STRICT,
                        Failover.NONE,
                        Labelling.NAME,
                        10_000));
    }

    @Test
    void defaultsAreThoseOfTheBuilder() {
        HansockProperties properties = bind(yaml("hansock.servers.east.host: db-east"));

        assertThat(new HansockBuilderConfigurer(properties, null).configure(Hansock.builder()))
                .usingRecursiveComparison()
                .isEqualTo(Hansock.builder().server(ServerSettings.of("east", "db-east")));
    }

    @Test
    void serversADatabaseAndAUserAreAWholeConfiguration() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withInitializer(
                        context -> context.getEnvironment().getPropertySources().addLast(yaml("""
                        hansock:
                          database: shop
                          username: app
                          password: ${DB_PASSWORD}
                          servers:
                            east: { host: db-east }
                            west: { host: db-west, weight: 200 }
                        """)))
                .withSystemProperties("DB_PASSWORD=simsim")
                .run(
                        context -> assertThat(context.getBean(Hansock.class).servers())
                                .hasToString(
                                        "[east (db-east, SQL port 3306, weight 100), west (db-west, SQL port 3306, weight 200)]"));
    }

    @Test
    void theReadmesConfigurationBinds() {
        HansockProperties properties = bind(yaml(shownIn("README.md")));

        assertThat(properties.database()).isEqualTo("shop");
        assertThat(properties.servers())
                .containsExactly(
                        entry("east", new HansockProperties.Server("db-east", 3306, 9998, null, null, null, 100)),
                        entry("west", new HansockProperties.Server("db-west", 3306, 9998, null, null, null, 200)));
    }

    @Test
    void theConfigurationOfTheDocsBinds() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withInitializer(context ->
                        context.getEnvironment().getPropertySources().addLast(yaml(shownIn("docs/handlersocket.md"))))
                .withSystemProperties("EAST_SECRET=a-long-random-string")
                .run(context -> {
                    HansockProperties properties = context.getBean(HansockProperties.class);
                    assertThat(properties.database()).isEqualTo("shop");
                    assertThat(properties.servers())
                            .containsExactly(entry(
                                    "east",
                                    new HansockProperties.Server(
                                            "db-east", 3306, 9998, null, "a-long-random-string", null, 100)));
                });
    }

    @Test
    void everyPropertyBindsFromYaml() {
        HansockProperties properties = bind(yaml("""
                hansock:
                  enabled: false
                  database: shop
                  username: app
                  password: open
                  tls: { mode: verify-ca, bundle: db }
                  handlersocket: { enabled: false, plaintext: accepted, unreplicated-writes: accepted, token-table: t }
                  servers:
                    west: { host: db-west, port: 3307, read-port: 19998, write-port: 19999, read-secret: r, write-secret: w, weight: 200 }
                    east: { host: db-east }
                  request-timeout: 500ms
                  connect-timeout: 1s
                  channels-per-port: 4
                  sql-channels: 3
                  sql-sessions: 20
                  max-pending: 100
                  queue-full: fail
                  max-reply-size: 1MB
                  idle-timeout: 1m
                  writes: handlersocket
                  guard: warn
                  failover: reads
                  ring-labels: host-port
                  max-keys: 50
                """));

        assertThat(properties)
                .isEqualTo(new HansockProperties(
                        false,
                        "shop",
                        "app",
                        "open",
                        new HansockProperties.Tls(TlsMode.VERIFY_CA, "db"),
                        new HansockProperties.HandlerSocket(false, Acceptance.ACCEPTED, Acceptance.ACCEPTED, "t"),
                        Map.of(
                                "west", new HansockProperties.Server("db-west", 3307, 19998, 19999, "r", "w", 200),
                                "east", new HansockProperties.Server("db-east", 3306, null, null, null, null, 100)),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        4,
                        3,
                        20,
                        100,
                        QueueFull.FAIL,
                        DataSize.ofMegabytes(1),
                        Duration.ofMinutes(1),
                        Writes.HANDLERSOCKET,
                        GuardMode.WARN,
                        Failover.READS,
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
                .isEqualTo(Map.of("east", new HansockProperties.Server("db-east", 3306, 19998, null, null, null, 100)));
        assertThat(properties.requestTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(bind(yaml("""
                hansock:
                  username: app
                  password: simsim
                  servers.east: { host: db-east, read-secret: open, write-secret: sesame }
                """)))
                .asString()
                .contains("db-east")
                .doesNotContain("simsim")
                .doesNotContain("open")
                .doesNotContain("sesame");
    }

    private static HansockProperties bind(PropertySource<?> source) {
        return new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("hansock", HansockProperties.class);
    }

    private static PropertySource<?> yaml(String text) {
        try {
            return new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one block of YAML on a page of the project. */
    private static String shownIn(String page) {
        try {
            List<MatchResult> blocks = YAML.matcher(Files.readString(Path.of("..", page)))
                    .results()
                    .toList();
            assertThat(blocks).hasSize(1);
            return blocks.get(0).group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
