package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A command that is refused for its own values has the table read anew, for which it alone waits. */
class RefusedAloneIT {
    private static final Table<Row> T = Table.of("t", "id");

    /** Half of which the refused call waits. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** What is known is not from just now any more, and still fresh. */
    private static final Duration SOME_TIME = Duration.ofMillis(500);

    @Test
    void othersGoOnByWhatIsKnown() {
        try (MariaDbServer server = MariaDbServer.builder().start();
                FaultyProxy proxy = FaultyProxy.to(server.sqlPort());
                Hansock hansock = client(server, proxy)) {
            server.sql("create database refused; create table refused.t (id int primary key);"
                    + "insert into refused.t values (1)");
            assertThat(hansock.findOne(T, 1)).isPresent();
            await().pollDelay(SOME_TIME).until(() -> true);
            proxy.flow(Flow.STALLED);
            CompletableFuture<?> refused = CompletableFuture.supplyAsync(
                    () -> hansock.findOne(T, "no number"), what -> new Thread(what).start());
            await().pollDelay(SOME_TIME).until(() -> true);
            Stopwatch stopwatch = Stopwatch.start();
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(1));
            assertThat(refused).as("it waits").isNotDone();
            proxy.flow(Flow.FREE);
            assertThatThrownBy(refused::join).hasCauseInstanceOf(RefusedException.class);
        }
    }

    private static Hansock client(MariaDbServer server, FaultyProxy proxy) {
        return Hansock.builder()
                .user("app")
                .database("refused")
                .requestTimeout(TIMEOUT)
                .connectTimeout(TIMEOUT)
                .server(ServerSettings.of("east", server.host())
                        .sqlPort(proxy.port())
                        .readPort(server.readPort()))
                .build();
    }
}
