package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a MariaDB without room for a further statement, "the one just prepared" is the one before, whatever that does. */
class NoRoomForStatementsIT {
    @ParameterizedTest
    @EnumSource
    void nothingElseIsExecutedInstead(Kind kind) {
        try (SqlServer server = SqlServer.start(kind);
                SqlClient sql = client(server)) {
            assertThat(sql.update("insert into t values (?)", 1).affectedRows()).isEqualTo(1);
            server.admin("set global max_prepared_stmt_count = 0");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> sql.query("select id from t where id = ?", 2))
                    .matches(e -> e.code() == 1461);
            assertThat(server.queryValue("select count(*) from no_room_it.t")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesAndPipelinesHaveOthersGiveWay(Kind kind) {
        try (SqlServer server = SqlServer.start(kind);
                SqlClient sql = client(server)) {
            for (int i = 1; i <= 3; i++) {
                sql.update("insert into t values (? + " + i + " * 10)", 0);
            }
            server.admin("set global max_prepared_stmt_count = 3");
            assertThat(sql.batch("insert into t values (?)", List.of(List.of(1), List.of(2), List.of(3)))
                            .affectedRows())
                    .isEqualTo(3);
            for (int i = 4; i <= 6; i++) {
                sql.update("insert into t values (? + " + i + " * 10)", 0);
            }
            List<Pipeline.Answer<UpdateResult>> answers = new ArrayList<>();
            sql.pipeline(all -> {
                answers.add(all.update("update t set id = id + 1000 where id = ?", 1));
                answers.add(all.update("update t set id = id + 2000 where id = ?", 2));
            });
            assertThat(answers)
                    .extracting(answer -> answer.get().affectedRows())
                    .containsExactly(1L, 1L);
            assertThat(server.queryValue("select count(*) from no_room_it.t")).isEqualTo("9");
        }
    }

    /** Of one session, and a table. */
    private static SqlClient client(SqlServer server) {
        SqlClient sql =
                SqlFixture.on(server, "no_room_it").builder().maxSessions(1).build();
        sql.execute("create table t (id int primary key)");
        return sql;
    }
}
