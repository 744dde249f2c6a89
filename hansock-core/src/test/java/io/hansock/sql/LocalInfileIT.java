package io.hansock.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.testing.SqlServer;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Content that breaks off when a part of it is with the server already, and no row is there twice. */
class LocalInfileIT {
    private static final String NAME = "local_infile_it";

    /** More than goes out in one request. */
    private static final byte[] LINES = IntStream.range(0, 400_000)
            .mapToObj(n -> n + "\n")
            .collect(Collectors.joining())
            .getBytes(US_ASCII);

    @ParameterizedTest
    @EnumSource
    void contentThatBreaksOffIsUndoneWhereTheEngineCan(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        try (SqlClient sql = fixture.builder().login(LoginSettings::localInfile).build()) {
            assertThat(rowsBehindBrokenContent(sql, fixture, "InnoDB")).isZero();
            assertThat(rowsBehindBrokenContent(sql, fixture, "MyISAM"))
                    .as("what it had taken by then")
                    .isPositive();
        }
    }

    private static long rowsBehindBrokenContent(SqlClient sql, SqlFixture fixture, String engine) {
        sql.update("create table into_" + engine + " (n int primary key) engine=" + engine);
        long id;
        try (SqlSession session = sql.lease()) {
            id = session.query("select connection_id()").value(Long.class).orElseThrow();
            assertThatThrownBy(() -> session.localInfile(
                            "load data local infile 'numbers.txt' into table into_" + engine,
                            () -> BrokenStream.behind(LINES)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot be read");
        }
        await().until(() -> !fixture.hasConnection(id));
        return sql.query("select count(*) from into_" + engine)
                .value(Long.class)
                .orElseThrow();
    }
}
