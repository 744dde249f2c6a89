package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.hansock.Hansock;
import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.spring.HansockTemplate;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** When clients connect, and how they end. */
@ExtendWith(MariaDbExtension.class)
class HansockLifecycleIT {
    private static final Table<Row> T = Table.of("t", "id").database("lifecycle_it");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withPropertyValues(PatientClient.properties())
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
    void anEagerClientOfALazyApplicationConnectsThoughNobodyHasAskedForIt(MariaDbServer server) {
        String connections = "select count(*) from information_schema.processlist where user = 'app'";
        await().until(() -> server.queryValue(connections).equals("0"));
        contexts.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues(properties(server))
                .withPropertyValues("hansock.startup=eager")
                .run(context ->
                        await().until(() -> !server.queryValue(connections).equals("0")));
    }

    @Test
    void aLazyOneIsNotTouched(MariaDbServer server) {
        contexts.withPropertyValues(properties(server))
                .run(context -> assertThat(context.getBean(Hansock.class).states())
                        .allSatisfy(state -> assertThat(state.sql().condition()).isEqualTo(Condition.UNTRIED)));
    }

    @Test
    void clientsStartBeforeAllThatMayUseThem() {
        contexts.withPropertyValues("hansock.servers.east.host=db").run(context -> {
            HansockLifecycle lifecycle = context.getBean(HansockLifecycle.class);
            assertThat(lifecycle.getPhase())
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
                    .isLessThan(ThreadPoolTaskScheduler.DEFAULT_PHASE)
                    .isNegative();
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
    void aRequestUnderWayIsAnsweredBeforeTheClientEnds(MariaDbServer server) {
        server.sql("create or replace database lifecycle_it; create table lifecycle_it.t (id int primary key);"
                + "insert into lifecycle_it.t values (1)");
        contexts.withPropertyValues(properties(server))
                .withUserConfiguration(Web.class)
                .run(context -> {
                    Web web = context.getBean(Web.class);
                    CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                            .sendAsync(HttpRequest.newBuilder(web.uri()).build(), BodyHandlers.ofString());
                    await().until(() -> web.called.getCount() == 0);
                    context.close();
                    assertThat(answer)
                            .succeedsWithin(Duration.ofSeconds(10))
                            .satisfies(response -> assertThat(response.body()).isEqualTo("true"));
                });
    }

    /** A web server that, as those of Spring Boot, stops when the last request is answered. */
    @Configuration(proxyBeanMethods = false)
    static class Web implements SmartLifecycle {
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private final HttpServer server;
        private volatile boolean running;

        Web(HansockTemplate template) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            server.createContext("/", exchange -> {
                called.countDown();
                await().until(() -> stopping.getCount() == 0);
                byte[] found =
                        String.valueOf(template.findOne(T, 1).isPresent()).getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, found.length);
                exchange.getResponseBody().write(found);
                exchange.close();
                answered.countDown();
            });
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }

        @Override
        public int getPhase() {
            return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
        }

        @Override
        public void start() {
            server.start();
            running = true;
        }

        @Override
        public void stop() {
            stopping.countDown();
            await().until(() -> answered.getCount() == 0);
            server.stop(0);
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
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
            "hansock.servers.east.host=" + server.host(),
            "hansock.servers.east.port=" + server.sqlPort()
        };
    }
}
