package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that other drivers had with prepared statements, by their numbers, on real servers. */
class StatementTrapsIT {
    private static final String NAME = "statement_traps_it";

    @ParameterizedTest
    @EnumSource
    void b1_theServerKeepsNoMoreStatementsThanTheCache(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(5).build()) {
            long before = fixture.status("Prepared_stmt_count");
            for (int i = 0; i < 50; i++) {
                assertThat(sql.query("select ? + " + i, 1).value(Long.class)).contains(1L + i);
                assertThat(fixture.status("Prepared_stmt_count") - before).isLessThanOrEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b2_withoutACacheNoStatementStays(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(0).build()) {
            sql.update("create table t (n int primary key)");
            long before = fixture.status("Prepared_stmt_count");
            for (int i = 0; i < 10; i++) {
                sql.update("insert into t values (?)", i);
                assertThat(sql.query("select n from t where n = ?", i).size()).isEqualTo(1);
                assertThat(fixture.status("Prepared_stmt_count") - before).isLessThanOrEqualTo(1);
            }
            sql.query("select 1");
            assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before);
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
    void b3_whatFailsWhenItIsExecutedIsClosedAllTheSame(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        String insert = "insert into t values (?)";
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(0).build()) {
            sql.update("create table t (n int primary key)");
            sql.update(insert, 1);
            sql.query("select 1");
            long before = fixture.status("Prepared_stmt_count");
            List<Consumer<SqlSession>> failures = List.of(
                    session -> session.update(insert, 1),
                    session -> session.batch(insert, List.of(List.of(2), List.of(1), List.of(3))),
                    session -> session.pipeline(all -> {
                        all.update(insert, 1);
                        throw new IllegalStateException("on the way");
                    }),
                    session -> session.pipeline(
                            all -> List.of(all.update(insert, 1), all.update("insert into t select ?", 1))),
                    session -> session.query("select (select n from t union select ?)", 7),
                    session -> session.cursor(1, "select (select n from t union select ?)", 7),
                    session -> session.stream("select (select n from t union select ?)", 7),
                    session -> session.update("insert into t values (?)", "not a number"));
            for (Consumer<SqlSession> failure : failures) {
                try (SqlSession session = sql.lease()) {
                    assertThat(catchThrowable(() -> failure.accept(session)))
                            .satisfiesAnyOf(
                                    thrown -> assertThat(thrown).isNull(),
                                    thrown -> assertThat(thrown)
                                            .isInstanceOfAny(ServerException.class, IllegalStateException.class));
                    try (Prepared own = session.prepare(insert)) {
                        assertThatThrownBy(() -> own.update(1)).isInstanceOf(ServerException.class);
                    }
                    session.query("select 1");
                    assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b4_whatGivesWayIsClosedBeforeTheNextIsPrepared(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        int most = 3;
        fixture.server()
                .admin("set global max_prepared_stmt_count = " + (fixture.status("Prepared_stmt_count") + most));
        try (SqlClient sql =
                fixture.builder().maxSessions(1).cachedStatements(most).build()) {
            long prepared = fixture.status("Com_stmt_prepare");
            // one that came too early would be one too many for the server, and would have to be tried again
            for (int i = 0; i < 20; i++) {
                assertThat(sql.query("select ? + " + i, 1).value(Integer.class)).contains(1 + i);
            }
            sql.pipeline(all -> {
                for (int i = 20; i < 20 + most; i++) {
                    all.query("select ? + " + i, 1);
                }
            });
            for (int i = 30; i < 40; i++) {
                assertThat(sql.batch("do ? + " + i, List.of(List.of(1), List.of(2)))
                                .affectedRows())
                        .isZero();
            }
            assertThat(fixture.status("Com_stmt_prepare")).isEqualTo(prepared + 20 + most + 10);
        } finally {
            fixture.server().admin("set global max_prepared_stmt_count = default");
        }
    }
}
