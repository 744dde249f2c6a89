package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.spring.boot.SilentServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Futures complete on virtual threads where the application wants those. */
class VirtualThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class));

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void areUsedWhereTheyAreWanted() {
        try (SilentServer silent = new SilentServer()) {
            contexts.withPropertyValues(silent.properties("hansock", "east"))
                    .withPropertyValues(silent.properties("hansock.clients.reports", "west"))
                    .withPropertyValues("spring.threads.virtual.enabled=true")
                    .run(context -> {
                        assertThat(completing(context, "hansock")).contains("VirtualThread");
                        assertThat(completing(context, "reports")).contains("VirtualThread");
                    });
        }
    }

    @Test
    void areNotUsedByDefault() {
        try (SilentServer silent = new SilentServer()) {
            contexts.withPropertyValues(silent.properties("hansock", "east"))
                    .run(context -> assertThat(completing(context, "hansock")).doesNotContain("VirtualThread"));
        }
    }

    /** The kind of thread on which a future completes that cannot have completed before it is asked. */
    private static String completing(ApplicationContext context, String client) {
        Hansock hansock = context.getBean(HansockClients.class).get(client);
        return hansock.look(PATIENCE)
                .thenApply(any -> Thread.currentThread().getClass().getName())
                .join();
    }
}
