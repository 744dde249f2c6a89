package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** While an application ends, what it still does has its client: tasks under way, and the ends of its own beans. */
@ExtendWith(MariaDbExtension.class)
class ApplicationEndIT {
    private static final Table<Row> T = Table.of("t", "id").database("end_it");

    /** Set by the lifecycle of the application, in the phase that a test chooses. */
    private final CountDownLatch stopped = new CountDownLatch(1);

    private MariaDbServer server;

    @BeforeEach
    void table(MariaDbServer server) {
        this.server = server;
        server.sql("create or replace database end_it; create table end_it.t (id int primary key);"
                + "insert into end_it.t values (1)");
    }

    @Test
    void aTaskThatIsWaitedForInThePhaseOfExecutorsIsAnswered() {
        ends(ThreadPoolTaskExecutor.DEFAULT_PHASE + 1, executor -> {}, this::assertAnsweredAfterTheStop);
    }

    @Test
    void aTaskThatIsWaitedForWhenItsExecutorIsDestroyedIsAnswered() {
        ends(
                Integer.MIN_VALUE,
                executor -> {
                    executor.setWaitForTasksToCompleteOnShutdown(true);
                    executor.setAwaitTerminationSeconds(10);
                },
                this::assertAnsweredAfterTheStop);
    }

    private void assertAnsweredAfterTheStop(AssertableApplicationContext context) {
        HansockTemplate template = context.getBean(HansockTemplate.class);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(
                () -> {
                    begun.countDown();
                    await().until(() -> stopped.getCount() == 0);
                    return template.findOne(T, 1).isPresent();
                },
                context.getBean(ThreadPoolTaskExecutor.class));
        await().until(() -> begun.getCount() == 0);
        context.close();
        assertThat(found).isCompletedWithValue(true);
    }

    @Test
    void whatIsScheduledFindsItsClientUntilTheSchedulerHasStopped() {
        ends(SmartLifecycle.DEFAULT_PHASE, executor -> {}, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            AtomicInteger runs = new AtomicInteger();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            var unused = context.getBean(ThreadPoolTaskScheduler.class)
                    .scheduleWithFixedDelay(
                            () -> {
                                try {
                                    for (int i = 0; i < 20; i++) {
                                        assertThat(template.findOne(T, 1)).isPresent();
                                    }
                                    runs.incrementAndGet();
                                } catch (RuntimeException | Error e) {
                                    failures.add(e);
                                }
                            },
                            Duration.ofMillis(1));
            await().until(() -> runs.get() > 3);
            context.close();
            assertThat(failures).isEmpty();
        });
    }

    @Test
    void aBeanSaysItsLastWordsToTheServer() {
        ends(0, executor -> {}, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            context.close();
            assertThat(server.queryValue("select count(*) from end_it.t where id = 99"))
                    .isEqualTo("1");
            assertThatThrownBy(() -> template.findOne(T, 1))
                    .as("and then it is over")
                    .hasMessageContaining("closed");
        });
    }

    private void ends(
            int phase, Consumer<ThreadPoolTaskExecutor> executors, Consumer<AssertableApplicationContext> test) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withBean(Stop.class, () -> new Stop(phase, stopped))
                .withBean(ThreadPoolTaskExecutor.class, () -> {
                    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
                    executors.accept(executor);
                    return executor;
                })
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(
                        "hansock.username=app",
                        "hansock.servers.east.host=" + server.host(),
                        "hansock.servers.east.port=" + server.sqlPort())
                .run(test::accept);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        ThreadPoolTaskScheduler scheduler() {
            return new ThreadPoolTaskScheduler();
        }

        @Bean
        DisposableBean lastWords(HansockTemplate template) {
            return () -> template.sql("east").update("insert into end_it.t values (99)");
        }
    }

    /** Tells in which phase the application's end is. */
    static final class Stop implements SmartLifecycle {
        private final int phase;
        private final CountDownLatch stopped;
        private volatile boolean running;

        Stop(int phase, CountDownLatch stopped) {
            this.phase = phase;
            this.stopped = stopped;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            stopped.countDown();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
