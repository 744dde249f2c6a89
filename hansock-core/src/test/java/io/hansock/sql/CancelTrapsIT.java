package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that other drivers had with statements that are given up, by their numbers, on real servers. */
class CancelTrapsIT {
    private static final String NAME = "cancel_traps_it";

    @ParameterizedTest
    @EnumSource
    void b13_aStatementGivenUpIsStoppedOnTheServer(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            Stopwatch stopwatch = Stopwatch.start();
            assertThatThrownBy(() -> sql.withTimeout(Duration.ofMillis(200)).query("select sleep(30), ?", 1))
                    .isInstanceOf(DeadlineException.class);
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(5));
            assertThat(fixture.server()
                            .query("select count(*) from information_schema.processlist where info like '%sleep(30)%'"
                                    + " and id <> connection_id()"))
                    .isEqualTo(List.of(List.of("0")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void b14_waitingForAConnectionInVainLeavesNothingBehind(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            try (SqlSession only = sql.lease()) {
                assertThatThrownBy(() -> sql.withTimeout(Duration.ofMillis(50)).query("select 1"))
                        .isInstanceOf(DeadlineException.class);
                CompletableFuture<?> given = sql.async().query("select 1");
                assertThat(given.cancel(true)).isTrue();
                Thread.currentThread().interrupt();
                assertThatThrownBy(sql::lease).isInstanceOf(HansockException.class);
                assertThat(Thread.interrupted()).isTrue();
                only.ping();
            }
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b15_aFailingStatementHarmsNoOther(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int n = i;
                all.add(sql.async()
                        .query(i % 2 == 0 ? "select ? + " + i : "select ? from nowhere", i)
                        .handle((result, failure) -> {
                            if (n % 2 == 0) {
                                assertThat(result.value(Integer.class)).contains(2 * n);
                            } else {
                                assertThat(failure).isInstanceOf(ServerException.class);
                            }
                            return true;
                        }));
            }
            all.forEach(CompletableFuture::join);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b20_aStatementGivenUpBeforeItsTurnBlocksNobody(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.update("create table t (n int primary key)");
            AsyncSession session = sql.async().lease().join();
            CompletableFuture<?> slow = session.query("select sleep(2)");
            CompletableFuture<?> never = session.update("insert into t values (1)");
            CompletableFuture<UpdateResult> after = session.update("insert into t values (2)");
            assertThat(never.cancel(false)).isTrue();
            assertThat(after.join().affectedRows()).isEqualTo(1);
            slow.join();
            assertThat(session.query("select n from t").join().list(row -> row.getInt(1)))
                    .containsExactly(2);
            session.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void b24_cancellingNeverHitsTheNextStatement(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(2).build()) {
            for (int i = 0; i < 40; i++) {
                CompletableFuture<?> given = sql.async().query("select sleep(0.0" + i % 10 + "), ?", i);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i % 13));
                given.cancel(true);
                for (int k = 0; k < 3; k++) {
                    assertThat(sql.query("select sleep(0.001) + ?", k).value(Integer.class))
                            .contains(k);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedCallerCostsOneStatementAlone(SqlServer.Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try {
                    sql.query("select sleep(20)");
                } catch (HansockException e) {
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            Patience.until(() -> !fixture.server()
                    .query("select 1 from information_schema.processlist where info like 'select sleep(20)%'")
                    .isEmpty());
            caller.interrupt();
            caller.join(5000);
            assertThat(interrupted).isTrue();
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    /** Some are cancelled at any moment, from another thread, while their answers are being read; none ever hears what is another's. */
    @ParameterizedTest
    @EnumSource
    void b25_whoeverCancelsWhileAnAnswerIsReadHarmsNobody(SqlServer.Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        ExecutorService cancelling = Executors.newFixedThreadPool(2);
        try (SqlClient sql = fixture.builder().maxSessions(3).build()) {
            List<CompletableFuture<Integer>> callers = IntStream.range(0, 4)
                    .mapToObj(caller -> CompletableFuture.supplyAsync(
                            () -> callAndCancel(sql, caller, cancelling), what -> new Thread(what).start()))
                    .toList();
            int answered = 0;
            for (CompletableFuture<Integer> caller : callers) {
                answered += caller.get(120, TimeUnit.SECONDS);
            }
            assertThat(answered).as("of 400").isBetween(4, 399);
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        } finally {
            cancelling.shutdownNow();
        }
    }

    /** Returns how many of a hundred were answered all the same. */
    private static int callAndCancel(SqlClient sql, int caller, Executor cancelling) {
        Random random = new Random(caller);
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            int id = 1000 * caller + i;
            int length = 1 + random.nextInt(200_000);
            CompletableFuture<QueryResult> given = sql.async().query("select ?, repeat(?, ?)", id, "x", length);
            // some late enough for a busy machine to answer before
            long nanos = random.nextInt(i % 10 == 5 ? 300_000_000 : 3_000_000);
            cancelling.execute(() -> {
                LockSupport.parkNanos(nanos);
                given.cancel(true);
            });
            try {
                Row row = given.join().rows().row(0);
                assertThat(row.getInt(1)).isEqualTo(id);
                assertThat(row.getBytes(2)).hasSize(length);
                answered++;
            } catch (CancellationException e) {
                assertThat(given).isCancelled();
            }
            if (i % 10 == 0) {
                assertThat(sql.query("select ?", id).value(Integer.class)).contains(id);
            }
        }
        return answered;
    }
}
