package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.RequestHeadersSpec;

/** The whole application, over HTTP, on three real servers that it has filled with every character itself. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"sample.load=true", PatientClient.REQUEST_TIMEOUT, PatientClient.CONNECT_TIMEOUT})
@AutoConfigureRestTestClient
@DirtiesContext
class UnicodeExplorerIT {
    private static final int GRINNING = 0x1f600;
    private static final DemoServers servers = DemoServers.start();

    @Autowired
    private RestTestClient http;

    @Autowired
    private Hansock hansock;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        servers.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @AfterAll
    static void endServers() {
        servers.close();
    }

    @Test
    void everyNamedCharacterIsOnTheServerThatTheRingGivesIt() {
        long named = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> Character.getName(codePoint) != null)
                .count();
        assertThat(named).isGreaterThan(100_000);
        assertThat(servers.all().stream().mapToLong(UnicodeExplorerIT::rows).sum())
                .isEqualTo(named);
        assertThat(servers.all())
                .as("each has its share")
                .allSatisfy(server -> assertThat(rows(server)).isGreaterThan(named / 10));
        assertThat(owner(GRINNING).query("select name from unicode.characters where code_point = " + GRINNING))
                .isEqualTo(List.of(List.of("GRINNING FACE")));
    }

    @Test
    void showsACharacter() {
        http.get()
                .uri("/characters/1F600")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.character")
                .isEqualTo("😀")
                .jsonPath("$.name")
                .isEqualTo("GRINNING FACE");
    }

    @Test
    void explainsATextFromAllServersInItsOrder() {
        String text = "naïve 😀 "
                + IntStream.range('a', 'z')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        Set<MariaDbServer> asked = new HashSet<>();
        text.codePoints().forEach(codePoint -> asked.add(owner(codePoint)));
        assertThat(asked).as("the text needs every server").hasSize(3);

        assertThat(get("/explain?text={text}", text))
                .extracting(CharacterView::name)
                .containsExactlyElementsOf(
                        text.codePoints().mapToObj(Character::getName).toList());
    }

    @Test
    void explainsTheLongestText() {
        assertThat(get("/explain?text={text}", "😀".repeat(1_000))).hasSize(1_000);
    }

    @Test
    void mergesTheNamesOfAllServers() {
        List<CharacterView> views = get("/names?from={from}&limit=500", "greek small");

        List<String> expected = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::getName)
                .filter(name -> name != null && name.compareTo("GREEK SMALL") >= 0)
                .sorted()
                .limit(500)
                .toList();
        assertThat(views).extracting(CharacterView::name).isEqualTo(expected);
    }

    @Test
    void countsViews() {
        long before = views();
        for (int i = 0; i < 3; i++) {
            assertThat(statusOfView()).isEqualTo(HttpStatus.NO_CONTENT);
        }
        assertThat(views()).isEqualTo(before + 3);
        assertThat(owner(GRINNING).queryValue("select views from unicode.characters where code_point = " + GRINNING))
                .as("SQL sees the same row")
                .isEqualTo(String.valueOf(before + 3));
    }

    @Test
    void listsWhatWasViewedMostOfAllServers() {
        List<Integer> viewed = List.of((int) 'q', (int) 'w', (int) 'e', (int) 'r', (int) 't', (int) 'z');
        assertThat(viewed.stream().map(this::owner).distinct())
                .as("on every server")
                .hasSize(3);
        for (int i = 0; i < viewed.size(); i++) {
            owner(viewed.get(i))
                    .sql("update unicode.characters set views = " + (1_000_000 - i / 2) + " where code_point = "
                            + viewed.get(i));
        }

        http.get()
                .uri("/api/most-viewed?limit=5")
                .exchange()
                .expectBody()
                .jsonPath("$.characters[*].character")
                .isEqualTo(List.of("q", "w", "e", "r", "t"))
                .jsonPath("$.silent")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/characters/xyz",
                "/explain",
                "/explain?text=",
                "/explain?text=%FF",
                "/names?from=%C3",
                "/names?from=A&limit=0",
                "/names?from=A&limit=-1",
                "/names?from=A&limit=99999999999"
            })
    void refusesBadInput(String uri) {
        URI encoded = URI.create("http://localhost:" + port + uri);
        assertThat(problem(http.get().uri(encoded), HttpStatus.BAD_REQUEST).getDetail())
                .isNotBlank();
    }

    @Test
    void refusesAPathThatIsNotUtf8() {
        assertThat(http.get()
                        .uri(URI.create("http://localhost:" + port + "/characters/%FF"))
                        .exchange()
                        .returnResult()
                        .getStatus())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void doesNotFindAnUnknownCharacter() {
        assertThat(problem("/characters/378", HttpStatus.NOT_FOUND).getDetail()).contains("U+0378");
        http.post().uri("/characters/378/views").exchange().expectStatus().isNotFound();
    }

    @Test
    void namesADeadServerWhileTheOthersAnswerAndWorksAgainAfterItsRestart() {
        MariaDbServer dead = owner(GRINNING);
        int alive = IntStream.range('a', 'z')
                .filter(codePoint -> owner(codePoint) != dead)
                .findFirst()
                .orElseThrow();
        List<String> needDead = List.of("/characters/1F600", "/explain?text=a😀", "/names?from=A");
        dead.kill();
        try {
            for (String uri : needDead) {
                assertThat(problem(uri, HttpStatus.SERVICE_UNAVAILABLE).getDetail())
                        .contains(dead.name());
            }
            assertThat(statusOfView()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(status("/characters/" + Integer.toHexString(alive))).isEqualTo(HttpStatus.OK);
        } finally {
            dead.restart();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(needDead).allSatisfy(uri -> assertThat(status(uri)).isEqualTo(HttpStatus.OK));
            assertThat(statusOfView()).isEqualTo(HttpStatus.NO_CONTENT);
        });
    }

    /** All of 127.0.0.0/8 is this machine's; whoever listens everywhere answers at 127.0.0.2 too. */
    @Test
    void listensAtThisMachinesOwnAddressAlone() throws IOException {
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", port)))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void tellsStrangersThatItIsWellAndNoMore() {
        http.get()
                .uri("/actuator/health")
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components")
                .doesNotExist();
        assertThat(status("/actuator/hansock")).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private HttpStatusCode status(String uri) {
        return http.get().uri(uri).exchange().returnResult().getStatus();
    }

    private HttpStatusCode statusOfView() {
        return http.post()
                .uri("/characters/1F600/views")
                .exchange()
                .returnResult()
                .getStatus();
    }

    private static long rows(MariaDbServer server) {
        return Long.parseLong(server.queryValue("select count(*) from unicode.characters"));
    }

    private MariaDbServer owner(int codePoint) {
        return servers.named(hansock.owner(Characters.TABLE, codePoint));
    }

    private long views() {
        return get("/explain?text={text}", "😀").get(0).views();
    }

    private List<CharacterView> get(String uri, String parameter) {
        return http.get()
                .uri(uri, parameter)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<CharacterView>>() {})
                .returnResult()
                .getResponseBody();
    }

    private ProblemDetail problem(String uri, HttpStatus status) {
        return problem(http.get().uri(uri), status);
    }

    private static ProblemDetail problem(RequestHeadersSpec<?> request, HttpStatus status) {
        return request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(ProblemDetail.class)
                .returnResult()
                .getResponseBody();
    }
}
