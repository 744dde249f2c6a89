package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What the starter adds to the start of an application: 150 ms at most, where nothing else keeps the machine busy. */
class StartupCostTest {
    private static final Logger LOG = LoggerFactory.getLogger(StartupCostTest.class);

    /** For machines that have other things to do. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final int STARTS = 7;

    @Test
    void isSmallAndConnectsToNothing() {
        long[] without = new long[STARTS];
        long[] with = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            without[i] = start("--hansock.enabled=false");
            with[i] = start(
                    "--hansock.servers.east.host=127.0.0.1",
                    "--hansock.servers.east.read-port=1",
                    "--logging.level.io.hansock.spring.boot.autoconfigure=info");
        }
        Duration first = Duration.ofNanos(with[0] - without[0]);
        Duration later = Duration.ofNanos(median(with) - median(without));
        LOG.info("the starter adds {} ms to the first start, {} ms to later ones", first.toMillis(), later.toMillis());
        assertThat(later).isLessThan(Duration.ofMillis(150).plus(MARGIN));
    }

    private static long start(String... arguments) {
        long begun = System.nanoTime();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            long took = System.nanoTime() - begun;
            assertThat(context.getBeansOfType(Hansock.class).values())
                    .allSatisfy(client -> assertThat(client.states())
                            .allSatisfy(state ->
                                    assertThat(state.reads().condition()).isEqualTo(Condition.UNTRIED)));
            return took;
        }
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
