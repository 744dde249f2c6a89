package io.hansock.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.spring.boot.SilentServer;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockBuilderCustomizer;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How long it takes to ask for the health of servers that do not answer. */
class ServerProbeTest {
    /** Longer than an answer is fresh. */
    private static final Duration TIMEOUT = Duration.ofMillis(1200);

    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HansockAutoConfiguration.class, HansockHealthContributorAutoConfiguration.class))
            .withPropertyValues(
                    "hansock.health.probe=true", "hansock.health.probe-timeout=" + TIMEOUT.toMillis() + "ms");

    @Test
    void oneDeadlineHoldsForAllServersOfAllClients() {
        try (SilentServer silent = new SilentServer()) {
            contexts.withPropertyValues(silent.properties("hansock", "a", "b", "c"))
                    .withPropertyValues(silent.properties("hansock.clients.reports", "d", "e"))
                    .run(context -> {
                        HealthContributor health = context.getBean("hansockHealthContributor", HealthContributor.class);
                        Stopwatch stopwatch = Stopwatch.start();
                        List<Status> statuses = statuses(health);
                        assertThat(stopwatch.awake()).isLessThan(TIMEOUT.plus(MARGIN));
                        assertThat(statuses).hasSize(5).doesNotContain(Status.UP);
                    });
        }
    }

    @Test
    void theDeadlineHoldsThoughNoThreadIsLeftForTheAnswer() {
        try (SilentServer silent = new SilentServer()) {
            contexts.withPropertyValues(silent.properties("hansock", "a"))
                    .withBean(HansockBuilderCustomizer.class, () -> builder -> builder.callbackExecutor(task -> {}))
                    .run(context -> {
                        HealthContributor health = context.getBean("hansockHealthContributor", HealthContributor.class);
                        Stopwatch stopwatch = Stopwatch.start();
                        assertThat(statuses(health)).hasSize(1).doesNotContain(Status.UP);
                        assertThat(stopwatch.awake()).isLessThan(TIMEOUT.plus(MARGIN));
                    });
        }
    }

    private static List<Status> statuses(HealthContributor contributor) {
        if (contributor instanceof HealthIndicator indicator) {
            return List.of(indicator.health().getStatus());
        }
        return ((CompositeHealthContributor) contributor)
                .stream()
                        .flatMap(entry -> statuses(entry.contributor()).stream())
                        .toList();
    }
}
