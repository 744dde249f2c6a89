package io.hansock.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a leased session can do, on real servers. */
class SqlSessionIT {
    private static final String NAME = "sql_session_it";

    @ParameterizedTest
    @EnumSource
    void aTransactionIsCommittedOrUndone(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 0)) {
            int answer = sql.transaction(tx -> {
                tx.update("insert into numbers values (?)", 1);
                tx.update("insert into numbers values (2)");
                return 42;
            });
            assertThat(answer).isEqualTo(42);
            assertThat(count(sql)).isEqualTo(2);

            assertThatThrownBy(() -> sql.transaction(tx -> {
                        tx.update("insert into numbers values (?)", 3);
                        throw new IOException("no");
                    }))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sql.transaction(tx -> {
                        tx.update("insert into numbers values (?)", 3);
                        return tx.update("insert into numbers values (?)", 1);
                    }))
                    .isInstanceOf(ServerException.class);
            sql.transaction(tx -> {
                tx.rollbackOnly();
                return tx.update("insert into numbers values (?)", 3);
            });
            assertThat(count(sql)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isolationReadsOnlyAndSavepoints(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 1)) {
            sql.transaction(TransactionOptions.at(Isolation.READ_COMMITTED), tx -> {
                assertThat(count(tx)).isEqualTo(1);
                sql.update("insert into numbers values (2)");
                assertThat(count(tx)).isEqualTo(2);
                return null;
            });
            sql.transaction(TransactionOptions.at(Isolation.REPEATABLE_READ), tx -> {
                assertThat(count(tx)).isEqualTo(2);
                sql.update("insert into numbers values (3)");
                assertThat(count(tx)).isEqualTo(2);
                return null;
            });
            assertThatThrownBy(() -> sql.transaction(
                            TransactionOptions.DEFAULTS.withReadsOnly(), tx -> tx.update("delete from numbers")))
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.READ_ONLY));
            sql.transaction(tx -> {
                tx.update("insert into numbers values (10)");
                Savepoint point = tx.savepoint();
                tx.update("insert into numbers values (11)");
                point.rollback();
                tx.update("insert into numbers values (12)");
                point.release();
                return null;
            });
            assertThat(sql.query("select n from numbers where n >= 10 order by n")
                            .list(row -> row.getInt(1)))
                    .containsExactly(10, 12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsADeadlockInAPipelineIsUndoneToo(SqlServer.Kind kind) throws Exception {
        try (SqlClient sql = numbers(kind, 3);
                SqlSession rival = sql.lease()) {
            rival.update("start transaction");
            // the server undoes the transaction that has changed less
            rival.update("insert into numbers values (1000), (1001), (1002), (1003), (1004)");
            rival.update("update numbers set n = 20 where n = 2");
            CountDownLatch holds = new CountDownLatch(1);
            CompletableFuture<?> victim = CompletableFuture.runAsync(() -> sql.transaction(tx -> {
                tx.update("update numbers set n = 10 where n = 1");
                holds.countDown();
                tx.pipeline(all -> {
                    all.update("update numbers set n = 21 where n = 2");
                    all.update("insert into numbers values (?)", 100);
                    all.update("insert into numbers values (101)");
                });
                throw new IllegalStateException("undo");
            }));
            assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();
            // InnoDB looks at its transactions anew only if nobody has asked for a tenth of a second
            Patience.until(
                    Duration.ofMillis(150),
                    () -> !sql.query("select 1 from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                            .isEmpty());
            rival.update("update numbers set n = 11 where n = 1");
            rival.update("commit");
            assertThatThrownBy(victim::join).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(sql.query("select n from numbers where n < 1000 order by n")
                            .list(row -> row.getInt(1)))
                    .containsExactly(3, 11, 20);
            assertThat(rival.query("select @@autocommit").value(Integer.class)).contains(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatASessionChangedIsResetWhenItGoesBack(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 1);
                SqlClient one = SqlFixture.on(kind, NAME + "_one")
                        .builder()
                        .maxSessions(1)
                        .build()) {
            assertThat(count(sql)).isEqualTo(1);
            long id;
            try (SqlSession session = one.lease()) {
                id = session.connectionId();
                session.update("set @mark = 7");
                session.update("create temporary table t (i int)");
                session.update("set session sql_mode = 'ANSI_QUOTES'");
                session.query("select get_lock('" + NAME + "', 0)");
                session.useDatabase("mysql");
                assertThat(session.database()).contains("mysql");
                session.update("begin");
                assertThat(session.inTransaction()).isTrue();
            }
            try (SqlSession session = one.lease()) {
                assertThat(session.connectionId()).isEqualTo(id);
                assertThat(session.inTransaction()).isFalse();
                Row row = session.query("select @mark, database(), @@sql_mode, is_free_lock('" + NAME
                                + "'), @@character_set_client")
                        .rows()
                        .row(0);
                assertThat(row.isNull(1)).isTrue();
                assertThat(row.getString(2)).isEqualTo(NAME + "_one");
                assertThat(row.getString(3)).doesNotContain("ANSI_QUOTES");
                assertThat(row.getInt(4)).isEqualTo(1);
                assertThat(row.getString(5)).isEqualTo("utf8mb4");
                assertThat(session.database()).contains(NAME + "_one");
                assertThatThrownBy(() -> session.query("select * from t")).isInstanceOf(ServerException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatChangedNothingKeepsItsStatements(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            sql.update("create table numbers (n int primary key)");
            String prepared = "show global status like 'Com_stmt_prepare'";
            sql.transaction(tx -> tx.update("insert into numbers values (?)", 0));
            long before = Long.parseLong(fixture.server().query(prepared).get(0).get(1));
            for (int i = 1; i < 5; i++) {
                int n = i;
                sql.transaction(tx -> tx.update("insert into numbers values (?)", n));
                sql.update("insert into numbers values (?)", 10 + n);
            }
            assertThat(Long.parseLong(fixture.server().query(prepared).get(0).get(1)))
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void proceduresAnswerSeveralResultsAndOutParameters(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create procedure " + NAME
                                + ".p(in a int, out b int, inout c varchar(20)) begin select a, a + 1; select 'x'; set b = a * 2; set c = concat(c, '!'); end");
        try (SqlClient sql = fixture.client()) {
            Results results = sql.execute("call p(?, ?, ?)", 5, null, "hey");
            assertThat(results.queries()).hasSize(2);
            assertThat(results.queries().get(0).rows().row(0).getInt(2)).isEqualTo(6);
            assertThat(results.queries().get(1).value(String.class)).contains("x");
            Row out = results.outParameters().orElseThrow();
            assertThat(out.getInt(1)).isEqualTo(10);
            assertThat(out.getString(2)).isEqualTo("hey!");
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadsLocalContentForOneStatementAlone(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        String load = "load data local infile 'numbers.txt' into table numbers";
        try (SqlClient sql = fixture.builder().login(LoginSettings::localInfile).build();
                SqlSession session = sql.lease()) {
            session.update("create table numbers (n int primary key)");
            StringBuilder lines = new StringBuilder();
            IntStream.range(0, 300_000).forEach(n -> lines.append(n).append('\n'));
            assertThat(session.localInfile(load, lines.toString()).affectedRows())
                    .isEqualTo(300_000);
            assertThat(session.localInfile(load, "").affectedRows()).isZero();
            assertThatThrownBy(() -> session.localInfile(load.replace("'numbers.txt'", "'numb' 'ers.txt'"), "1"))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> session.update(load)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> session.localInfile(load, () -> {
                        throw new IOException("nothing there");
                    }))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(count(session)).isEqualTo(300_000);
            assertThatThrownBy(() -> session.localInfile(
                            load,
                            // more than goes out in one request
                            () -> BrokenStream.behind(
                                    "9         \n".repeat(120_000).getBytes(US_ASCII))))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> count(session)).isInstanceOf(ChannelLostException.class);
            assertThat(count(sql)).isEqualTo(300_000);
        }
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            assertThatThrownBy(() -> session.localInfile(load, "1")).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> session.update(load)).isInstanceOf(ServerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsReadWhileRowsArrive(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 100_000)) {
            long sum = 0;
            try (RowStream rows = sql.stream("select n, repeat('x', 100) from numbers")) {
                while (rows.hasNext()) {
                    sum += rows.next().getInt(1);
                }
            }
            assertThat(sum).isEqualTo(100_000L * 100_001 / 2);
            try (RowStream rows = sql.stream("select n from numbers where n > ? order by n", 99_990)) {
                List<Integer> all = new ArrayList<>();
                rows.forEachRemaining(row -> all.add(row.getInt(1)));
                assertThat(all).hasSize(10).startsWith(99_991);
            }
            try (SqlSession session = sql.lease()) {
                try (RowStream rows = session.stream("select n from numbers order by n")) {
                    assertThat(rows.next().getInt(1)).isEqualTo(1);
                    assertThatThrownBy(session::ping).isInstanceOf(IllegalStateException.class);
                }
                session.ping();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAbandonedStreamLeavesItsConnectionUsable(SqlServer.Kind kind) {
        String endless = "select a.n, repeat('x', 200) from numbers a, numbers b";
        try (SqlClient sql = numbers(kind, 10_000);
                SqlSession session = sql.lease()) {
            long id = session.connectionId();
            for (int i = 0; i < 3; i++) {
                try (RowStream rows = session.stream(endless)) {
                    rows.next();
                }
                assertThat(session.query("select connection_id()").value(Long.class))
                        .contains(id);
            }
            try (RowStream rows = sql.stream(endless)) {
                rows.next();
            }
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursorsLetOtherStatementsRunInBetween(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 1000);
                SqlSession session = sql.lease()) {
            int seen = 0;
            try (RowStream rows = session.cursor(100, "select n from numbers where n > ? order by n", 0)) {
                while (rows.hasNext()) {
                    assertThat(rows.next().getInt(1)).isEqualTo(++seen);
                    if (seen % 250 == 0) {
                        assertThat(session.query("select ? * 2", seen).value(Long.class))
                                .contains(2L * seen);
                    }
                }
            }
            assertThat(seen).isEqualTo(1000);
            try (RowStream rows = session.cursor(10, "select n from numbers")) {
                rows.next();
            }
            session.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void preparedStatementsAreHandles(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 10);
                SqlSession session = sql.lease()) {
            Prepared find = session.prepare("select n from numbers where n = ?");
            assertThat(find.parameterCount()).isEqualTo(1);
            assertThat(find.query(7).value(Integer.class)).contains(7);
            assertThat(session.prepare("select n from numbers where n = ?")
                            .query(8)
                            .size())
                    .isEqualTo(1);
            assertThatThrownBy(() -> find.query()).isInstanceOf(IllegalArgumentException.class);
            find.close();
            assertThatThrownBy(() -> find.query(7)).isInstanceOf(IllegalStateException.class);
            assertThat(session.prepare("select count(*) from numbers").query().value(Long.class))
                    .contains(10L);
            assertThatThrownBy(() -> session.prepare("select from where")).isInstanceOf(ServerException.class);
        }
    }

    private static long count(Statements sql) {
        return sql.query("select count(*) from numbers").value(Long.class).orElseThrow();
    }

    private static SqlClient numbers(SqlServer.Kind kind, int count) {
        return SqlFixture.on(kind, NAME).numbers(count);
    }
}
