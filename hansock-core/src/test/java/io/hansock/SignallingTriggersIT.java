package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers that refuse, behind a row that stays, with a number by which the server itself says that it has executed nothing. */
class SignallingTriggersIT {
    private static final String NAME = "signalling_triggers_it";
    private static final Table<Line> LINES = Table.of("lines", Line.class).database(NAME);

    record Line(@Nullable Integer id, int v) {}

    private static SqlFixture fixture(SqlServer.Kind kind, int code) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "use " + NAME,
                        "create table `lines` (id int primary key auto_increment, v int) engine=myisam",
                        "insert into `lines` values (1, 7)",
                        "create table log (n int) engine=myisam",
                        "create trigger refuses after insert on `lines` for each row begin"
                                + " insert into log values (1); signal sqlstate 'HY000' set mysql_errno = " + code
                                + "; end",
                        "create trigger refuses_too after update on `lines` for each row begin"
                                + " insert into log values (2); signal sqlstate 'HY000' set mysql_errno = " + code
                                + "; end");
        return fixture;
    }

    private static String logged(SqlFixture fixture) {
        return fixture.server().queryValue("select group_concat(n order by n) from " + NAME + ".log");
    }

    @ParameterizedTest
    @CsvSource({
        "MARIADB_10_11, 1615", "MARIADB_11_8, 1615", "MYSQL_9_7, 1615",
        "MARIADB_10_11, 1243", "MARIADB_11_8, 1243", "MYSQL_9_7, 1243"
    })
    void aCommandThatMayHaveBeenExecutedIsNotSentAgain(SqlServer.Kind kind, int code) {
        SqlFixture fixture = fixture(kind, code);
        try (Hansock hansock = fixture.hansock().build()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.insert(Insert.into(LINES).set("v", 8)))
                    .matches(e -> e.code() == code);
            assertThat(logged(fixture)).isEqualTo("1");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.update(LINES.key(1).set("v", 9)))
                    .matches(e -> e.code() == code);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.upsert(Upsert.of(LINES, new Line(1, 10))))
                    .matches(e -> e.code() == code);
            assertThat(logged(fixture)).isEqualTo("1,2,2");
            fixture.server().admin("drop trigger " + NAME + ".refuses", "drop trigger " + NAME + ".refuses_too");
            hansock.insert(Insert.into(LINES).set("v", 8));
            assertThat(hansock.update(LINES.key(1).set("v", 9))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"MARIADB_10_11, 1615", "MARIADB_11_8, 1615", "MYSQL_9_7, 1615"})
    void aStatementThatMayHaveBeenExecutedIsNotSentAgain(SqlServer.Kind kind, int code) {
        SqlFixture fixture = fixture(kind, code);
        try (SqlClient sql = fixture.client()) {
            String insert = "insert into `lines` (v) values (?)";
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> sql.update(insert, 8))
                    .matches(e -> e.code() == code);
            sql.pipeline(all -> all.update(insert, 8));
            assertThat(logged(fixture)).isEqualTo("1,1");
        }
    }
}
