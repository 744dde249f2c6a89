package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ConfigurationException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers tell of their sessions by themselves: the database, variables, transactions. */
class SessionStateIT {
    private static final String NAME = "session_state_it";
    private static final String CHARSETS =
            "select concat_ws(' ', @@character_set_client, @@character_set_connection, @@character_set_results)";

    @ParameterizedTest
    @EnumSource
    void theDatabaseIsKnownHoweverItIsChanged(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("drop database if exists state_two", "create database state_two");
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            try (SqlSession session = sql.lease()) {
                assertThat(session.database()).contains(NAME);
                session.update("use state_two");
                assertThat(session.database()).contains("state_two");
                session.useDatabase(NAME);
                assertThat(session.database()).contains(NAME);
                session.pipeline(all -> all.update("use state_two"));
                assertThat(session.database()).contains("state_two");
            }
            try (SqlSession session = sql.lease()) {
                assertThat(session.database()).contains(NAME);
                assertThat(session.query("select database()").value(String.class))
                        .contains(NAME);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void transactionsAreKnownHoweverTheyBeginAndEnd(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.update("create table t (n int primary key)");
            assertThat(session.inTransaction()).isFalse();
            for (String end : List.of("commit", "rollback", "create table u (n int)")) {
                session.update("begin");
                session.update("insert into t values (?)", end.length());
                assertThat(session.inTransaction()).isTrue();
                assertThatThrownBy(() -> session.update("insert into t values (?)", end.length()))
                        .isInstanceOf(ServerException.class);
                assertThat(session.query("select count(*) from t")
                                .value(Integer.class)
                                .orElseThrow())
                        .isPositive();
                assertThat(session.inTransaction()).isTrue();
                session.update(end);
                assertThat(session.inTransaction()).as(end).isFalse();
            }
            session.update("set autocommit = 0");
            session.query("select * from t");
            assertThat(session.inTransaction()).isTrue();
            session.update("set autocommit = 1");
            assertThat(session.inTransaction()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allThatServersCanTellIsUnderstood(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            session.update("create table t (n int primary key)");
            session.update(
                    "set session_track_transaction_info = 'CHARACTERISTICS', session_track_system_variables = '*'");
            if (!kind.isMariaDb()) {
                session.update("set session_track_gtids = 'OWN_GTID'");
            }
            session.update("set transaction isolation level serializable");
            session.update("start transaction read write");
            session.update("insert into t values (?)", 1);
            assertThat(session.query("select n from t").value(Integer.class)).contains(1);
            assertThat(session.inTransaction()).isTrue();
            session.update("set sql_mode = 'ANSI', sort_buffer_size = 300000");
            session.update("commit");
            assertThat(session.inTransaction()).isFalse();
            session.update("set names latin1");
            assertThatThrownBy(() -> session.query("select 1")).isInstanceOf(ConfigurationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b36_aForeignCharsetIsNoticedHoweverItIsSet(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("create procedure " + NAME + ".p() set names latin1");
        List<Consumer<SqlSession>> ways = List.of(
                session -> session.update("set names latin1"),
                session -> session.update("set character_set_results = null"),
                session -> session.update("set character_set_client = gbk"),
                session -> session.update("set @@session.character_set_connection = ?", "ucs2"),
                session -> session.execute("call p()"),
                session -> session.pipeline(all -> all.update("set names utf8mb3")),
                session -> session.update("set character set latin1"));
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            for (int i = 0; i < ways.size(); i++) {
                try (SqlSession session = sql.lease()) {
                    ways.get(i).accept(session);
                    assertThatThrownBy(() -> session.query("select 'ü'")).isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.query("select ?", "ü")).isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.stream("select 'ü'")).isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.cursor(1, "select ?", "ü"))
                            .isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.batch("do ?", List.of(List.of("ü"), List.of("ö"))))
                            .isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.pipeline(all -> all.query("select 'ü'")))
                            .isInstanceOf(ConfigurationException.class);
                    assertThatThrownBy(() -> session.prepare("select ?")).isInstanceOf(ConfigurationException.class);
                    if (i % 2 == 0) {
                        session.reset();
                        assertThat(session.query("select ?", "ü").value(String.class))
                                .contains("ü");
                    }
                }
                assertThat(sql.query(CHARSETS).value(String.class)).contains("utf8mb4 utf8mb4 utf8mb4");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b36_whatTheServerDoesAtTheLoginDoesNotMatter(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        String restricted = NAME + "_r";
        fixture.server()
                .admin(
                        "drop user if exists " + restricted,
                        "create user " + restricted + " identified by '" + SqlFixture.PASSWORD + "'",
                        "grant all on " + NAME + ".* to " + restricted,
                        "set global init_connect = 'set names latin1'");
        try (SqlClient sql = fixture.builder()
                .login(LoginSettings.user(restricted)
                        .password(SqlFixture.PASSWORD)
                        .database(NAME))
                .build()) {
            assertThat(sql.query(CHARSETS + ", 'ü🙂'").list(row -> row.getString(1) + row.getString(2)))
                    .containsExactly("utf8mb4 utf8mb4 utf8mb4ü🙂");
        } finally {
            fixture.server().admin("set global init_connect = ''");
        }
        try (SqlClient sql =
                fixture.builder().variable("character_set_results", "'latin1'").build()) {
            assertThatThrownBy(() -> sql.query("select 1"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("utf8mb4");
        }
    }
}
