package io.hansock.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which entries there are. */
class HealthContributorTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HansockAutoConfiguration.class, HansockHealthContributorAutoConfiguration.class));

    @Test
    void oneClientIsAnEntryForEachServer() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east", "hansock.servers[a/b].host=db-west")
                .run(context -> {
                    CompositeHealthContributor servers = context.getBean(CompositeHealthContributor.class);
                    assertThat(servers.getContributor("east")).isInstanceOf(HealthIndicator.class);
                    assertThat(servers.getContributor("a_b")).isInstanceOf(HealthIndicator.class);
                });
    }

    @Test
    void severalAreAnEntryForEachAroundThose() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east", "hansock.clients[eu/reports].servers.west.host=db-west")
                .run(context -> {
                    CompositeHealthContributor clients = context.getBean(CompositeHealthContributor.class);
                    assertThat(clients.getContributor("hansock"))
                            .isInstanceOfSatisfying(
                                    CompositeHealthContributor.class,
                                    servers -> assertThat(servers.getContributor("east"))
                                            .isNotNull());
                    assertThat(clients.getContributor("eu_reports"))
                            .isInstanceOfSatisfying(
                                    CompositeHealthContributor.class,
                                    servers -> assertThat(servers.getContributor("west"))
                                            .isNotNull());
                });
    }
}
