package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What the README's command starts, from the servers to the addresses that it prints. */
class DemoIT {
    private static final Pattern ADDRESS = Pattern.compile("(?:-X (POST) )?(http://\\S+)");

    @Test
    void loadsEverythingAndAnswersAtTheAddressesThatItPrints() throws Exception {
        try (DemoServers servers = DemoServers.start();
                ConfigurableApplicationContext application = Demo.start(servers, "--server.port=0")) {
            List<String> answers = new ArrayList<>();
            Matcher address = ADDRESS.matcher(Demo.whereToLook(application));
            while (address.find()) {
                answers.add(answer(address.group(1) == null ? "GET" : "POST", address.group(2)));
            }

            assertThat(answers).hasSize(4);
            assertThat(answers.get(0)).startsWith("200").contains("GRINNING FACE");
            assertThat(answers.get(1)).startsWith("200").contains("LATIN SMALL LETTER I WITH DIAERESIS");
            assertThat(answers.get(2)).startsWith("200").contains("GREEK SMALL LETTER ALPHA");
            assertThat(answers.get(3)).isEqualTo("204 ");
        }
    }

    private static String answer(String method, String address) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
