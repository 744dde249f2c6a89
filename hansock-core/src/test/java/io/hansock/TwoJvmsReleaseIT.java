package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables are changed while this JVM and another one read and write them over HandlerSocket. */
class TwoJvmsReleaseIT {
    private static final String DB = "two_jvms";

    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final Duration SOON = Stopwatch.EXACT ? PROMISED : PROMISED.plusSeconds(1);

    private MariaDbServer server;
    private Hansock hansock;
    private ClientInAnotherJvm other;

    @BeforeEach
    void start() throws IOException {
        server = MariaDbServer.builder().randomSecrets().start();
        server.sql("create or replace database " + DB + "; create table " + DB + ".t (id bigint primary key, v int)");
        hansock = ReadsAndWrites.client(server.host(), server.sqlPort(), DB);
        other = ClientInAnotherJvm.start(server, DB);
    }

    @AfterEach
    void end() {
        other.close();
        hansock.close();
        server.close();
    }

    @Test
    void h23_noCallFailsInEitherWhileATableIsChanged() throws IOException, InterruptedException {
        ReadsAndWrites load = new ReadsAndWrites(hansock, 0);
        assertThat(other.say("load")).isEqualTo("began");
        assertThat(load.start()).isEqualTo("began");
        assertThat(conditions()).containsOnly(Condition.UP);

        Stopwatch stopwatch = Stopwatch.start();
        hansock.ddl("alter table t add column w int not null default 7, add key (v)", Duration.ofSeconds(10));
        Duration taken = stopwatch.awake();

        Table<Row> changed = Table.of("t", "id", "w");
        assertThat(hansock.findOne(changed, 1L).orElseThrow().getInt("w"))
                .as("known at once")
                .isEqualTo(7);
        await().until(() -> conditions().equals(List.of(Condition.UP, Condition.UP)));
        long before = load.done();
        await().until(() -> load.done() > before + 500);
        assertThat(load.end()).isEqualTo("0 failed");
        assertThat(other.say("end")).isEqualTo("0 failed");
        assertThat(taken).isLessThan(SOON);
        assertThat(server.queryValue("select count(*) from " + DB + ".t where v <> 2 or w <> 7"))
                .isEqualTo("0");
    }

    @Test
    void aHolderThatIsKilledHoldsNobodyUp() throws IOException, InterruptedException {
        ReadsAndWrites load = new ReadsAndWrites(hansock, 0);
        load.start();
        assertThat(other.say("release")).isEqualTo("held");
        assertThat(conditions()).containsOnly(Condition.OFF);
        long before = load.done();
        await().until(() -> load.done() > before + 100);

        other.kill();
        InTime.within(SOON).until(() -> conditions().equals(List.of(Condition.UP, Condition.UP)));
        hansock.ddl("alter table t add column x int", Duration.ofSeconds(10));
        assertThat(load.end()).isEqualTo("0 failed");
    }

    private List<Condition> conditions() {
        ServerState state = hansock.states().get(0);
        return List.of(state.reads().condition(), state.writes().condition());
    }
}
