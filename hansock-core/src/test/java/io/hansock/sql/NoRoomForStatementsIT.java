package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a MariaDB without room for a further statement, "the one just prepared" is the one before, whatever that does. */
class NoRoomForStatementsIT {
    @ParameterizedTest
    @EnumSource
    void nothingElseIsExecutedInstead(Kind kind) {
        try (SqlServer server = SqlServer.start(kind);
                SqlClient sql = SqlFixture.on(server, "no_room_it")
                        .builder()
                        .maxSessions(1)
                        .build()) {
            sql.execute("create table t (id int primary key)");
            assertThat(sql.update("insert into t values (?)", 1).affectedRows()).isEqualTo(1);
            server.admin("set global max_prepared_stmt_count = 0");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> sql.query("select id from t where id = ?", 2))
                    .matches(e -> e.code() == 1461);
            assertThat(server.queryValue("select count(*) from no_room_it.t")).isEqualTo("1");
        }
    }
}
