package io.hansock.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerException;
import io.hansock.guard.BadValues.Bad;
import io.hansock.guard.BadValues.InSql;
import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.metadata.TableMetadata;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap H10: what HandlerSocket would cut, clamp or take for something else is refused by the guard. What strict SQL refuses, the guard refuses too, and what
 * even strict SQL stores as something else.
 */
class NoCoercionIT {
    private static final String NAME = "no_coercion_it";
    private static final Table<Row> TABLE = Table.of("t", "id");

    @ParameterizedTest
    @EnumSource
    void h10_whatAColumnDoesNotHoldExactlyIsRefused(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            TableGuard guard = guard(sql);
            SoftAssertions.assertSoftly(softly -> BadValues.on(kind).forEach(bad -> {
                softly.assertThat(guard.judge(TABLE.key(1).set(bad.column(), bad.value())))
                        .as("%s, update", bad)
                        .isInstanceOfSatisfying(
                                Verdict.Refused.class,
                                refused -> assertThat(refused.exception("server"))
                                        .hasMessageContaining("column " + bad.column())
                                        .extracting("rule")
                                        .isEqualTo(bad.rule().id()));
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void strictSqlAgreesOrStoresSomethingElse(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            sql.update("set @@session.sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'");
            String before = row(sql);
            SoftAssertions.assertSoftly(softly -> {
                for (Bad bad : BadValues.on(kind)) {
                    InSql outcome = store(sql, bad);
                    softly.assertThat(outcome).as("%s", bad).isEqualTo(bad.inSql());
                    if (outcome == InSql.REFUSED) {
                        softly.assertThat(row(sql))
                                .as("%s: the row is as it was", bad)
                                .isEqualTo(before);
                    }
                    sql.update("delete from t");
                    sql.update("insert into t (id) values (1)");
                }
            });
        }
    }

    /** What is read of the table's defaults fits, so the guard lets it pass. */
    @ParameterizedTest
    @EnumSource
    void whatIsThereMayBeStoredAgain(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            TableGuard guard = guard(sql);
            Row row = sql.query("select * from t").rows().row(0);
            SoftAssertions.assertSoftly(softly -> {
                for (String column : row.columns().names()) {
                    softly.assertThat(TableGuardTest.rule(guard.judge(
                                    TABLE.key(1).set(column, row.valueOf(column).orElseThrow()))))
                            .as(column)
                            .doesNotStartWith("refused");
                }
            });
        }
    }

    private static InSql store(SqlClient sql, Bad bad) {
        try {
            sql.update("update t set " + bad.column() + " = ? where id = 1", bad.value());
            return InSql.CHANGED;
        } catch (ServerException e) {
            return InSql.REFUSED;
        }
    }

    private static String row(SqlClient sql) {
        Row row = sql.query("select * from t where id = 1").rows().row(0);
        StringBuilder cells = new StringBuilder();
        for (int i = 1; i <= row.columns().size(); i++) {
            cells.append(row.valueOf(i).orElseThrow().asString("?")).append('|');
        }
        return cells.toString();
    }

    private static SqlClient client(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlClient sql = fixture.builder().maxSessions(1).build();
        BadValues.statements(kind).forEach(statement -> sql.update(statement));
        return sql;
    }

    private static TableGuard guard(SqlClient sql) {
        TableMetadata metadata = new MetadataReader(sql.async())
                .read(NAME, "t")
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .orElseThrow();
        return new TableGuard(
                metadata,
                new GuardPolicy(true, true, GuardPolicy.Writing.HANDLERSOCKET, GuardPolicy.Bypass.ACCEPTED, false));
    }
}
