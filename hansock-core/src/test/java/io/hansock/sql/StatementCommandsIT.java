package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command of prepared statements, by what its user notices and what the server counts. */
class StatementCommandsIT {
    private static final String NAME = "statement_commands_it";
    private static final String NUMBERS = "select n from numbers where n > ? order by n";

    @ParameterizedTest
    @EnumSource
    void prepareFindsMistakesBeforeAnythingRuns(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(1);
                SqlSession session = sql.lease()) {
            Prepared statement = session.prepare("insert into numbers select ? + ? + ?");
            assertThat(statement.parameterCount()).isEqualTo(3);
            assertThat(count(session)).as("nothing was executed").isEqualTo(1);
            assertThatThrownBy(() -> session.prepare("insert into nowhere values (?)"))
                    .isInstanceOf(ServerException.class);
            assertThatThrownBy(() -> session.prepare("insert in to numbers values (?)"))
                    .isInstanceOf(ServerException.class);
            session.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void executeRunsWhatIsPreparedAgainAndAgain(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(10);
                SqlSession session = sql.lease()) {
            Prepared statement = session.prepare("select ? + n from numbers where n = ?");
            long prepared = fixture.status("Com_stmt_prepare");
            long executed = fixture.status("Com_stmt_execute");
            for (int i = 1; i <= 10; i++) {
                assertThat(statement.query(100, i).value(Integer.class)).contains(100 + i);
            }
            assertThat(fixture.status("Com_stmt_prepare")).isEqualTo(prepared);
            assertThat(fixture.status("Com_stmt_execute")).isEqualTo(executed + 10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeHasTheServerForget(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(1);
                SqlSession session = sql.lease()) {
            long before = fixture.status("Prepared_stmt_count");
            Prepared statement = session.prepare("select ? from numbers");
            assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before + 1);
            statement.close();
            session.ping();
            assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchBringsSomeRowsAtATime(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(95);
                SqlSession session = sql.lease()) {
            long fetched = fixture.status("Com_stmt_fetch");
            List<Integer> seen = new ArrayList<>();
            try (RowStream rows = session.cursor(10, NUMBERS, 0)) {
                for (int i = 0; i < 15; i++) {
                    seen.add(rows.next().getInt(1));
                }
                assertThat(fixture.status("Com_stmt_fetch")).isEqualTo(fetched + 2);
                rows.forEachRemaining(row -> seen.add(row.getInt(1)));
            }
            assertThat(fixture.status("Com_stmt_fetch")).isEqualTo(fetched + 10);
            assertThat(seen)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 95).boxed().toList());
        }
    }

    /** Which leaves no rows at the server, and the same text runs without a cursor as before. */
    @ParameterizedTest
    @EnumSource
    void resetDropsWhatACursorHasNotFetched(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(1000);
                SqlSession session = sql.lease()) {
            long reset = fixture.status("Com_stmt_reset");
            long before = fixture.status("Prepared_stmt_count");
            for (int i = 0; i < 3; i++) {
                try (RowStream rows = session.cursor(10, NUMBERS, i)) {
                    assertThat(rows.next().getInt(1)).isEqualTo(i + 1);
                }
                assertThat(session.query(NUMBERS, 990).size()).isEqualTo(10);
                try (RowStream rows = session.stream(NUMBERS, i)) {
                    assertThat(rows.next().getInt(1)).isEqualTo(i + 1);
                }
            }
            assertThat(fixture.status("Com_stmt_reset")).isEqualTo(reset + 3);
            assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursorsOfTheSameTextDoNotDisturbEachOther(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(100);
                SqlSession session = sql.lease();
                RowStream one = session.cursor(3, NUMBERS, 0);
                RowStream two = session.cursor(5, NUMBERS, 50)) {
            for (int i = 1; i <= 50; i++) {
                assertThat(one.next().getInt(1)).isEqualTo(i);
                assertThat(two.next().getInt(1)).isEqualTo(50 + i);
                if (i % 20 == 0) {
                    assertThat(session.query(NUMBERS, 98).size()).isEqualTo(2);
                }
            }
            assertThat(two.hasNext()).isFalse();
            assertThat(one.hasNext()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursorsLeftOpenAreClosedWithTheirSession(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            SqlFixture.fillNumbers(sql, 100);
            long before = fixture.status("Prepared_stmt_count");
            for (int i = 0; i < 5; i++) {
                SqlSession session = sql.lease();
                RowStream rows = session.cursor(3, NUMBERS, i);
                rows.next();
                session.close();
                rows.close();
                sql.query("select 1");
                assertThat(fixture.status("Prepared_stmt_count")).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatAResetHasEndedIsNotTakenForFinished(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(100);
                SqlSession session = sql.lease();
                RowStream rows = session.cursor(3, NUMBERS, 0)) {
            rows.next();
            session.reset();
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {})).isInstanceOf(IllegalStateException.class);
            session.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void longDataIsSentInPieces(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.update("create table t (id int primary key, a longblob, b longtext character set utf8mb4)");
            long sent = fixture.status("Com_stmt_send_long_data");
            byte[] bytes = new byte[2_500_000];
            Arrays.fill(bytes, (byte) 0xfe);
            String insert = "insert into t values (?, ?, ?)";
            session.update(insert, 1, new ByteArrayInputStream(bytes), "ü🙂");
            session.update(insert, 2, null, stream("ü🙂".repeat(100_000)));
            session.update(insert, 3, new ByteArrayInputStream(bytes), stream(""));
            assertThat(fixture.status("Com_stmt_send_long_data")).isGreaterThan(sent + 2 * 2_500_000 / (64 << 10));
            assertThat(session.query("select a from t where id in (1, 3)").list(row -> row.getBytes(1)))
                    .containsExactly(bytes, bytes);
            assertThat(session.query("select b from t order by id").list(row -> row.getString(1)))
                    .containsExactly("ü🙂", "ü🙂".repeat(100_000), "");
            assertThatThrownBy(() -> session.update(insert, 4, BrokenStream.behind(new byte[3_000_000]), "x"))
                    .isInstanceOf(UncheckedIOException.class);
            session.update(insert, 5, new byte[] {1, 2}, "not what is left of the broken one");
            assertThat(session.query("select length(a) from t where id > 3").value(Integer.class))
                    .contains(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bulkExecuteIsOneMessageWhereTheServerHasIt(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.update(
                    "create table t (id bigint unsigned primary key auto_increment, s varchar(20) default 'none')");
            boolean bulk = session.capabilities().has(Capability.STMT_BULK_OPERATIONS);
            assertThat(bulk).isEqualTo(kind.isMariaDb());
            long executed = fixture.status("Com_stmt_execute");
            List<List<String>> sets = IntStream.range(0, 1000)
                    .mapToObj(i -> i % 10 == 0 ? Arrays.asList((String) null) : List.of("ü" + i))
                    .toList();
            BatchResult result = session.batch("insert into t (s) values (?)", sets);
            assertThat(result.affectedRows()).isEqualTo(1000);
            assertThat(fixture.status("Com_stmt_execute") - executed).isLessThanOrEqualTo(bulk ? 1 : 1000);
            assertThat(session.query("select count(*), count(s), max(s) from t")
                            .list(row -> row.getInt(1) + " " + row.getInt(2) + " " + row.getString(3)))
                    .containsExactly("1000 900 ü999");
            if (kind == SqlServer.Kind.MARIADB_10_11) {
                assertThat(result.each()).isEmpty();
            } else {
                List<Long> keys = session.query("select id from t order by id").list(row -> row.getLong(1));
                assertThat(result.each()).extracting(UpdateResult::generatedKey).containsExactlyElementsOf(keys);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachSetOfABatchHasItsOwnCount(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.numbers(100)) {
            BatchResult deleted =
                    sql.batch("delete from numbers where n <= ?", List.of(List.of(10), List.of(5), List.of(30)));
            assertThat(deleted.affectedRows()).isEqualTo(30);
            BatchResult updated = sql.batch(
                    "update numbers set n = n + ? where n > ?",
                    List.of(List.of(1000, 90), List.of(0, 0), List.of(1, 5000)));
            if (kind != SqlServer.Kind.MARIADB_10_11) {
                assertThat(deleted.each())
                        .extracting(UpdateResult::affectedRows)
                        .containsExactly(10L, 0L, 20L);
                assertThat(updated.each())
                        .extracting(UpdateResult::affectedRows)
                        .containsExactly(10L, 0L, 0L);
            }
            assertThat(updated.affectedRows()).isEqualTo(10);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long count(Statements sql) {
        return sql.query("select count(*) from numbers").value(Long.class).orElseThrow();
    }

    /** One message after the other executes the same statement, which is kept for that long. */
    @ParameterizedTest
    @EnumSource
    void aBatchOfSeveralMessagesRunsToItsEndWhereNoStatementIsKept(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        String text = "x".repeat(3 << 20);
        try (SqlClient sql = fixture.builder().cachedStatements(0).build()) {
            sql.update("create table texts (n int primary key, t longtext)");
            sql.batch(
                    "insert into texts values (?, ?)",
                    IntStream.range(0, 5).mapToObj(n -> List.of(n, text)).toList());
            assertThat(sql.query("select count(*) from texts").value(Integer.class))
                    .contains(5);
        }
    }
}
