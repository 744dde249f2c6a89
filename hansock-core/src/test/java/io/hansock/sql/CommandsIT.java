package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command of a session that runs no prepared statement, by what its user notices. Those that do: {@link StatementCommandsIT}. */
class CommandsIT {
    private static final String NAME = "commands_it";

    @ParameterizedTest
    @EnumSource
    void query(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            assertThat(session.query("select 40 + 2, 'ü🙂'").list(row -> row.getInt(1) + row.getString(2)))
                    .containsExactly("42ü🙂");
            assertThat(session.update("create table t (n int)").affectedRows()).isZero();
            assertThat(session.update("insert into t values (1), (2)").affectedRows())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pingTellsWhetherTheServerIsThere(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.ping();
            fixture.server().admin("kill " + session.connectionId());
            Patience.until(() -> !fixture.hasConnection(session.connectionId()));
            assertThatThrownBy(session::ping).isInstanceOf(ChannelLostException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void initDbChangesWhatNamesMean(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlFixture other = SqlFixture.on(kind, NAME + "_ö");
        fixture.server().admin("create table `" + other.name() + "`.there (n int)");
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            assertThatThrownBy(() -> session.query("select * from there")).isInstanceOf(ServerException.class);
            session.useDatabase(other.name());
            assertThat(session.query("select * from there").isEmpty()).isTrue();
            assertThat(session.database()).contains(other.name());
            assertThatThrownBy(() -> session.useDatabase("commands_it_nowhere")).isInstanceOf(ServerException.class);
            assertThat(session.query("select database()").value(String.class)).contains(other.name());
            assertThat(session.database()).contains(other.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetConnectionMakesTheSessionNew(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.update("set @mine = 1, sql_mode = 'ANSI'");
            session.update("create table kept (n int)");
            session.update("create temporary table gone (n int)");
            session.update("start transaction");
            session.update("insert into kept values (1)");
            Prepared statement = session.prepare("select count(*) + ? from kept");
            long prepared = fixture.status("Prepared_stmt_count");
            session.reset();
            assertThat(fixture.status("Prepared_stmt_count")).isLessThan(prepared);
            assertThat(session.query("select @mine").value(Integer.class)).isEmpty();
            assertThat(session.query("select @@sql_mode").value(String.class).orElseThrow())
                    .doesNotContain("ANSI");
            assertThatThrownBy(() -> session.query("select * from gone")).isInstanceOf(ServerException.class);
            assertThat(statement.query(5).value(Integer.class))
                    .as("prepared anew, and the insert undone")
                    .contains(5);
            assertThat(session.inTransaction()).isFalse();
            assertThat(session.query("select connection_id()").value(Long.class))
                    .contains(session.connectionId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changeUserMakesItSomebodyElses(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlFixture other = SqlFixture.on(kind, NAME + "_two");
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id;
            try (SqlSession session = sql.lease()) {
                id = session.connectionId();
                session.update("set @mine = 1");
                assertThat(session.query("select ? + 1", 1).value(Integer.class))
                        .contains(2);
                session.changeUser(other.login());
                assertThat(whoami(session)).isEqualTo(other.name());
                assertThat(session.query("select database()").value(String.class))
                        .contains(other.name());
                assertThat(session.query("select @mine").value(Integer.class)).isEmpty();
                assertThat(session.query("select ? + 1", 1).value(Integer.class))
                        .contains(2);
                assertThat(session.connectionId()).isEqualTo(id);
            }
            try (SqlSession session = sql.lease()) {
                assertThat(session.connectionId()).as("not lent to others").isNotEqualTo(id);
                assertThat(whoami(session)).isEqualTo(fixture.name());
                assertThatThrownBy(() -> session.changeUser(
                                LoginSettings.user(other.name()).password("wrong")))
                        .isInstanceOfSatisfying(
                                ServerException.class,
                                e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
                assertThatThrownBy(session::ping).isInstanceOf(ChannelLostException.class);
            }
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    private static String whoami(Statements session) {
        return session.query("select substring_index(current_user(), '@', 1)")
                .value(String.class)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void statisticsAreTheServersLine(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            assertThat(session.statistics()).contains("Uptime: ", "Threads: ", "Questions: ");
            session.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void setOptionAllowsSeveralStatementsInOneText(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).builder().maxSessions(1).build()) {
            String three = "select 1; do 0; select 2, 3";
            try (SqlSession session = sql.lease()) {
                assertThatThrownBy(() -> session.execute(three)).isInstanceOf(ServerException.class);
                session.multiStatements(true);
                Results all = session.execute(three);
                assertThat(all.all()).hasSize(3);
                assertThat(all.queries().get(1).columns().size()).isEqualTo(2);
                assertThatThrownBy(() -> session.execute("select 1; select x from nowhere; select 3"))
                        .isInstanceOf(ServerException.class);
                assertThat(session.query("select 4").value(Integer.class)).contains(4);
                session.multiStatements(false);
                assertThatThrownBy(() -> session.execute(three)).isInstanceOf(ServerException.class);
                session.multiStatements(true);
            }
            assertThatThrownBy(() -> sql.execute(three))
                    .as("allowed to who has asked for it, and not to the next")
                    .isInstanceOf(ServerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void quitEndsConnectionsInPeace(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        long aborted = fixture.status("Aborted_clients");
        long id;
        try (SqlClient sql = fixture.client()) {
            id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            assertThat(fixture.hasConnection(id)).isTrue();
        }
        Patience.until(() -> !fixture.hasConnection(id));
        assertThat(fixture.status("Aborted_clients")).isEqualTo(aborted);
    }

    @ParameterizedTest
    @EnumSource
    void killQueryStopsWhatWasGivenUp(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            long kills = fixture.status("Com_kill");
            assertThatThrownBy(() -> sql.withTimeout(Duration.ofMillis(200))
                            .query("select benchmark(1000000000, sha2('x', 512))"))
                    .isInstanceOf(DeadlineException.class);
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
            assertThat(fixture.status("Com_kill")).isEqualTo(kills + 1);
            assertThat(fixture.server()
                            .query("select 1 from information_schema.processlist where info like 'select benchmark%'"))
                    .isEmpty();
        }
    }
}
