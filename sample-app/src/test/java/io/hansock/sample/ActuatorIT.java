package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.hansock.Hansock;
import io.hansock.index.Table;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The actuator's endpoint, asked by whoever can reach the port: over HTTP, with the settings that an application has which sets none. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 2)
class ActuatorIT {
    private static final Table<Row> T = Table.of("t", "id").database("actuator_it");
    private static final String EXPOSED = "management.endpoints.web.exposure.include=hansock";
    private static final String UNRESTRICTED = "management.endpoint.hansock.access=unrestricted";

    /** By default Spring Boot says no more than that a request was a bad one. */
    private static final String TELLING = "spring.web.error.include-message=always";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void byDefaultThereIsNothing(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers)) {
            assertThat(get(application).statusCode()).isEqualTo(404);
            assertThat(post(application, "", "{\"key\": \"a\"}").statusCode()).isEqualTo(404);
            assertThat(post(application, "/release", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whereItIsExposedItCanBeReadAndNothingMore(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers, EXPOSED)) {
            assertThat(application.getBean(Hansock.class).findOne(T, 1)).isEmpty();
            HttpResponse<String> shown = get(application);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).doesNotContain("geheim");
            assertThat(JsonPath.<List<String>>read(shown.body(), "$.clients.hansock.servers[*].name"))
                    .containsExactlyInAnyOrder("east", "west");
            assertThat(JsonPath.<List<Integer>>read(shown.body(), "$.clients.hansock.servers[*].sql.inFlight"))
                    .containsOnly(0);
            assertThat(post(application, "", "{\"key\": \"a\"}").statusCode()).isEqualTo(405);
            assertThat(post(application, "/release", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whereThatIsAllowedItTellsOwnersReleasesAndResumes(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers, EXPOSED, UNRESTRICTED)) {
            Hansock hansock = application.getBean(Hansock.class);
            for (int key = 0; key < 10; key++) {
                HttpResponse<String> owner = post(application, "", "{\"key\": \"" + key + "\", \"type\": \"integer\"}");
                assertThat(owner.statusCode()).isEqualTo(200);
                assertThat(JsonPath.<String>read(owner.body(), "$.server")).isEqualTo(hansock.owner(T, key));
                assertThat(hansock.findOne(T, key)).isEmpty();
            }
            assertThat(readStates(application)).containsOnly("UP");

            HttpResponse<String> released = post(application, "/release", "{}");
            assertThat(released.statusCode()).isEqualTo(200);
            assertThat(JsonPath.<Boolean>read(released.body(), "$.released")).isTrue();
            assertThat(readStates(application)).containsOnly("OFF");
            assertThat(hansock.findOne(T, 1)).as("over SQL").isEmpty();

            HttpResponse<String> resumed = post(application, "/resume", "{\"client\": \"hansock\"}");
            assertThat(JsonPath.<Boolean>read(resumed.body(), "$.released")).isFalse();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(readStates(application)).containsOnly("UP"));
        }
    }

    @Test
    void aReleaseThatCannotBeHadIsRefusedWithTheReason(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers, EXPOSED, UNRESTRICTED, TELLING);
                ConfigurableApplicationContext other = start(servers, EXPOSED, UNRESTRICTED)) {
            assertThat(post(other, "/release", "{}").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = post(application, "/release", "{}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("somebody else had the lock");
            assertThat(JsonPath.<Boolean>read(get(application).body(), "$.clients.hansock.released"))
                    .isFalse();
            assertThat(post(other, "/resume", "{}").statusCode()).isEqualTo(200);
            assertThat(post(application, "/release", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aReleaseThatAServerHasEndedIsShownAsLostAndCanBeHadAnew(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers, EXPOSED, UNRESTRICTED)) {
            assertThat(post(application, "/release", "{}").statusCode()).isEqualTo(200);
            MariaDbServer one = servers.get(1);
            one.sql("kill " + one.queryValue("select is_used_lock('hansock.release')"));
            InTime.within(Duration.ofSeconds(6)).untilAsserted(() -> {
                String shown = get(application).body();
                assertThat(JsonPath.<Boolean>read(shown, "$.clients.hansock.released"))
                        .isFalse();
                assertThat(JsonPath.<Boolean>read(shown, "$.clients.hansock.releaseLost"))
                        .isTrue();
            });
            HttpResponse<String> anew = post(application, "/release", "{}");
            assertThat(JsonPath.<Boolean>read(anew.body(), "$.released")).isTrue();
            assertThat(JsonPath.<Boolean>read(anew.body(), "$.releaseLost")).isFalse();
        }
    }

    @Test
    void whatMakesNoSenseIsTheCallersFault(List<MariaDbServer> servers) throws Exception {
        try (ConfigurableApplicationContext application = start(servers, EXPOSED, UNRESTRICTED)) {
            assertThat(post(application, "", "{\"key\": \"a\", \"client\": \"nobody\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post(application, "", "{\"key\": \"a\", \"type\": \"integer\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post(application, "", "{}").statusCode())
                    .as("without a key")
                    .isEqualTo(400);
            assertThat(post(application, "/explode", "{}").statusCode()).isEqualTo(400);
            assertThat(post(application, "/release", "{\"client\": \"nobody\"}").statusCode())
                    .isEqualTo(400);
            assertThat(post(application, "/resume", "{}").statusCode())
                    .as("nothing was released")
                    .isEqualTo(400);
        }
    }

    /** Without the sample's own settings. */
    private static ConfigurableApplicationContext start(List<MariaDbServer> servers, String... more) {
        servers.forEach(server ->
                server.sql("create or replace database actuator_it; create table actuator_it.t (id int primary key)"));
        List<String> arguments = new ArrayList<>(List.of(
                "spring.config.name=none",
                PatientClient.REQUEST_TIMEOUT,
                PatientClient.CONNECT_TIMEOUT,
                "management.otlp.metrics.export.enabled=false",
                "server.address=127.0.0.1",
                "server.port=0",
                "hansock.username=app",
                "hansock.password=geheim",
                "hansock.servers.east.host=" + servers.get(0).host(),
                "hansock.servers.east.port=" + servers.get(0).sqlPort(),
                "hansock.servers.east.read-port=" + servers.get(0).readPort(),
                "hansock.servers.west.host=" + servers.get(1).host(),
                "hansock.servers.west.port=" + servers.get(1).sqlPort(),
                "hansock.servers.west.read-port=" + servers.get(1).readPort()));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(Application.class)
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new));
    }

    private List<String> readStates(ConfigurableApplicationContext application)
            throws IOException, InterruptedException {
        return JsonPath.read(get(application).body(), "$.clients.hansock.servers[*].reads.state");
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(application, "")).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(ConfigurableApplicationContext application, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(application, path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI address(ConfigurableApplicationContext application, String path) {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + "/actuator/hansock" + path);
    }

    @EnableAutoConfiguration
    static class Application {}
}
