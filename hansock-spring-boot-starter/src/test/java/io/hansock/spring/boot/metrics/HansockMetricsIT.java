package io.hansock.spring.boot.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.sql.SqlSession;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;

/** What is counted of commands to a real server. */
@ExtendWith(MariaDbExtension.class)
class HansockMetricsIT {
    private static final Table<Row> T = Table.of("t", "id", "name").database("metrics_it");

    @Test
    void commandsAreTimedByServerWireOperationAndOutcome(MariaDbServer server) {
        server.sql("create or replace database metrics_it;"
                + "create table metrics_it.t (id int primary key, name varchar(9));"
                + "insert into metrics_it.t values (1, 'ann');"
                + "create view metrics_it.v as select id, name from metrics_it.t");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        HansockAutoConfiguration.class,
                        HansockTemplateAutoConfiguration.class,
                        HansockMetricsAutoConfiguration.class))
                .withUserConfiguration(Registry.class)
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(
                        "hansock.username=app",
                        "hansock.servers.east.host=" + server.host(),
                        "hansock.servers.east.port=" + server.sqlPort(),
                        "hansock.servers.east.read-port=" + server.readPort())
                .run(context -> {
                    HansockOperations template = context.getBean(HansockOperations.class);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    PatientClient.awaitHandlerSocket(
                            context.getBean(Hansock.class),
                            () -> assertThat(template.findOne(T, 1)).isPresent());
                    assertThat(template.findOne(T, 1)).isPresent();
                    long before = commands(meters, "find", "handlersocket", "success");
                    assertThat(template.findOne(T, 1)).isPresent();
                    Insert<?> again = Insert.into(T).set("id", 1).set("name", "secret");
                    assertThatThrownBy(() -> template.insert(again)).isInstanceOf(DuplicateKeyException.class);

                    assertThat(commands(meters, "find", "handlersocket", "success"))
                            .isEqualTo(before + 1);
                    assertThat(commands(meters, "insert", "sql", "duplicate-key"))
                            .isEqualTo(1);
                    assertThat(meters.get(MeterNames.OPENED)
                                    .tag("server", "east")
                                    .counters())
                            .isNotEmpty();
                    await().untilAsserted(() -> assertThat(meters.get(MeterNames.BATCHES).summaries().stream()
                                    .mapToLong(summary -> summary.count())
                                    .sum())
                            .isGreaterThanOrEqualTo(2));
                    assertThat(meters.get(MeterNames.UP)
                                    .tag("wire", "sql")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                    assertThat(meters.get(MeterNames.UP)
                                    .tag("wire", "handlersocket-writes")
                                    .gauge()
                                    .value())
                            .isNaN();
                    assertThat(meters.get(MeterNames.CHANNELS)
                                    .tag("wire", "handlersocket-reads")
                                    .gauge()
                                    .value())
                            .isPositive();
                    for (String gauge : List.of(MeterNames.QUEUED, MeterNames.IN_FLIGHT)) {
                        await().untilAsserted(() -> assertThat(meters.get(gauge)
                                        .tag("wire", "sql")
                                        .gauge()
                                        .value())
                                .isZero());
                    }
                    for (String purpose : List.of("application", "changes")) {
                        assertThat(sessions(meters, MeterNames.SESSIONS_LIMIT, purpose))
                                .isEqualTo(10);
                        assertThat(sessions(meters, MeterNames.SESSIONS_LEASED, purpose))
                                .isZero();
                    }
                    try (SqlSession held =
                            context.getBean(Hansock.class).sql().on("east").lease()) {
                        await().untilAsserted(
                                        () -> assertThat(sessions(meters, MeterNames.SESSIONS_LEASED, "application"))
                                                .isEqualTo(1));
                        held.ping();
                    }
                    assertThat(sessions(meters, MeterNames.SESSIONS_LEASED, "changes"))
                            .isZero();
                    assertThat(meters.getMeters())
                            .filteredOn(meter -> meter.getId().getName().startsWith("hansock."))
                            .allSatisfy(HansockMetricsIT::hasFewTags);
                });
    }

    private static double sessions(MeterRegistry meters, String gauge, String purpose) {
        return meters.get(gauge).tag("purpose", purpose).gauge().value();
    }

    private static void hasFewTags(Meter meter) {
        assertThat(meter.getId().getTags())
                .extracting(tag -> tag.getKey())
                .isSubsetOf("client", "server", "operation", "wire", "outcome", "rule", "port", "purpose");
        assertThat(meter.getId().toString()).doesNotContain("secret").doesNotContain("metrics_it");
    }

    private static long commands(MeterRegistry meters, String operation, String wire, String outcome) {
        return meters.get(MeterNames.COMMANDS)
                .tags("client", "hansock", "server", "east", "operation", operation, "wire", wire, "outcome", outcome)
                .timer()
                .count();
    }

    @Configuration(proxyBeanMethods = false)
    static class Registry {
        @Bean
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
