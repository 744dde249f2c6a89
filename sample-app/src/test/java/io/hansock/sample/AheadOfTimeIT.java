package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.PatientClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the build makes, in a JVM of its own, with what Spring has worked out when it was built. */
class AheadOfTimeIT {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void startsAndAnswersAsProcessedAheadOfTime(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        try (DemoServers servers = DemoServers.start()) {
            servers.all()
                    .forEach(server -> server.sql(
                            "insert into unicode.characters values (0x3a9, 'GREEK CAPITAL LETTER OMEGA', 'GREEK', 0)"));
            Process application = start(servers, log);
            try {
                String address = "http://127.0.0.1:" + port(application, log);
                assertThat(read(log)).contains("Starting AOT-processed SampleApplication");
                // the first may go over SQL while the port proves itself
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(get(address + "/characters/3A9").body()).contains("GREEK CAPITAL LETTER OMEGA");
                    assertThat(get(address + "/actuator/prometheus").body())
                            .containsPattern("hansock_commands_seconds_count\\{.*wire=\"handlersocket\"");
                });
                assertThat(get(address + "/actuator/health").statusCode()).isEqualTo(200);
            } finally {
                application.destroy();
                assertThat(application.waitFor(30, TimeUnit.SECONDS))
                        .as("it ends")
                        .isTrue();
            }
            assertThat(read(log)).doesNotContain("ERROR", "WARN");
        }
    }

    private static Process start(DemoServers servers, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dspring.aot.enabled=true",
                "-jar",
                jar().toString(),
                "--server.port=0"));
        command.addAll(List.of(PatientClient.arguments()));
        servers.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("sample-app-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String port(Process application, Path log) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .failFast(
                        "it ended",
                        () -> assertThat(application.isAlive()).as(read(log)).isTrue())
                .until(() -> PORT.matcher(read(log)), Matcher::find)
                .group(1);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
