package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.SqlClientBuilder;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that other drivers had, by their numbers, on real servers. */
class SqlTrapsIT {
    private static final String NAME = "sql_traps_it";

    @ParameterizedTest
    @EnumSource
    void b1_b4_evictedStatementsAreClosedBeforeOthersArePrepared(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(5).build()) {
            long before = open(fixture);
            for (int i = 0; i < 50; i++) {
                assertThat(sql.query("select ? + " + i, 1).value(Long.class)).contains(1L + i);
                assertThat(open(fixture) - before).isLessThanOrEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b2_b3_withoutACacheNoStatementStaysWhateverBecomesOfIt(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(0).build()) {
            sql.update("create table t (n int primary key)");
            sql.update("insert into t values (?)", 1);
            long before = open(fixture);
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> sql.update("insert into t values (?)", 1))
                        .isInstanceOf(ServerException.class);
                assertThat(sql.query("select n from t where n = ?", 1).size()).isEqualTo(1);
            }
            assertThat(open(fixture) - before).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b5_aStatementThatItsUserHasClosedIsPreparedAnew(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            for (int i = 0; i < 3; i++) {
                try (Prepared statement = session.prepare("select ? * 2")) {
                    assertThat(statement.query(i).value(Integer.class)).contains(2 * i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b6_aStatementRunsWhereItWasPrepared(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(4).build()) {
            List<CompletableFuture<Void>> callers = IntStream.range(0, 8)
                    .mapToObj(caller -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    String text = "select ? + " + i % 10;
                                    assertThat(sql.query(text, caller).value(Integer.class))
                                            .contains(caller + i % 10);
                                }
                            },
                            command -> new Thread(command).start()))
                    .toList();
            callers.forEach(CompletableFuture::join);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b7_fetchedRowsHaveTheTypesOfTheExecution(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease();
                RowStream rows = session.cursor(1, "select 1 as n, ? as p union select 2, 2 union select 3, 3", 9L)) {
            List<Long> all = new ArrayList<>();
            rows.forEachRemaining(row -> all.add(row.getLong("n")));
            assertThat(all).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b12_b18_whatThrowsInUserCodeCostsNoConnection(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sql.query("select 'x'").list(row -> row.getInt(1)))
                        .isInstanceOf(ResultException.class);
                assertThatThrownBy(() ->
                                sql.transaction(tx -> tx.query("select ?", 1).list(row -> {
                                    throw new IllegalArgumentException("mine");
                                })))
                        .hasMessage("mine");
            }
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b13_aStatementGivenUpIsStoppedOnTheServer(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            long started = System.nanoTime();
            assertThatThrownBy(() -> sql.withTimeout(Duration.ofMillis(200)).query("select sleep(30), ?", 1))
                    .isInstanceOf(DeadlineException.class);
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
            assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(5));
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
    void b17_aSlowReaderHoldsTheServerBack(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.update("create table t (n int primary key)");
            sql.batch(
                    "insert into t values (?)",
                    IntStream.range(0, 2000).mapToObj(List::of).toList());
            Runtime runtime = Runtime.getRuntime();
            try (RowStream rows = sql.stream("select repeat('x', 1000) from t a, t b limit 300000")) {
                int seen = 0;
                long most = 0;
                while (rows.hasNext()) {
                    rows.next();
                    if (++seen % 50_000 == 0) {
                        System.gc();
                        most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
                    }
                }
                assertThat(seen).isEqualTo(300_000);
                assertThat(most).isLessThan(150 << 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b19_theServerCountsNoAbortedConnections(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        long before = aborted(fixture);
        for (int i = 0; i < 5; i++) {
            try (SqlClient sql = fixture.client()) {
                sql.query("select ?", 1);
            }
        }
        Patience.until(() -> fixture.server()
                .query("select 1 from information_schema.processlist where user = '" + NAME + "'")
                .isEmpty());
        assertThat(aborted(fixture)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void b20_aStatementGivenUpBeforeItsTurnBlocksNobody(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.update("create table t (n int primary key)");
            AsyncSession session = sql.async().lease().join();
            CompletableFuture<?> slow = session.query("select sleep(0.3)");
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
    void b21_b22_aConnectionThatTheServerHasClosedIsNotHandedOut(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).variable("wait_timeout", "1").build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(sql.query("select ? + 1", i).value(Integer.class)).contains(i + 1);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i == 0 ? 900 : 1100));
            }
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            fixture.server().admin("kill " + id);
            assertThat(sql.query("select connection_id()").value(Long.class).orElseThrow())
                    .isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b24_b25_cancellingNeverHitsTheNextStatement(SqlServer.Kind kind) {
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
    void b26_aServerGetsNoFileThatNobodyHasOffered(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        String load = "load data local infile '/etc/hostname' into table t";
        try (SqlClient sql = fixture.builder().login(LoginSettings::localInfile).build()) {
            sql.update("create table t (s text)");
            assertThatThrownBy(() -> sql.update(load)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> sql.execute(load)).isInstanceOf(RefusedException.class);
            assertThat(sql.query("select * from t").isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void b27_aRowOf16MiBThatBeginsWithFeIsARow(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            QueryResult result = sql.query("select repeat('a', 16777225), 1 union all select 'b', 2");
            assertThat(result.size()).isEqualTo(2);
            assertThat(result.rows().row(0).getBytes(1)).hasSize(16_777_225);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b34_anEmptyFirstCellIsNoOk(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            assertThat(sql.query("select '', 'x' union all select '', 'y'").list(row -> row.getString(2)))
                    .containsExactly("x", "y");
        }
    }

    @ParameterizedTest
    @EnumSource
    void b36_aForeignCharsetIsNoticed(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            session.update("set names latin1");
            assertThatThrownBy(() -> session.query("select 'ü'")).isInstanceOf(ConfigurationException.class);
            session.reset();
            assertThat(session.query("select 'ü'").value(String.class)).contains("ü");
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

    @ParameterizedTest
    @EnumSource
    void nothingSecretIsInMessages(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlClientBuilder wrong = fixture.builder().password("hush-hush");
        try (SqlClient sql = wrong.build()) {
            assertThatThrownBy(() -> sql.query("select 'mystery'"))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED))
                    .hasMessageNotContainingAny("hush", "mystery");
        }
        try (SqlClient sql = fixture.client()) {
            assertThatThrownBy(() -> sql.query("select 'mystery' from secret_table where a = ?", "value"))
                    .hasMessageNotContainingAny("mystery", "secret_table", "value");
            QueryResult result = sql.query("select 'mystery' as a");
            Row row = result.rows().row(0);
            assertThat(result + " " + row + " " + sql.update("do 0")).doesNotContain("mystery");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedClientRefuses(SqlServer.Kind kind) {
        SqlClient sql = SqlFixture.on(kind, NAME).client();
        sql.query("select 1");
        sql.close();
        sql.close();
        assertThatThrownBy(() -> sql.query("select 1")).isInstanceOf(ChannelLostException.class);
        assertThatThrownBy(() -> sql.async().query("select 1").join()).hasCauseInstanceOf(ChannelLostException.class);
    }

    private static long open(SqlFixture fixture) {
        return Long.parseLong(fixture.server()
                .query("show global status like 'Prepared_stmt_count'")
                .get(0)
                .get(1));
    }

    private static long aborted(SqlFixture fixture) {
        return Long.parseLong(fixture.server()
                .query("show global status like 'Aborted_clients'")
                .get(0)
                .get(1));
    }
}
