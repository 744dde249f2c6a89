package io.hansock.spring.boot.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.spring.boot.SilentServer;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The endpoint of an application whose server says nothing. */
class HansockEndpointTest {
    private static final Duration LOGIN = Duration.ofSeconds(4);

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=hansock",
                    "hansock.connect-timeout=" + LOGIN,
                    "hansock.request-timeout=" + LOGIN)
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockEndpointAutoConfiguration.class));

    @Test
    void showsWhatThereIsWhileAReleaseTakesItsTime() {
        try (SilentServer silent = new SilentServer()) {
            contexts.withPropertyValues(silent.properties("hansock", "east")).run(context -> {
                HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
                CompletableFuture<ClientDescriptor> release =
                        CompletableFuture.supplyAsync(() -> endpoint.act("release", null));
                silent.awaitCaller();
                Stopwatch stopwatch = Stopwatch.start();
                assertThat(endpoint.hansock().clients()).containsOnlyKeys("hansock");
                assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(1));
                assertThat(release).isNotDone();
                assertThat(release).failsWithin(LOGIN.plusSeconds(10)).withThrowableOfType(ExecutionException.class);
                assertThat(stopwatch.awake()).isLessThan(LOGIN.plusSeconds(1));
            });
        }
    }

    @Test
    void whatThisInstanceHasNotReleasedItDoesNotResume() {
        contexts.withPropertyValues("hansock.servers.east.host=127.0.0.1").run(context -> {
            HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
            assertThatThrownBy(() -> endpoint.act("resume", null))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessageContaining("this instance has released nothing");
        });
    }

    @Test
    void aClientThatDoesNotLogInHasNoRelease() {
        contexts.withPropertyValues("hansock.servers.east.host=127.0.0.1").run(context -> {
            HansockEndpoint endpoint = context.getBean(HansockEndpoint.class);
            assertThatThrownBy(() -> endpoint.act("release", null))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessageContaining("this needs SQL, and so a user");
        });
    }
}
