package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What statements answer beside rows: warnings, keys, several results, parameters that come back. */
class StatementResultsIT {
    private static final String NAME = "statement_results_it";

    @ParameterizedTest
    @EnumSource
    void warningsAreCounted(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            session.update("create table t (n int)");
            assertThat(session.query("select cast('1x' as signed), cast('2y' as signed)")
                            .warnings())
                    .isEqualTo(2);
            assertThat(session.query("show warnings").list(row -> row.getInt("Code")))
                    .containsExactly(1292, 1292);
            assertThat(session.query("select cast(? as signed)", "3z").warnings())
                    .isEqualTo(1);
            assertThat(session.query("select cast('4' as signed)").warnings()).isZero();
            UpdateResult ignored = session.update("insert ignore into t values ('5x'), (?)", "6y");
            assertThat(ignored.warnings()).isEqualTo(2);
            assertThat(ignored.info()).contains("Warnings: 2");
            assertThat(session.async()
                            .update("insert ignore into t values ('5x')")
                            .join()
                            .warnings())
                    .isEqualTo(1);
            assertThat(session.batch("insert ignore into t values (?)", List.of(List.of("7"), List.of("8z")))
                            .warnings())
                    .isEqualTo(1);
            Results all = session.execute("select cast('9x' as signed)");
            assertThat(all.onlyQuery().warnings()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysAreToldAsTheServerMakesThem(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (id bigint unsigned primary key auto_increment, n int)");
            assertThat(sql.update("insert into t (n) values (1)").generatedKey())
                    .isEqualTo(1);
            assertThat(sql.update("insert into t (n) values (1), (2), (3)").generatedKey())
                    .as("the first of several")
                    .isEqualTo(2);
            assertThat(sql.async()
                            .update("insert into t (n) values (?)", 9)
                            .join()
                            .generatedKey())
                    .isEqualTo(5);
            sql.update("alter table t auto_increment = 18446744073709551610");
            UpdateResult large = sql.update("insert into t (n) values (?)", 1);
            assertThat(Long.toUnsignedString(large.generatedKey())).isEqualTo("18446744073709551610");
            UpdateResult none = sql.update("update t set n = 5");
            assertThat(none.key()).isEmpty();
            assertThatThrownBy(none::generatedKey).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void proceduresAnswerAllTheirResults(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create table " + NAME + ".t (n int)",
                        "create procedure " + NAME
                                + ".several(in a int) begin select a; insert into t values (a), (a + 1);"
                                + " select n, 'ü' as u from t order by n; select n from t where false; end",
                        "create procedure " + NAME
                                + ".failing() begin select 1; select 2; signal sqlstate '45000'; end",
                        "create procedure " + NAME
                                + ".outs(out i bigint unsigned, out t varchar(20), inout d decimal(65,30), out n int, out j datetime(6))"
                                + " begin set i = 18446744073709551615; set t = 'ü🙂'; set d = d * 2; set j = '2024-02-29 01:02:03.000004'; end");
        try (SqlClient sql = fixture.client()) {
            for (Results results : List.of(
                    sql.execute("call several(?)", 1),
                    sql.async().execute("call several(3)").join(),
                    sql.async().execute("call several(?)", 5).join())) {
                assertThat(results.queries()).hasSize(3);
                assertThat(results.queries().get(1).list(row -> row.getInt("n") + row.getString("u")))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .startsWith("1ü", "2ü");
                assertThat(results.queries().get(2).isEmpty()).isTrue();
                assertThat(results.outParameters()).isEmpty();
            }
            assertThatThrownBy(() -> sql.execute("call failing()"))
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.sqlState()).contains("45000"));
            assertThat(sql.query("select 7").value(Integer.class)).contains(7);
            Results outs = sql.execute(
                    "call outs(?, ?, ?, ?, ?)",
                    Arrays.asList(null, null, 21, null, null).toArray());
            Row out = outs.outParameters().orElseThrow();
            assertThat(out.getBigInteger(1)).isEqualTo(new BigInteger("18446744073709551615"));
            assertThat(out.getString(2)).isEqualTo("ü🙂");
            assertThat(out.getBigDecimal(3)).isEqualByComparingTo("42");
            assertThat(out.isNull(4)).isTrue();
            assertThat(out.getLocalDateTime(5)).isEqualTo("2024-02-29T01:02:03.000004");
        }
    }
}
