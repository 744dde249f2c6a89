package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Failover;
import io.hansock.GuardMode;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.QueueFull;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import io.hansock.spring.TransactionPolicy;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Acceptance;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Startup;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.TlsMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    private static final HansockProperties.Server NOTHING =
            new HansockProperties.Server(null, null, null, null, null, null, null);

    @Test
    void nothingNeedsToBeSet() {
        assertThat(bind(new SystemEnvironmentPropertySource("none", Map.of())))
                .isEqualTo(new HansockProperties(
                        true,
                        null,
                        null,
                        null,
                        new HansockProperties.Login(null, null, false),
                        new HansockProperties.Ssl(null, null),
                        new HansockProperties.HandlerSocket(true, Acceptance.REFUSED, Acceptance.REFUSED, null),
                        Map.of(),
                        NOTHING,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        null,
                        2,
                        null,
                        4,
                        10,
                        8192,
                        QueueFull.WAIT,
                        DataSize.ofMegabytes(64),
                        Duration.ofSeconds(240),
                        null,
                        GuardMode.STRICT,
                        Failover.NONE,
                        Labelling.NAME,
                        10_000,
                        null,
                        Startup.LAZY,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5)));
    }

    @Test
    void defaultsAreThoseOfTheBuilder() {
        HansockProperties properties = bind(yaml("hansock.servers.east.host: db-east"));

        HansockBuilder builder = Hansock.builder();
        var details = new PropertiesHansockConnectionDetails("hansock", properties);
        new HansockBuilderConfigurer("hansock", properties, details, null).configure(builder);
        assertThat(builder)
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
    void everyPropertyBindsFromYaml() {
        HansockProperties properties = bind(yaml("""
                hansock:
                  enabled: false
                  database: shop
                  username: app
                  password: open
                  login: { plugins: [ parsec, client-ed25519 ], server-public-key: /etc/key.pem, fetch-public-key: true }
                  ssl: { mode: verify-ca, bundle: db }
                  handlersocket: { enabled: false, plaintext: accepted, unreplicated-writes: accepted, token-table: t }
                  servers:
                    west: { host: db-west, port: 3307, read-port: 19998, write-port: 19999, read-secret: r, write-secret: w, weight: 200 }
                    east: { host: db-east }
                  server-defaults: { port: 3308, read-port: 8, write-port: 9, read-secret: rr, write-secret: ww, weight: 50 }
                  request-timeout: 500ms
                  connect-timeout: 1s
                  min-channels-per-port: 3
                  channels-per-port: 4
                  min-sql-channels: 1
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
                  transactions: reject
                  startup: required
                  startup-timeout: 3s
                  shutdown-timeout: 1s
                """));

        assertThat(properties)
                .isEqualTo(new HansockProperties(
                        false,
                        "shop",
                        "app",
                        "open",
                        new HansockProperties.Login(
                                Set.of(AuthPlugin.PARSEC, AuthPlugin.CLIENT_ED25519), Path.of("/etc/key.pem"), true),
                        new HansockProperties.Ssl(TlsMode.VERIFY_CA, "db"),
                        new HansockProperties.HandlerSocket(false, Acceptance.ACCEPTED, Acceptance.ACCEPTED, "t"),
                        Map.of(
                                "west", new HansockProperties.Server("db-west", 3307, 19998, 19999, "r", "w", 200),
                                "east", new HansockProperties.Server("db-east", null, null, null, null, null, null)),
                        new HansockProperties.Server(null, 3308, 8, 9, "rr", "ww", 50),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        3,
                        4,
                        1,
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
                        50,
                        TransactionPolicy.REJECT,
                        Startup.REQUIRED,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1)));
        assertThat(properties.servers().keySet()).as("in declared order").containsExactly("west", "east");
    }

    @Test
    void whatAServerDoesNotSayIsTheDefaultOfAll() {
        HansockProperties properties = bind(yaml("""
                hansock:
                  server-defaults: { port: 3307, weight: 50, read-port: 8 }
                  servers:
                    east: { host: db-east }
                    west: { host: db-west, port: 3306, weight: 200 }
                """));

        assertThat(new PropertiesHansockConnectionDetails("hansock", properties).getServers())
                .extracting(ServerSettings::toString)
                .containsExactly(
                        "east (db-east, SQL port 3307, read port 8, weight 50)",
                        "west (db-west, SQL port 3306, read port 8, weight 200)");
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
                .isEqualTo(
                        Map.of("east", new HansockProperties.Server("db-east", null, 19998, null, null, null, null)));
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
}
