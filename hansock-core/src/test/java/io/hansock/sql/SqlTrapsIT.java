package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.SqlClientBuilder;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that other drivers had, by their numbers, on real servers. */
class SqlTrapsIT {
    private static final String NAME = "sql_traps_it";

    @ParameterizedTest
    @EnumSource
    void b12_whatThrowsInUserCodeCostsNoConnection(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sql.query("select 'x'").list(row -> row.getInt(1)))
                        .isInstanceOf(ResultException.class);
                assertThatThrownBy(() ->
                                sql.transaction(tx -> tx.query("select ?", 1).list(row -> {
                                    throw new IllegalArgumentException("mine");
                                })))
                        .hasMessage("mine");
            }
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b17_aSlowReaderHoldsTheServerBack(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.update("create table t (n int primary key)");
            sql.batch(
                    "insert into t values (?)",
                    IntStream.range(0, 2000).mapToObj(List::of).toList());
            Runtime runtime = Runtime.getRuntime();
            try (RowStream rows = sql.stream("select repeat('x', 1000) from t a, t b limit 300000")) {
                int seen = 0;
                long most = 0;
                while (rows.hasNext()) {
                    rows.next();
                    if (++seen % 50_000 == 0) {
                        System.gc();
                        most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
                    }
                }
                assertThat(seen).isEqualTo(300_000);
                assertThat(most).isLessThan(150 << 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void b19_theServerCountsNoAbortedConnections(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        long before = fixture.status("Aborted_clients");
        for (int i = 0; i < 5; i++) {
            try (SqlClient sql = fixture.client()) {
                sql.query("select ?", 1);
            }
        }
        Patience.until(() -> fixture.server()
                .query("select 1 from information_schema.processlist where user = '" + NAME + "'")
                .isEmpty());
        assertThat(fixture.status("Aborted_clients")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void b21_b22_aConnectionThatTheServerHasClosedIsNotHandedOut(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).variable("wait_timeout", "1").build()) {
            for (int i = 0; i < 3; i++) {
                long id = sql.query("select connection_id() from dual where ? >= 0", i)
                        .value(Long.class)
                        .orElseThrow();
                Patience.until(() -> !fixture.hasConnection(id));
            }
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            fixture.server().admin("kill " + id);
            assertThat(sql.query("select connection_id()").value(Long.class).orElseThrow())
                    .isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b26_aServerGetsNoFileThatNobodyHasOffered(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        String load = "load data local infile '/etc/hostname' into table t";
        try (SqlClient sql = fixture.builder().login(LoginSettings::localInfile).build()) {
            sql.update("create table t (s text)");
            assertThatThrownBy(() -> sql.update(load)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> sql.execute(load)).isInstanceOf(RefusedException.class);
            assertThat(sql.query("select * from t").isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void b27_aRowOf16MiBThatBeginsWithFeIsARow(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            QueryResult result = sql.query("select repeat('a', 16777225), 1 union all select 'b', 2");
            assertThat(result.size()).isEqualTo(2);
            assertThat(result.rows().row(0).getBytes(1)).hasSize(16_777_225);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b34_anEmptyFirstCellIsNoOk(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            assertThat(sql.query("select '', 'x' union all select '', 'y'").list(row -> row.getString(2)))
                    .containsExactly("x", "y");
        }
    }

    @ParameterizedTest
    @EnumSource
    void b36_aForeignCharsetIsNoticed(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            session.update("set names latin1");
            assertThatThrownBy(() -> session.query("select 'ü'")).isInstanceOf(ConfigurationException.class);
            session.reset();
            assertThat(session.query("select 'ü'").value(String.class)).contains("ü");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingSecretIsInMessages(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlClientBuilder wrong = fixture.builder().password("hush-hush");
        try (SqlClient sql = wrong.build()) {
            assertThatThrownBy(() -> sql.query("select 'mystery'"))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED))
                    .hasMessageNotContainingAny("hush", "mystery");
        }
        try (SqlClient sql = fixture.client()) {
            assertThatThrownBy(() -> sql.query("select 'mystery' from secret_table where a = ?", "value"))
                    .hasMessageNotContainingAny("mystery", "secret_table", "value");
            QueryResult result = sql.query("select 'mystery' as a");
            Row row = result.rows().row(0);
            assertThat(result + " " + row + " " + sql.update("do 0")).doesNotContain("mystery");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedClientRefuses(SqlServer.Kind kind) {
        SqlClient sql = SqlFixture.on(kind, NAME).client();
        sql.query("select 1");
        sql.close();
        sql.close();
        assertThatThrownBy(() -> sql.query("select 1")).isInstanceOf(ChannelLostException.class);
        assertThatThrownBy(() -> sql.async().query("select 1").join()).hasCauseInstanceOf(ChannelLostException.class);
    }

    @ParameterizedTest
    @EnumSource
    void b11_settingsStayAsTheirUserHasMadeThem(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        LoginSettings login = fixture.login().attribute("team", "blue");
        SqlClientBuilder builder = fixture.builder().login(login).variable("sort_buffer_size", "300000");
        String size = "select @@sort_buffer_size";
        try (SqlClient first = builder.build();
                SqlSession one = first.lease()) {
            try (SqlClient second = builder.variable("sort_buffer_size", "400000")
                    .login(login.database("mysql"))
                    .maxSessions(1)
                    .build()) {
                assertThat(second.query(size).value(Long.class)).contains(400_000L);
                assertThat(second.query("select database()").value(String.class))
                        .contains("mysql");
            }
            try (SqlSession two = first.lease()) {
                // made after all that
                for (SqlSession session : List.of(one, two)) {
                    assertThat(session.query(size).value(Long.class)).contains(300_000L);
                    assertThat(session.query("select database()").value(String.class))
                            .contains(fixture.name());
                }
                two.changeUser(login);
                two.changeUser(login);
                assertThat(two.query("select database()").value(String.class)).contains(fixture.name());
            }
        }
        assertThat(login.attributes()).containsExactly(Map.entry("team", "blue"));
    }

    @ParameterizedTest
    @EnumSource
    void b11_parametersAreReadAndNeitherKeptNorChanged(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.update("create table t (id int primary key, b blob)");
            byte[] bytes = {1, 2, 3};
            Object[] parameters = {1, bytes};
            CompletableFuture<?> one = sql.async().update("insert into t values (?, ?)", parameters);
            parameters[0] = 7;
            bytes[0] = 9;
            List<List<Object>> sets = new ArrayList<>(List.of(Arrays.asList(2, bytes), Arrays.asList(3, bytes)));
            CompletableFuture<?> two = sql.async().batch("insert into t values (?, ?)", sets);
            bytes[1] = 9;
            sets.get(1).set(0, 8);
            sets.clear();
            CompletableFuture.allOf(one, two).join();
            assertThat(sql.query("select id, b from t order by id")
                            .list(row -> row.getInt(1) + Arrays.toString(row.getBytes(2))))
                    .containsExactly("1[1, 2, 3]", "2[9, 2, 3]", "3[9, 2, 3]");
            assertThat(parameters).containsExactly(7, bytes);
        }
    }
}
