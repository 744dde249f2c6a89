package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.testing.SqlServer;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each Java type as a parameter: what the server makes of it, by its own words, in whatever way the statement is sent. */
class ParametersIT {
    private static final String NAME = "parameters_it";
    private static final Duration LONGEST =
            Duration.ofHours(838).plusMinutes(59).plusSeconds(59);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
    private static final Instant LEAP_DAY = Instant.parse("2024-02-29T22:30:00.5Z");

    /** A value, a column for it, and what the server prints of that column; bytes in hexadecimal digits. */
    private record Case(
            @Nullable Object value, String column, @Nullable String printed) {}

    private static final List<Case> CASES = List.of(
            new Case(null, "int", null),
            new Case(Optional.empty(), "int", null),
            new Case(Optional.of(7), "int", "7"),
            new Case(Byte.MIN_VALUE, "tinyint", "-128"),
            new Case(Short.MIN_VALUE, "smallint", "-32768"),
            new Case(Integer.MIN_VALUE, "int", "-2147483648"),
            new Case(Long.MIN_VALUE, "bigint", "-9223372036854775808"),
            new Case(Long.MAX_VALUE, "bigint unsigned", "9223372036854775807"),
            new Case(BigInteger.valueOf(Long.MIN_VALUE), "bigint", "-9223372036854775808"),
            new Case(new BigInteger("18446744073709551615"), "bigint unsigned", "18446744073709551615"),
            new Case(BigInteger.TEN.pow(64), "decimal(65)", "1" + "0".repeat(64)),
            new Case(
                    new BigDecimal("-0.000000000000000000000000000001"),
                    "decimal(65,30)",
                    "-0." + "0".repeat(29) + "1"),
            new Case(new BigDecimal("1E+10"), "decimal(20,2)", "10000000000.00"),
            new Case(-1.5f, "float", "-1.5"),
            new Case(0.1, "double", "0.1"),
            new Case(Double.MAX_VALUE, "double", "1.7976931348623157e308"),
            new Case(true, "boolean", "1"),
            new Case(false, "bit(1)", "0"),
            new Case('ü', "char(1)", "ü"),
            new Case("", "varchar(10)", ""),
            new Case("a'\\\0\n🙂", "text", "a'\\\0\n🙂"),
            new Case(new byte[] {0, -1, 39}, "blob", "00FF27"),
            new Case(new byte[0], "varbinary(10)", ""),
            new Case(
                    UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                    "binary(16)",
                    "00112233445566778899AABBCCDDEEFF"),
            new Case(DayOfWeek.FRIDAY, "enum('MONDAY','FRIDAY')", "FRIDAY"),
            new Case(LocalDate.of(1, 1, 1), "date", "0001-01-01"),
            new Case(LocalDate.of(9999, 12, 31), "date", "9999-12-31"),
            new Case(LAST, "datetime(6)", "9999-12-31 23:59:59.999999"),
            new Case(LocalDateTime.of(2024, 2, 29, 0, 0), "datetime", "2024-02-29 00:00:00"),
            new Case(LocalTime.MIDNIGHT, "time", "00:00:00"),
            new Case(LocalTime.of(23, 59, 59, 999_999_000), "time(6)", "23:59:59.999999"),
            new Case(LONGEST, "time", "838:59:59"),
            new Case(LONGEST.negated(), "time(6)", "-838:59:59.000000"),
            new Case(Duration.ofNanos(-1000), "time(6)", "-00:00:00.000001"),
            new Case(LEAP_DAY, "timestamp(1) null", "2024-02-29 22:30:00.5"),
            new Case(LEAP_DAY.atOffset(ZoneOffset.ofHoursMinutes(5, 30)), "datetime(1)", "2024-02-29 22:30:00.5"),
            new Case(LEAP_DAY.atZone(ZoneId.of("Europe/Berlin")), "datetime(1)", "2024-02-29 22:30:00.5"),
            new Case(Year.of(1901), "year", "1901"),
            new Case(Year.of(2155), "year", "2155"));

    @ParameterizedTest
    @EnumSource
    void theServerUnderstandsEveryType(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            lay(sql);
            for (int i = 0; i < CASES.size(); i++) {
                Object value = CASES.get(i).value;
                String insert = "insert into t (way, c" + i + ") values (?, ?)";
                sql.update(insert, i + " alone", value);
                sql.async().update(insert, i + " later", value).join();
                sql.batch(insert, List.of(Arrays.asList(i + " batch", value), Arrays.asList(i + " batch", value)));
                int n = i;
                sql.pipeline(all -> all.update(insert, n + " pipeline", value));
                try (SqlSession session = sql.lease();
                        Prepared statement = session.prepare(insert)) {
                    statement.update(i + " prepared", value);
                }
                require(sql, i);
            }
        }
    }

    private static void lay(SqlClient sql) {
        StringBuilder columns = new StringBuilder("create table t (way varchar(20)");
        for (int i = 0; i < CASES.size(); i++) {
            columns.append(", c").append(i).append(' ').append(CASES.get(i).column);
        }
        sql.update(columns.append(") character set utf8mb4").toString());
    }

    /** Six rows, all alike; as the server prints them, and as they are read back. */
    private static void require(SqlClient sql, int i) {
        Case one = CASES.get(i);
        String bytes = one.column.contains("blob") || one.column.contains("binary")
                ? "hex(c" + i + ")"
                : one.column.startsWith("bit") ? "c" + i + " + 0" : "concat(c" + i + ")";
        List<@Nullable String> printed = new ArrayList<>();
        String select = " from t where way like '" + i + " %'";
        sql.query("select " + bytes + select).forEach(row -> printed.add(row.getString(1)));
        assertThat(printed).as("%s in %s", one.value, one.column).hasSize(6).containsOnly(one.printed);
        if (one.value instanceof OffsetDateTime || one.value instanceof ZonedDateTime || one.printed == null) {
            return;
        }
        Object plain = one.value instanceof Optional<?> optional ? optional.orElseThrow() : one.value;
        for (QueryResult result : List.of(
                sql.query("select c" + i + select + " limit 1"),
                sql.query("select c" + i + " from t where way = ?", i + " alone"))) {
            Object read = result.rows().row(0).get(1, plain.getClass());
            assertThat(read).usingComparator(ParametersIT::compare).isEqualTo(plain);
        }
    }

    /** Decimals come back with the scale of their column. */
    private static int compare(Object one, Object other) {
        boolean same = one instanceof BigDecimal decimal
                ? decimal.compareTo((BigDecimal) other) == 0
                : Objects.deepEquals(one, other);
        return same ? 0 : 1;
    }

    @ParameterizedTest
    @EnumSource
    void streamsAreParametersToo(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (id int, b longblob, c longtext)");
            byte[] bytes = "çelik 🙂".getBytes(StandardCharsets.UTF_8);
            sql.update("insert into t values (?, ?, ?)", 1, stream(bytes), stream(bytes));
            sql.async()
                    .update("insert into t values (?, ?, ?)", 1, stream(bytes), stream(bytes))
                    .join();
            sql.transaction(tx -> tx.prepare("insert into t values (?, ?, ?)").update(1, stream(bytes), stream(bytes)));
            assertThat(sql.query("select b, c from t").list(row -> {
                        assertThat(row.getBytes(1)).isEqualTo(bytes);
                        return row.getString(2);
                    }))
                    .containsExactly("çelik 🙂", "çelik 🙂", "çelik 🙂");
            assertThatThrownBy(
                            () -> sql.batch("insert into t values (?, ?, ?)", List.of(List.of(1, stream(bytes), "x"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void whatNoServerWouldUnderstandIsNotSent(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client()) {
            sql.query("select 1");
            long executed = fixture.status("Com_stmt_execute");
            for (Object strange : List.of(
                    new BitSet(),
                    new Object(),
                    List.of(1),
                    Double.NaN,
                    Float.POSITIVE_INFINITY,
                    "half of a \ud83d pair",
                    LocalTime.of(1, 2, 3, 4),
                    LocalDate.of(10_000, 1, 1),
                    LONGEST.plusSeconds(1),
                    Optional.of(Double.NaN))) {
                assertThatThrownBy(() -> sql.query("select ?", strange))
                        .as("%s", strange.getClass())
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> sql.async().query("select ?", strange))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(fixture.status("Com_stmt_execute")).isEqualTo(executed);
        }
    }
}
