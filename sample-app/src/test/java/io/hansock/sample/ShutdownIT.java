package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.spring.HansockOperations;
import io.hansock.testing.MariaDbServer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;

/** How the application ends while somebody waits for an answer: first the web server, which answers the last request, then the client. */
class ShutdownIT {
    private static final int GRINNING = 0x1f600;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static DemoServers servers;

    private final Gate gate = new Gate();

    @BeforeAll
    static void start() {
        servers = DemoServers.start();
    }

    @AfterAll
    static void end() {
        servers.close();
    }

    @BeforeEach
    void lay() {
        servers.all()
                .forEach(server -> server.sql("replace into unicode.characters (code_point, name, script) values ("
                        + GRINNING + ", 'GRINNING FACE', 'COMMON')"));
    }

    @Test
    void aRequestThatComesToItsCommandOnlyThenIsAnswered() {
        ConfigurableApplicationContext application = application();
        Hansock hansock = application.getBean(Hansock.class);
        HansockOperations operations = application.getBean(HansockOperations.class);
        CompletableFuture<HttpResponse<String>> answer = send(application, "GET", "/characters/1F600");
        await().until(gate::isReached);

        CompletableFuture<Void> closing = beginToClose(application);
        assertThat(hansock.findOne(Characters.TABLE, GRINNING))
                .as("while the web server waits")
                .isPresent();
        assertThat(closing).isNotDone();
        gate.open();

        assertThat(answer).succeedsWithin(PATIENCE).satisfies(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("GRINNING FACE");
        });
        assertThat(closing).succeedsWithin(PATIENCE);
        assertThatThrownBy(() -> operations.findOne(Characters.TABLE, GRINNING))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("the client is closed");
    }

    @Test
    void aRequestWhoseCommandIsUnderWayIsAnswered() throws Exception {
        gate.open();
        ConfigurableApplicationContext application = application();
        Hansock hansock = application.getBean(Hansock.class);
        MariaDbServer owner = servers.named(hansock.owner(Characters.TABLE, GRINNING));
        try (Connection other = owner.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update unicode.characters set views = 41 where code_point = " + GRINNING);
            CompletableFuture<HttpResponse<String>> answer = send(application, "POST", "/characters/1F600/views");
            await().until(() -> owner.queryValue("select count(*) from information_schema.innodb_lock_waits")
                    .equals("1"));

            CompletableFuture<Void> closing = beginToClose(application);
            assertThat(closing).isNotDone();
            assertThat(answer).isNotDone();
            other.commit();

            assertThat(answer)
                    .succeedsWithin(PATIENCE)
                    .satisfies(response -> assertThat(response.statusCode()).isEqualTo(204));
            assertThat(closing).succeedsWithin(PATIENCE);
        }
        assertThat(owner.queryValue("select views from unicode.characters where code_point = " + GRINNING))
                .isEqualTo("42");
        assertThatThrownBy(() -> hansock.increment(Characters.TABLE.key(GRINNING), "views", 1))
                .hasMessageContaining("the client is closed");
    }

    private ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(SampleApplication.class)
                .initializers((GenericApplicationContext context) -> context.registerBean(Gate.class, () -> gate))
                .properties(servers.properties())
                .run("--server.port=0", "--server.shutdown=graceful", "--hansock.request-timeout=" + PATIENCE);
    }

    private static CompletableFuture<HttpResponse<String>> send(
            ConfigurableApplicationContext application, String method, String path) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(application) + path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Returns when the web server takes no more connections. */
    private static CompletableFuture<Void> beginToClose(ConfigurableApplicationContext application) {
        int port = port(application);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
        await().atMost(PATIENCE).until(() -> refuses(port));
        return closing;
    }

    private static boolean refuses(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private static int port(ConfigurableApplicationContext application) {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Holds requests before they are looked at. */
    private static final class Gate implements Filter {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        boolean isReached() {
            return reached.getCount() == 0;
        }

        void open() {
            opened.countDown();
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            reached.countDown();
            try {
                if (!opened.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new ServletException("nobody opens");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServletException(e);
            }
            chain.doFilter(request, response);
        }
    }
}
