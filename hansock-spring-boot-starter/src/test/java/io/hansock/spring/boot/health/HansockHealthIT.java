package io.hansock.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Health of a real server that is killed, paused and started again. */
class HansockHealthIT {
    private static final Table<Row> T = Table.of("t", "id").database("health_it");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withPropertyValues(PatientClient.properties())
            .withConfiguration(AutoConfigurations.of(
                    HansockAutoConfiguration.class,
                    HansockTemplateAutoConfiguration.class,
                    HansockHealthContributorAutoConfiguration.class));

    @Test
    void followsAServerThatIsKilledAndStartedAgain() {
        try (MariaDbServer server = MariaDbServer.start()) {
            server.sql("create or replace database health_it; create table health_it.t (id int primary key)");
            contexts.withPropertyValues(properties(server)).run(context -> {
                assertThat(health(context).getStatus()).as("nobody has called").isEqualTo(Status.UNKNOWN);
                HansockOperations template = context.getBean(HansockOperations.class);
                assertThat(template.findOne(T, 1)).isEmpty();
                assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                server.kill();
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
                server.restart();
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
            });
        }
    }

    @Test
    void aProbeAsksAndWaitsNoLongerThanItMay() {
        try (MariaDbServer server = MariaDbServer.start()) {
            contexts.withPropertyValues(properties(server))
                    .withPropertyValues("hansock.health.probe=true", "hansock.health.probe-timeout=5s")
                    .run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
            contexts.withPropertyValues(properties(server))
                    .withPropertyValues("hansock.health.probe=true", "hansock.health.probe-timeout=500ms")
                    .run(context -> {
                        server.pause();
                        Stopwatch stopwatch = Stopwatch.start();
                        assertThat(health(context).getStatus()).isNotEqualTo(Status.UP);
                        assertThat(stopwatch.awake()).isLessThan(Duration.ofMillis(1500));
                        server.resume();
                    });
        }
    }

    private static String[] properties(MariaDbServer server) {
        return new String[] {
            "hansock.username=app",
            "hansock.servers.east.host=" + server.host(),
            "hansock.servers.east.port=" + server.sqlPort()
        };
    }

    private static Health health(ApplicationContext context) {
        CompositeHealthContributor contributor =
                context.getBean("hansockHealthContributor", CompositeHealthContributor.class);
        return ((HealthIndicator) contributor.getContributor("east")).health();
    }
}
