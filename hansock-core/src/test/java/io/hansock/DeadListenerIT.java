package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A HandlerSocket port that nobody serves any more, while its connections stay and new ones are taken. */
class DeadListenerIT {
    private static final Logger LOG = LoggerFactory.getLogger(DeadListenerIT.class);
    private static final Table<Row> T = Table.of("t", "id");

    @Test
    void h26_isFoundOutByTheFirstCallThatWaitsTooLongAndUsedAgainAfterARestart() throws IOException {
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start();
                Hansock hansock = client(server)) {
            server.sql("create database dead; create table dead.t (id int primary key); insert into dead.t values (1)");
            PatientClient.awaitHandlerSocket(hansock, () -> call(hansock));
            Hansock patient = hansock.withTimeout(PatientClient.PATIENCE);
            try (HandlerSocketRaw killer = HandlerSocketRaw.connect(server.host(), server.readPort())) {
                killer.send("Quit\n");
            }
            InTime.within(Duration.ofSeconds(5)).until(() -> {
                call(hansock);
                return reads(hansock) == Condition.DOWN;
            });
            assertThat(hansock.states().get(0).sql().condition()).isEqualTo(Condition.UP);
            assertThat(hansock.states().get(0).reads().nextTry()).isPresent();
            Stopwatch stopwatch = Stopwatch.start();
            assertThat(patient.findOne(T, 1)).as("over SQL").isPresent();
            assertThat(stopwatch.awake()).as("nobody waits for it any more").isLessThan(Duration.ofSeconds(1));
            server.restart();
            InTime.within(Duration.ofSeconds(4)).until(() -> {
                call(hansock);
                return reads(hansock) == Condition.UP;
            });
            assertThat(patient.findOne(T, 1)).isPresent();
        }
    }

    private static Condition reads(Hansock hansock) {
        return hansock.states().get(0).reads().condition();
    }

    /** How the call ends is not what is tested here. */
    private static void call(Hansock hansock) {
        try {
            hansock.findOne(T, 1);
        } catch (HansockException e) {
            LOG.debug("a call that failed", e);
        }
    }

    private static Hansock client(MariaDbServer server) {
        return Hansock.builder()
                .user("app")
                .database("dead")
                .requestTimeout(Duration.ofSeconds(1))
                .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                .build();
    }
}
