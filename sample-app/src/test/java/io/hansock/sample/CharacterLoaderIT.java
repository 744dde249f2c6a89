package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class CharacterLoaderIT {
    @Test
    void aServerThatDiesMeanwhileEndsItAndIsNamed() {
        try (DemoServers servers = DemoServers.start();
                Hansock hansock = client(servers)) {
            MariaDbServer dying = servers.named("beta");
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> load(hansock));

            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> rows(dying) > 0);
            dying.kill();

            assertThatThrownBy(() -> loading.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Not all characters could be loaded. The first that failed: beta: ");
            dying.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(hansock.states())
                            .as("found out once its next try is due")
                            .allSatisfy(
                                    state -> assertThat(state.sql().condition()).isEqualTo(Condition.UP)));
            load(hansock);
            assertThat(servers.all())
                    .allSatisfy(server -> assertThat(rows(server)).isGreaterThan(10_000));
        }
    }

    private static void load(Hansock hansock) {
        try {
            new CharacterLoader(hansock, true).run(new DefaultApplicationArguments());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private static Hansock client(DemoServers servers) {
        HansockBuilder builder = PatientClient.builder().database("unicode").user("unicode");
        for (MariaDbServer server : servers.all()) {
            builder.server(ServerSettings.of(server.name(), server.host()).sqlPort(server.sqlPort()));
        }
        return builder.build();
    }

    private static long rows(MariaDbServer server) {
        return Long.parseLong(server.queryValue("select count(*) from unicode.characters"));
    }
}
