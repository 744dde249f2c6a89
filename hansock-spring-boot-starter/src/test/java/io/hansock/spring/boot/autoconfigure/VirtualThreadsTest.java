package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.test.util.ReflectionTestUtils;

/** Futures complete on virtual threads where the application wants those. */
class VirtualThreadsTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
            .withUserConfiguration(Looking.class)
            .withPropertyValues("hansock.servers.east.host=db");

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void areUsedWhereTheyAreWanted() {
        contexts.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(context.getBean(Hansock.class))
                        .isNotNull()
                        .satisfies(any ->
                                assertThat(Looking.CALLBACKS.get()).isInstanceOf(VirtualThreadTaskExecutor.class)));
    }

    @Test
    void areNotUsedByDefault() {
        contexts.run(context -> assertThat(context.getBean(Hansock.class))
                .isNotNull()
                .satisfies(
                        any -> assertThat(Looking.CALLBACKS.get()).isNotInstanceOf(VirtualThreadTaskExecutor.class)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Looking {
        private static final AtomicReference<Object> CALLBACKS = new AtomicReference<>();

        @Bean
        HansockBuilderCustomizer looks() {
            return Looking::look;
        }

        private static void look(HansockBuilder builder) {
            CALLBACKS.set(ReflectionTestUtils.getField(builder, "callbacks"));
        }
    }
}
