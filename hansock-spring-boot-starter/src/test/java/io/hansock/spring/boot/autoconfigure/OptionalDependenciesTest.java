package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import io.hansock.spring.boot.endpoint.HansockEndpoint;
import io.hansock.spring.boot.endpoint.HansockEndpointAutoConfiguration;
import io.hansock.spring.boot.health.HansockHealthContributorAutoConfiguration;
import io.hansock.spring.boot.metrics.HansockMetrics;
import io.hansock.spring.boot.metrics.HansockMetricsAutoConfiguration;
import io.hansock.spring.json.JsonColumns;
import io.hansock.value.Row;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader.ClassFilter;
import org.springframework.boot.test.context.FilteredClassLoader.PackageFilter;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Nothing breaks where something that the starter can use is absent. */
class OptionalDependenciesTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withPropertyValues(
                    "hansock.servers.east.host=db-east", "management.endpoints.web.exposure.include=hansock")
            .withConfiguration(AutoConfigurations.of(
                    JacksonAutoConfiguration.class,
                    HansockAutoConfiguration.class,
                    HansockTemplateAutoConfiguration.class,
                    HansockTransactionAutoConfiguration.class,
                    HansockJsonAutoConfiguration.class,
                    HansockMetricsAutoConfiguration.class,
                    HansockHealthContributorAutoConfiguration.class,
                    HansockEndpointAutoConfiguration.class));

    @Test
    void withAllOfThemThereIsAllOfIt() {
        contexts.withUserConfiguration(Registry.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockTemplate.class)
                        .hasSingleBean(HansockTransactionManager.class)
                        .hasSingleBean(JsonColumns.class)
                        .hasSingleBean(HansockMetrics.class)
                        .hasSingleBean(HansockEndpoint.class)
                        .hasBean("hansockHealthContributor"));
    }

    @Test
    void withoutMicrometersMetrics() {
        contexts.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context ->
                        assertThat(context).hasSingleBean(HansockTemplate.class).doesNotHaveBean("hansockMetrics"));
    }

    @Test
    void withoutTheActuatorThereAreStillMeters() {
        contexts.withUserConfiguration(Registry.class)
                .withClassLoader(new FilteredClassLoader(Endpoint.class, HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockMetrics.class)
                        .doesNotHaveBean("hansockEndpoint")
                        .doesNotHaveBean("hansockHealthContributor"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withARegistryAloneThereAreMetersToo(boolean lazy) {
        contexts.withUserConfiguration(Registry.class)
                .withInitializer(context -> {
                    if (lazy) {
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
                    }
                })
                .withPropertyValues("hansock.servers.east.host=127.0.0.1", "hansock.servers.east.read-port=1")
                .withClassLoader(new FilteredClassLoader(
                        ClassFilter.of(Endpoint.class, HealthIndicator.class),
                        PackageFilter.of("org.springframework.boot.micrometer")))
                .run(context -> {
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("hansock.server.up").gauges()).isNotEmpty();
                    HansockTemplate template = context.getBean(HansockTemplate.class);
                    Table<Row> table = Table.of("t", "id").database("d");
                    assertThatThrownBy(() -> template.findOne(table, 1)).isInstanceOf(DataAccessException.class);
                    assertThat(meters.get("hansock.commands")
                                    .tag("outcome", "channel-lost")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void whatACompositePassesOnIsCountedOnce() {
        contexts.withUserConfiguration(Registries.class)
                .withPropertyValues("hansock.servers.east.host=127.0.0.1", "hansock.servers.east.read-port=1")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.micrometer"))
                .run(context -> {
                    Table<Row> table = Table.of("t", "id").database("d");
                    assertThatThrownBy(
                                    () -> context.getBean(HansockTemplate.class).findOne(table, 1))
                            .isInstanceOf(DataAccessException.class);
                    assertThat(context.getBean("simple", MeterRegistry.class)
                                    .get("hansock.commands")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void withoutJackson() {
        contexts.withClassLoader(new FilteredClassLoader(JsonMapper.class))
                .run(context ->
                        assertThat(context).hasSingleBean(HansockTemplate.class).doesNotHaveBean("hansockJsonColumns"));
    }

    @Test
    void withoutSpringsTransactionsAndDataAccessThereAreStillClientsAndTemplates() {
        contexts.withPropertyValues("hansock.clients.reports.servers.west.host=db-west")
                .withClassLoader(new FilteredClassLoader(DataAccessException.class, PlatformTransactionManager.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockClients.class)
                        .hasBean("hansock")
                        .hasBean("reportsHansock")
                        .hasBean("hansockTemplate")
                        .hasBean("reportsHansockTemplate")
                        .doesNotHaveBean("hansockExceptionTranslator")
                        .doesNotHaveBean("hansockTransactionManager"));
    }

    @Test
    void turnedOffThereIsNothing() {
        contexts.withUserConfiguration(Registry.class)
                .withPropertyValues("hansock.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(Hansock.class)
                        .doesNotHaveBean(HansockTemplate.class)
                        .doesNotHaveBean(HansockTransactionManager.class)
                        .doesNotHaveBean(HansockMetrics.class)
                        .doesNotHaveBean(HansockEndpoint.class)
                        .doesNotHaveBean("hansockHealthContributor"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registries {
        @Bean
        SimpleMeterRegistry simple() {
            return new SimpleMeterRegistry();
        }

        @Bean
        CompositeMeterRegistry composite(SimpleMeterRegistry simple) {
            return new CompositeMeterRegistry(Clock.SYSTEM, List.of(simple));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registry {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
