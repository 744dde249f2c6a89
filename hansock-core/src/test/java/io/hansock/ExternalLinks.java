package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What README, docs and Javadoc link to on the web is there. {@link ExternalLinksTest} says that it would be noticed if it were not. The profile {@code links} runs it; other builds take nothing from the network but
 * what they need, so its name does not end as those of tests do.
 */
class ExternalLinks {
    static final Pattern PAGE_LINK = Pattern.compile("]\\((https?://[^)\\s]+)\\)");
    private static final Pattern JAVADOC_LINK = Pattern.compile("href=\"(https?://[^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    @Test
    void everyOneAnswers() throws IOException, InterruptedException {
        assertThat(dead(links())).isEmpty();
    }

    static Set<String> links() throws IOException {
        Set<String> links = new TreeSet<>();
        for (Path page : Project.pages()) {
            collect(PAGE_LINK, page, links);
        }
        for (String module : List.of("hansock-core", "hansock-spring-boot-starter")) {
            try (Stream<Path> sources =
                    Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    collect(JAVADOC_LINK, source, links);
                }
            }
        }
        return links;
    }

    /** Those that lead nowhere, each with the reason. */
    List<String> dead(Collection<String> links) throws InterruptedException {
        List<String> dead = new ArrayList<>();
        for (String link : links) {
            String trouble = trouble(link);
            if (!trouble.isEmpty()) {
                dead.add(link + ": " + trouble);
            }
        }
        return dead;
    }

    private static void collect(Pattern pattern, Path file, Set<String> links) throws IOException {
        pattern.matcher(Files.readString(file)).results().forEach(link -> links.add(link.group(1)));
    }

    private String trouble(String link) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(link)).timeout(PATIENCE).build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status < 400 ? "" : "status " + status;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
