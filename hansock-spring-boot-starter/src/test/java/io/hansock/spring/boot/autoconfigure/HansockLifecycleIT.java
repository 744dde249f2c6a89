package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** When clients connect, and how they end. */
@ExtendWith(MariaDbExtension.class)
class HansockLifecycleIT {
    private static final Table<Row> T = Table.of("t", "id").database("lifecycle_it");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class));

    @Test
    void aRequiredServerIsConnectedBeforeTheApplicationHasStarted(MariaDbServer server) {
        contexts.withPropertyValues(properties(server))
                .withPropertyValues("hansock.startup=required")
                .run(context -> assertThat(context.getBean(Hansock.class).states())
                        .allSatisfy(state -> assertThat(state.sql().condition()).isEqualTo(Condition.UP)));
    }

    @Test
    void aLazyOneIsNotTouched(MariaDbServer server) {
        contexts.withPropertyValues(properties(server))
                .run(context -> assertThat(context.getBean(Hansock.class).states())
                        .allSatisfy(state -> assertThat(state.sql().condition()).isEqualTo(Condition.UNTRIED)));
    }

    @Test
    void clientsStartBeforeAndEndAfterWebServers() {
        contexts.withPropertyValues("hansock.servers.east.host=db").run(context -> {
            HansockLifecycle lifecycle = context.getBean(HansockLifecycle.class);
            assertThat(lifecycle.getPhase())
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
                    .isLessThan(SmartLifecycle.DEFAULT_PHASE);
            assertThat(lifecycle.isPauseable()).isFalse();
        });
    }

    @Test
    void callsUnderWayEndBeforeTheClientDoes(MariaDbServer server) {
        contexts.withPropertyValues(properties(server)).run(context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> template.sql("east")
                    .query("select sleep(1)", row -> row.getInt(1))
                    .get(0));
            await().until(() -> server.queryValue(
                            "select count(*) from information_schema.processlist where info = 'select sleep(1)'")
                    .equals("1"));
            context.close();
            assertThat(slow.join()).isZero();
            assertThatThrownBy(() -> template.findOne(T, 1)).hasMessageContaining("closed");
        });
    }

    @Test
    void aContextThatIsStoppedAndStartedGoesOnWithTheSameClient(MariaDbServer server) {
        server.sql("create or replace database lifecycle_it; create table lifecycle_it.t (id int primary key)");
        contexts.withPropertyValues(properties(server)).run(context -> {
            context.stop();
            context.start();
            assertThat(context.getBean(HansockTemplate.class).findOne(T, 1)).isEmpty();
        });
    }

    private static String[] properties(MariaDbServer server) {
        return new String[] {
            "hansock.username=app",
            "hansock.request-timeout=" + Duration.ofSeconds(10),
            "hansock.servers.east.host=" + server.host(),
            "hansock.servers.east.port=" + server.sqlPort()
        };
    }
}
