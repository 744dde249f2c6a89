package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import io.hansock.Hansock;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What the README's commands start, from the servers to the addresses that they print. */
class DemoIT {
    private static final Pattern ADDRESS = Pattern.compile("(?:-X (POST) )?(http://\\S+)");

    private static final Pattern METER = Pattern.compile("hansock_\\w+");
    private static final Pattern TAG = Pattern.compile("(?<=[{,(] ?)(\\w+)(?=[=!,)])");

    /** What a collector of traces is sent, which is binary but for names. */
    private static final Queue<String> traces = new ConcurrentLinkedQueue<>();

    private static HttpServer collector;
    private static DemoServers servers;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            traces.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        servers = DemoServers.start();
        application = Demo.start(
                servers,
                PatientClient.arguments(
                        "--server.port=0",
                        "--server.address=0.0.0.0",
                        "--management.tracing.sampling.probability=1",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                                + collector.getAddress().getPort() + "/v1/traces"));
    }

    @AfterAll
    static void end() {
        application.close();
        servers.close();
        collector.stop(0);
    }

    @Test
    void answersAtTheAddressesThatItPrints() throws Exception {
        List<String> answers = new ArrayList<>();
        Matcher address = ADDRESS.matcher(Demo.whereToLook(application));
        while (address.find()) {
            answers.add(answer(address.group(1) == null ? "GET" : "POST", address.group(2)));
        }

        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).startsWith("200").contains("<title>Unicode explorer</title>");
        assertThat(answers.get(1)).startsWith("200").contains("GRINNING FACE");
        assertThat(answers.get(2)).startsWith("200").contains("LATIN SMALL LETTER I WITH DIAERESIS");
        assertThat(answers.get(3)).startsWith("200").contains("GREEK SMALL LETTER ALPHA");
        assertThat(answers.get(4)).isEqualTo("204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/servers/alpha/kill", "/demo/servers/alpha/restart", "/demo/load"})
    void doesNothingWithoutTheToken(String path) throws Exception {
        assertThat(answer("POST", at(path))).startsWith("403").contains("token");
        assertThat(answer("POST", at(path), "0123456789abcdef0123456789abcdef")).startsWith("403");
        assertThat(servers.all()).allMatch(server -> server.alive());
    }

    @Test
    void knowsItsOwnServersAlone() throws Exception {
        String token = application.getBean(DemoToken.class).text();

        assertThat(answer("POST", at("/demo/servers/mysql/kill"), token)).startsWith("404");
    }

    /** All of 127.0.0.0/8 is this machine's; whoever listens everywhere answers at 127.0.0.2 too. */
    @Test
    void listensAtThisMachinesOwnAddressAlone() {
        assertThatThrownBy(() -> answer("GET", at("/").replace("127.0.0.1", "127.0.0.2")))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void canBeWatched() throws Exception {
        answer("GET", at("/explain?text=abcdefghij"));

        assertThat(answer("GET", at("/actuator/health")))
                .startsWith("200")
                .contains("\"status\":\"UP\"", "\"alpha\":{");
        assertThat(answer("GET", at("/actuator/hansock"))).startsWith("200").contains("alpha");
        assertThat(answer("GET", at("/actuator/prometheus")))
                .startsWith("200")
                .contains("http_server_requests_seconds_count");
    }

    /** Some are counted from the first on: for a command to be repeated and a connection to fail a server has to die. */
    @Test
    void prometheusHasAllThatTheDashboardAsksFor() throws Exception {
        answer("POST", at("/characters/41/views"));
        servers.named("alpha").kill();
        answer("GET", at("/explain?text=abcdefghijklmnopqrstuvwxyz"));
        servers.named("alpha").restart();
        application.getBean(Hansock.class).release(Duration.ofSeconds(20)).close(); // has connections closed on purpose
        List<String> queries = JsonPath.read(
                Files.readString(Project.root().resolve("docs/grafana-dashboard.json")), "$.panels[*].targets[*].expr");
        // that is there once it has happened, and it cannot be had for sure
        queries.removeIf(query -> query.contains("hansock_commands_repeated_total"));

        assertThat(queries).hasSizeGreaterThan(10);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            answer("GET", at("/explain?text=abcdefghijklmnopqrstuvwxyz"));
            String meters = answer("GET", at("/actuator/prometheus"));
            for (String query : queries) {
                List<String> tags = TAG.matcher(query)
                        .results()
                        .map(tag -> tag.group(1))
                        .distinct()
                        .toList();
                METER.matcher(query)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .forEach(name -> assertThat(meters.lines().filter(line -> line.startsWith(name + "{")))
                                .as("%s with %s", name, tags)
                                .anyMatch(line -> tags.stream().allMatch(tag -> line.contains(tag + "=\""))));
            }
        });
    }

    @Test
    void tracesGoWhereTheSettingsSay() throws Exception {
        answer("GET", at("/characters/1F600"));
        answer("GET", at("/api/text?text=ab"));
        answer("GET", at("/api/most-viewed"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(String.join("", traces))
                        .contains(
                                "unicode-explorer",
                                "http get /characters/{hex}",
                                "findOne characters",
                                "findAll characters",
                                "sqlOnAllServers"));
    }

    @Test
    void loadShowsHowFarItIsAndWhatCameOfIt() throws InterruptedException {
        assertThat(load("2", "4", "10"))
                .startsWith("4 callers for 2 s, 10 % of views")
                .containsPattern("\\r\\[#+\\.+\\] +\\d\\d %")
                .contains("[########################################] 100 %")
                .containsPattern("finds, HandlerSocket +[\\d,]+ +[\\d,]+ +[\\d,]+ µs")
                .containsPattern("views, SQL +[\\d,]+")
                .containsPattern("failed +0");
    }

    @Test
    void loadTellsWhichWireHasCarriedIt() throws InterruptedException {
        assertThat(load("1", "4", "0", "--hansock.handlersocket.enabled=false"))
                .containsPattern("finds, SQL +[1-9]")
                .containsPattern("failed +0")
                .doesNotContain("HandlerSocket", "views,");
    }

    private static String load(String... args) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DemoLoadCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .run(servers, DemoLoadCommand.plan(args), PatientClient.arguments(args));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    private static String answer(String method, String address) throws IOException, InterruptedException {
        return answer(method, address, "");
    }

    private static String answer(String method, String address, String token) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .method(method, BodyPublishers.noBody())
                                .header(DemoToken.HEADER, token)
                                .build(),
                        BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
