package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the profile {@code links} would notice, by a web server on this machine. */
class ExternalLinksTest {
    private HttpServer server;
    private String there;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        there = "http://127.0.0.1:" + server.getAddress().getPort();
        answer("/page", 200, null);
        answer("/moved", 302, "/page");
        answer("/gone", 404, null);
        answer("/moved-to-nowhere", 301, "/gone");
        server.start();
    }

    private void answer(String path, int status, String location) {
        server.createContext(path, exchange -> {
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aPageThatIsThereOrHasMovedIsAlive() throws InterruptedException {
        assertThat(new ExternalLinks().dead(List.of(there + "/page", there + "/moved")))
                .isEmpty();
    }

    @Test
    void aPageThatIsGoneIsToldWithTheReason() throws InterruptedException {
        assertThat(new ExternalLinks().dead(List.of(there + "/page", there + "/gone", there + "/moved-to-nowhere")))
                .containsExactly(there + "/gone: status 404", there + "/moved-to-nowhere: status 404");
    }

    @Test
    void aServerThatDoesNotAnswerIsToldWithTheReason() throws InterruptedException {
        assertThat(new ExternalLinks().dead(List.of("http://127.0.0.1:1/")))
                .singleElement()
                .asString()
                .startsWith("http://127.0.0.1:1/: java.net.ConnectException");
    }

    @Test
    void linksOfPagesAndOfJavadocAreFound() throws IOException {
        assertThat(ExternalLinks.links())
                .contains("https://semver.org/spec/v2.0.0.html")
                .anyMatch(link -> link.startsWith("https://github.com/DeNA/HandlerSocket-Plugin-for-MySQL/"));
    }
}
