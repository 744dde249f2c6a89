package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.RefusedException;
import io.hansock.testing.SqlServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements of which a server takes no more than 1 MiB, several in one call: one that is too long is refused before any is sent. */
class OverlongStatementsIT {
    private static final String INSERT = "insert into texts values (?, ?)";

    /** With the head of its message, and the other parameter, as long as may be. */
    private static final int LONGEST = (1 << 20) - 30;

    private static String text(int length) {
        return "x".repeat(length);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentWhereOneOfSeveralIsTooLong(SqlServer.Kind kind) {
        try (SqlServer server =
                SqlServer.builder(kind).arguments("--max-allowed-packet=1M").start()) {
            SqlFixture fixture = SqlFixture.on(server, "overlong_statements_it");
            try (SqlClient sql = fixture.client()) {
                sql.update("create table texts (id int, v longtext)");
                // each of the first two fills a request
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> sql.pipeline(all -> {
                            all.update(INSERT, 1, text(LONGEST));
                            all.update(INSERT, 2, text(LONGEST));
                            all.update(INSERT, 3, text(1 << 20));
                        }))
                        .matches(e -> e.rule().equals("max-allowed-packet"))
                        .withMessageContaining("nothing was sent");
                assertThat(rows(sql)).isZero();
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> sql.pipeline(all -> {
                            all.update(INSERT, 1, text(LONGEST));
                            all.update(INSERT, 2, text(LONGEST));
                            all.update("insert into texts values (3, '" + text(1 << 20) + "')");
                        }))
                        .matches(e -> e.rule().equals("max-allowed-packet"));
                assertThat(rows(sql)).isZero();
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> sql.batch(
                                INSERT,
                                List.of(
                                        List.of(1, text(LONGEST)),
                                        List.of(2, text(LONGEST)),
                                        List.of(3, text(1 << 20)))))
                        .matches(e -> e.rule().equals("max-allowed-packet"));
                assertThat(rows(sql)).isZero();
                sql.pipeline(all -> {
                    all.update(INSERT, 1, text(LONGEST));
                    all.update(INSERT, 2, text(LONGEST));
                });
                sql.batch(INSERT, List.of(List.of(3, text(LONGEST)), List.of(4, text(LONGEST))));
                assertThat(rows(sql)).isEqualTo(4);
            }
        }
    }

    private static long rows(SqlClient sql) {
        return sql.query("select count(*) from texts").value(Long.class).orElseThrow();
    }
}
