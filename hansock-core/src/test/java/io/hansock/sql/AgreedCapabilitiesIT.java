package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ConfigurationException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client may ask for beside what Hansock asks for by itself: its effect, that it can be read, and that it lasts. */
class AgreedCapabilitiesIT {
    private static final String NAME = "agreed_it";

    private static SqlClient asking(SqlServer.Kind kind, Capability capability) {
        return SqlFixture.on(kind, NAME)
                .builder()
                .login(login -> login.capabilities(capability))
                .maxSessions(1)
                .build();
    }

    /** At first, behind a reset, on a connection that was lent to somebody before, and as another user. */
    private static void always(SqlClient sql, Capability capability, Consumer<SqlSession> effect) {
        for (int i = 0; i < 2; i++) {
            try (SqlSession session = sql.lease()) {
                assertThat(session.capabilities().has(capability)).isTrue();
                effect.accept(session);
                session.reset();
                effect.accept(session);
                session.update("set @changed = 1");
            }
        }
        try (SqlSession session = sql.lease()) {
            session.changeUser(
                    LoginSettings.user(NAME).password(SqlFixture.PASSWORD).database(NAME));
            effect.accept(session);
        }
    }

    @ParameterizedTest
    @EnumSource
    void foundRowsCountsThoseThatMatch(SqlServer.Kind kind) {
        try (SqlClient sql = asking(kind, Capability.FOUND_ROWS)) {
            sql.update("create table t (n int)");
            sql.update("insert into t values (1), (1), (2)");
            always(sql, Capability.FOUND_ROWS, session -> {
                assertThat(session.update("update t set n = 1 where n = 1").affectedRows())
                        .isEqualTo(2);
                assertThat(session.update("update t set n = 1 where n = ?", 1).affectedRows())
                        .isEqualTo(2);
            });
        }
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (n int)");
            sql.update("insert into t values (1), (1)");
            assertThat(sql.update("update t set n = 1").affectedRows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interactiveSessionsMayBeIdleForLonger(SqlServer.Kind kind) {
        String timeouts = "select @@wait_timeout, @@global.wait_timeout, @@global.interactive_timeout";
        SqlServer.shared(kind).admin("set global interactive_timeout = 12345");
        try (SqlClient sql = asking(kind, Capability.INTERACTIVE)) {
            always(
                    sql,
                    Capability.INTERACTIVE,
                    session -> assertThat(session.query(timeouts)
                                    .list(row -> row.getInt(1) == row.getInt(3) && row.getInt(1) != row.getInt(2)))
                            .containsExactly(true));
        } finally {
            SqlServer.shared(kind).admin("set global interactive_timeout = default");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ignoreSpaceLetsBlanksStandBehindNamesOfFunctions(SqlServer.Kind kind) {
        String blank = "select count (*) from t";
        try (SqlClient sql = asking(kind, Capability.IGNORE_SPACE)) {
            sql.update("create table t (n int)");
            always(
                    sql,
                    Capability.IGNORE_SPACE,
                    session -> assertThat(session.query(blank).value(Integer.class))
                            .contains(0));
        }
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (n int)");
            assertThatThrownBy(() -> sql.query(blank)).isInstanceOf(ServerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void multiStatementsMayBeAllowedToAll(SqlServer.Kind kind) {
        String two = "select 1; select 2";
        try (SqlClient sql = asking(kind, Capability.MULTI_STATEMENTS)) {
            always(
                    sql,
                    Capability.MULTI_STATEMENTS,
                    session -> assertThat(session.execute(two).all()).hasSize(2));
            try (SqlSession session = sql.lease()) {
                session.multiStatements(false);
                assertThatThrownBy(() -> session.execute(two)).isInstanceOf(ServerException.class);
            }
            assertThat(sql.execute(two).all()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHansockCannotServeCannotBeAskedFor(SqlServer.Kind kind) {
        LoginSettings login = LoginSettings.user("ann");
        assertThatThrownBy(() -> login.capabilities(Capability.OPTIONAL_RESULTSET_METADATA))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("optional_resultset_metadata");
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            assertThat(session.capabilities().has(Capability.PROTOCOL_41)).isTrue();
            assertThat(session.capabilities().has(Capability.DEPRECATE_EOF)).isTrue();
            assertThat(session.capabilities().has(Capability.FOUND_ROWS)).isFalse();
            assertThat(session.capabilities().has(Capability.LOCAL_FILES)).isFalse();
            assertThat(session.capabilities().has(Capability.EXTENDED_METADATA)).isEqualTo(kind.isMariaDb());
            assertThat(session.capabilities().has(Capability.BULK_UNIT_RESULTS))
                    .isEqualTo(kind == SqlServer.Kind.MARIADB_11_8);
            assertThat(session.serverVersion()).startsWith(kind.isMariaDb() ? "1" : "9.7");
            assertThat(session.async().facts().capabilities()).isEqualTo(session.capabilities());
        }
    }
}
