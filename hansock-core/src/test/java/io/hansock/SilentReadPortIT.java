package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HandlerSocket's port takes connections and says nothing, as one does behind some firewalls; SQL is well. */
class SilentReadPortIT {
    private static final Table<Row> T = Table.of("t", "id", "v").primaryKey("id");
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** For so long the port is looked at. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(40);

    /** Much longer than SQL takes to answer, and much shorter than the look at the port, or the sum of what all would wait for that. */
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Also from far away, where it takes a while until SQL has said what there is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40})
    void sqlAnswersWhileThePortIsLookedAt(int latencyMillis) {
        try (MariaDbServer server = MariaDbServer.builder().start();
                FaultyProxy sql = FaultyProxy.to(server.sqlPort());
                FaultyProxy reads = FaultyProxy.to(server.readPort())) {
            server.sql("create database silent; create table silent.t (id int primary key, v varchar(10));"
                    + "insert into silent.t values (1, 'one')");
            sql.latency(Duration.ofMillis(latencyMillis));
            reads.flow(Flow.SWALLOWED);
            Stopwatch stopwatch = Stopwatch.start();
            try (Hansock hansock = Hansock.builder()
                    .user("app")
                    .database("silent")
                    .requestTimeout(TIMEOUT)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .server(ServerSettings.of("east", server.host())
                            .sqlPort(sql.port())
                            .readPort(reads.port()))
                    .build()) {
                assertThat(hansock.findOne(T, 1).orElseThrow().getString("v")).isEqualTo("one");
                for (int i = 0; i < 20; i++) {
                    assertThat(hansock.findOne(T, 1)).as("from then on all").isPresent();
                    assertThat(hansock.async().findOne(T, 1).join()).isPresent();
                }
                assertThat(stopwatch.awake()).isLessThan(SOON);
                assertThat(hansock.states().get(0).reads().condition())
                        .as("still looked at")
                        .isEqualTo(Condition.UNTRIED);
            }
        }
    }
}
