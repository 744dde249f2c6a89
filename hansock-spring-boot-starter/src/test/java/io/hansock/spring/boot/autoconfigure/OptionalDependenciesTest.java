package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import io.hansock.spring.boot.endpoint.HansockEndpoint;
import io.hansock.spring.boot.endpoint.HansockEndpointAutoConfiguration;
import io.hansock.spring.boot.health.HansockHealthContributorAutoConfiguration;
import io.hansock.spring.boot.metrics.HansockMetrics;
import io.hansock.spring.boot.metrics.HansockMetricsAutoConfiguration;
import io.hansock.spring.json.JsonColumns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
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
    static class Registry {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
