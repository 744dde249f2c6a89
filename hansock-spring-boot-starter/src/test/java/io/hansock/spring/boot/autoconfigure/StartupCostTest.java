package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * What the starter adds to the start of an application: 150 ms at most. Starts with and without it take turns, so that both meet the same
 * machine; the shortest of each is the one that was disturbed the least, and what counts is the main thread's time of the processor, which
 * others' programs take nothing of. What the first start costs, which loads classes, is said and not judged: it cannot be repeated.
 */
class StartupCostTest {
    private static final Logger LOG = LoggerFactory.getLogger(StartupCostTest.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration BOUND = Duration.ofMillis(150);
    private static final int ROUNDS = 9;

    private static final String LOGGED = "--logging.level.io.hansock.spring.boot.autoconfigure=info";
    private static final String[] WITHOUT = {LOGGED, "--hansock.enabled=false"};
    private static final String[] WITH = {
        LOGGED,
        "--hansock.database=shop",
        "--hansock.username=app",
        "--hansock.password=secret",
        "--hansock.servers.east.host=127.0.0.1",
        "--hansock.servers.east.port=1"
    };

    /** Of one start: by the clock, and of the processor. */
    private record Cost(Duration elapsed, Duration computed) {
        Cost less(Cost other) {
            return new Cost(elapsed.minus(other.elapsed), computed.minus(other.computed));
        }

        Cost least(Cost other) {
            return new Cost(shorter(elapsed, other.elapsed), shorter(computed, other.computed));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        @Override
        public String toString() {
            return elapsed.toMillis() + " ms (" + computed.toMillis() + " ms of the processor)";
        }
    }

    @Test
    void isSmallAndConnectsToNothing() {
        start(WITHOUT);
        Cost without = start(WITHOUT);
        Cost first = start(WITH);
        LOG.info("classes not yet loaded, the starter adds {}", first.less(without));
        Cost with = first;
        for (int round = 0; round < ROUNDS; round++) {
            without = without.least(start(WITHOUT));
            with = with.least(start(WITH));
        }
        LOG.info("later, the starter adds {} to {}", with.less(without), without);
        assertThat(with.less(without).computed()).isLessThan(BOUND);
    }

    private static Cost start(String... arguments) {
        long begun = System.nanoTime();
        long computed = THREADS.getCurrentThreadCpuTime();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            Cost cost = new Cost(
                    Duration.ofNanos(System.nanoTime() - begun),
                    Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - computed));
            assertThat(context.getBeansOfType(Hansock.class).values())
                    .allSatisfy(client -> assertThat(client.states())
                            .allSatisfy(
                                    state -> assertThat(state.sql().condition()).isEqualTo(Condition.UNTRIED)));
            return cost;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
