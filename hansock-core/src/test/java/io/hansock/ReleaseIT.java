package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables are changed although HandlerSocket has them open. */
class ReleaseIT {
    private static final Table<Row> T = Table.of("t", "id", "v");
    private static MariaDbServer server;

    @BeforeAll
    static void start() {
        server = MariaDbServer.builder().randomSecrets().start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void table() {
        server.sql("create or replace database rel; create table rel.t (id int primary key, v int);"
                + "insert into rel.t values (1, 10)");
    }

    @Test
    void h23_aTableThatSeveralClientsHaveOpenIsChangedWithinSeconds() {
        try (Hansock one = client();
                Hansock two = client()) {
            assertThat(one.findOne(T, 1)).isPresent();
            assertThat(two.findOne(T, 1)).isPresent();
            Stopwatch stopwatch = Stopwatch.start();
            one.ddl("alter table rel.t add column w int not null default 7", Duration.ofSeconds(10));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(4));
            assertThat(server.queryValue("select w from rel.t")).isEqualTo("7");
            awaitUsed(one);
            awaitUsed(two);
        }
    }

    @Test
    void whileItIsHeldNobodyIsOnHandlerSocketAndNobodyComes() {
        try (Hansock one = client();
                Hansock two = client()) {
            assertThat(one.findOne(T, 1)).isPresent();
            assertThat(two.findOne(T, 1)).isPresent();
            try (Release release = one.release(Duration.ofSeconds(10));
                    Hansock late = client()) {
                assertThat(release).isNotNull();
                assertThat(connections()).isZero();
                assertThat(late.findOne(T, 1)).as("over SQL").isPresent();
                assertThat(late.states().get(0).reads().condition()).isEqualTo(Condition.OFF);
                assertThat(connections()).isZero();
                server.sql("alter table rel.t add column x int");
            }
            awaitUsed(one);
            awaitUsed(two);
        }
    }

    @Test
    void h23_underLoadNoCallFailsWhileATableIsChanged() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong found = new AtomicLong();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (Hansock one = client();
                Hansock two = client()) {
            List<Thread> load = new ArrayList<>();
            for (Hansock client : List.of(one, two)) {
                for (int i = 0; i < 4; i++) {
                    load.add(new Thread(() -> {
                        while (!over.get()) {
                            try {
                                requireQuick(client);
                                found.incrementAndGet();
                            } catch (RuntimeException | AssertionError e) {
                                failures.add(e);
                            }
                        }
                    }));
                }
            }
            load.forEach(Thread::start);
            await().until(() -> found.get() > 1000);
            one.ddl("alter table rel.t add column w int not null default 7", Duration.ofSeconds(10));
            awaitUsed(one);
            awaitUsed(two);
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }
        }
        assertThat(server.queryValue("select w from rel.t")).isEqualTo("7");
        assertThat(failures).isEmpty();
    }

    /** As a job that migrates tables is: it has no use for HandlerSocket, or may not use it. */
    @Test
    void h23_whoDoesNotUseHandlerSocketHimselfWaitsForThoseWhoDo() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (Hansock job = builder()
                        .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                        .build();
                Hansock other = client()) {
            awaitUsed(other);
            Thread load = new Thread(() -> {
                while (!over.get()) {
                    try {
                        requireQuick(other);
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                }
            });
            load.start();
            try (Release release = job.release(Duration.ofSeconds(10))) {
                assertThat(release.isHeld()).isTrue();
                assertThat(connections()).isZero();
            }
            awaitUsed(other);
            Stopwatch stopwatch = Stopwatch.start();
            job.ddl("alter table rel.t add column w int not null default 7", Duration.ofSeconds(10));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(4));
            awaitUsed(other);
            over.set(true);
            load.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aServerWhoseTurnHasNotComeKeepsTheLockForAsLongAsTheChangeTakesElsewhere() throws Exception {
        try (MariaDbServer last = MariaDbServer.builder().withoutHandlerSocket().start();
                Connection reader = server.connect();
                Statement statement = reader.createStatement()) {
            last.sql("create database rel; create table rel.t (id int primary key); set global wait_timeout = 1");
            try (Hansock hansock = builder()
                    .server(ServerSettings.of("west", last.host()).sqlPort(last.sqlPort()))
                    .build()) {
                reader.setAutoCommit(false);
                statement.execute("select * from rel.t");
                CompletableFuture<?> change = CompletableFuture.runAsync(
                        () -> hansock.ddl("alter table rel.t add column w int", Duration.ofSeconds(20)));
                await().during(Duration.ofSeconds(4))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> !change.isDone());
                reader.rollback();
                change.get(10, TimeUnit.SECONDS);
            }
            assertThat(last.queryValue("select count(w) from rel.t")).isEqualTo("0");
        }
    }

    @Test
    void aHolderThatDiesHoldsNobodyUp() throws SQLException {
        try (Hansock hansock = client()) {
            assertThat(hansock.findOne(T, 1)).isPresent();
            try (Connection holder = server.connect();
                    Statement statement = holder.createStatement()) {
                statement.execute("select get_lock('hansock.release', 0)");
                await().until(() -> hansock.states().get(0).reads().condition() == Condition.OFF);
                server.sql("kill " + server.queryValue("select is_used_lock('hansock.release')"));
            }
            awaitUsed(hansock);
        }
    }

    @Test
    void whoCannotHaveItInTimeIsToldSoAndHoldsNothing() throws SQLException {
        try (Hansock hansock = client();
                Connection holder = server.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select get_lock('hansock.release', 0)");
            assertThatThrownBy(() -> hansock.ddl("alter table rel.t add y int", Duration.ofMillis(300)))
                    .isInstanceOf(DeadlineException.class);
            statement.execute("select release_lock('hansock.release')");
            hansock.ddl("alter table rel.t add y int", Duration.ofSeconds(10));
        }
    }

    @Test
    void aClientOfAnotherMakeThatStaysIsWaitedForAndNotForEver() throws IOException {
        try (Hansock hansock = client();
                HandlerSocketRaw other = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(other.ask("A\t1\t" + server.readSecret())).isEqualTo("0\t1");
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThatThrownBy(() -> hansock.ddl("alter table rel.t add z int", Duration.ofSeconds(2)))
                    .isInstanceOf(DeadlineException.class);
            awaitUsed(hansock);
        }
    }

    @Test
    void aRefusedStatementIsTheServersRefusalAndAllGoOn() {
        try (Hansock hansock = client()) {
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThatThrownBy(() -> hansock.ddl("alter table rel.nowhere add z int", Duration.ofSeconds(10)))
                    .isInstanceOf(ServerException.class);
            awaitUsed(hansock);
        }
    }

    @Test
    void whoDoesNotLogInCannotChangeTables() {
        try (Hansock hansock = Hansock.builder()
                .server(ServerSettings.of("east", server.host()))
                .build()) {
            assertThatThrownBy(() -> hansock.ddl("alter table t add z int", Duration.ofSeconds(1)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("user");
        }
    }

    private static int connections() {
        return server
                .query("select state from information_schema.processlist where state like 'handlersocket: mode=%'")
                .stream()
                .mapToInt(row -> Integer.parseInt(String.valueOf(row.get(0)).replaceAll(".*, (\\d+) conns,.*", "$1")))
                .sum();
    }

    private static void requireQuick(Hansock hansock) {
        Stopwatch stopwatch = Stopwatch.start();
        assertThat(hansock.findOne(T, 1)).isPresent();
        assertThat(stopwatch.awake()).isLessThan(ReadsAndWrites.LONGEST_CALL);
    }

    private static void awaitUsed(Hansock hansock) {
        InTime.within(Duration.ofSeconds(4)).ignoreExceptions().untilAsserted(() -> {
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.UP);
        });
    }

    private static Hansock client() {
        return builder().build();
    }

    private static HansockBuilder builder() {
        return PatientClient.builder()
                .user("app")
                .database("rel")
                .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()));
    }
}
