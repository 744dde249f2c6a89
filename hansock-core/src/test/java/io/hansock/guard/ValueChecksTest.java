package io.hansock.guard;

import static io.hansock.guard.Facts.column;
import static io.hansock.guard.Rule.VALUE_CHARSET;
import static io.hansock.guard.Rule.VALUE_FORM;
import static io.hansock.guard.Rule.VALUE_LABEL;
import static io.hansock.guard.Rule.VALUE_LENGTH;
import static io.hansock.guard.Rule.VALUE_RANGE;
import static io.hansock.guard.Rule.VALUE_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.value.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueChecksTest {
    private enum Colour {
        RED
    }

    private static final GuardPolicy POLICY =
            new GuardPolicy(true, true, GuardPolicy.Writing.SQL, GuardPolicy.Bypass.AVOIDED, false);
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0);

    @Test
    void h10_integers() {
        holds(column(ColumnType.TINYINT), -128, 127L, (byte) 1, (short) 2, true, BigInteger.TEN, "0", "-7", "127");
        refuses(column(ColumnType.TINYINT), VALUE_RANGE, 128, -129L, Long.MAX_VALUE, BigInteger.TWO.pow(64), "128");
        refuses(column(ColumnType.TINYINT).unsigned(), VALUE_RANGE, -1, 256);
        holds(column(ColumnType.MEDIUMINT).unsigned(), 0, 16_777_215);
        refuses(column(ColumnType.MEDIUMINT), VALUE_RANGE, 8_388_608, -8_388_609);
        holds(column(ColumnType.INT), Integer.MIN_VALUE, Integer.MAX_VALUE);
        refuses(column(ColumnType.INT), VALUE_RANGE, 1L + Integer.MAX_VALUE);
        holds(column(ColumnType.BIGINT), Long.MIN_VALUE, Long.MAX_VALUE);
        holds(
                column(ColumnType.BIGINT).unsigned(),
                0,
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                "18446744073709551615");
        refuses(column(ColumnType.BIGINT).unsigned(), VALUE_RANGE, -1L, BigInteger.TWO.pow(64), "18446744073709551616");
    }

    @Test
    void h11_textIsAWholeNumberOnlyAsServersPrintIt() {
        refuses(
                column(ColumnType.INT),
                VALUE_FORM,
                "1abc",
                "",
                " 1",
                "1 ",
                "+1",
                "007",
                "-0",
                "1.0",
                "1e1",
                "abc",
                "٣");
        refuses(
                column(ColumnType.INT),
                VALUE_TYPE,
                1.0,
                new BigDecimal("1"),
                NOON,
                new byte[] {49},
                UUID.randomUUID(),
                '1');
    }

    @Test
    void h10_decimals() {
        Facts.Column price = column(ColumnType.DECIMAL).digits(6, 2);
        holds(
                price,
                9999,
                -9999L,
                new BigDecimal("9999.99"),
                new BigDecimal("1.500000"),
                BigInteger.ZERO,
                "1.50",
                "-0.01",
                "0.00");
        refuses(price, VALUE_RANGE, 10_000, new BigDecimal("1.005"), new BigDecimal("10000"), new BigDecimal("1E+4"));
        refuses(price, VALUE_FORM, "1.5", "1", "01.50", "-0.00", "1abc", "");
        refuses(price, VALUE_TYPE, 1.5, true);
        refuses(column(ColumnType.DECIMAL).digits(6, 2).unsigned(), VALUE_RANGE, -1);
        holds(column(ColumnType.DECIMAL).digits(65, 30), new BigDecimal("1e-30"));
        holds(column(ColumnType.DECIMAL).digits(2, 2), new BigDecimal("0.99"), 0);
        refuses(column(ColumnType.DECIMAL).digits(2, 2), VALUE_RANGE, 1);
    }

    @Test
    void h10_floats() {
        holds(column(ColumnType.FLOAT), 0.1f, 0.5, 16_777_216, "0.1", "-1.5", "1e10");
        refuses(column(ColumnType.FLOAT), VALUE_RANGE, 0.1, 16_777_217, 1e300);
        refuses(column(ColumnType.FLOAT), VALUE_FORM, "1abc", "nan", "1e400", ".5", "0.10");
        holds(column(ColumnType.DOUBLE), 0.1, 0.1f, 1L << 53, "0.1", -0.0);
        refuses(column(ColumnType.DOUBLE), VALUE_RANGE, (1L << 53) + 1);
        refuses(column(ColumnType.DOUBLE), VALUE_TYPE, new BigDecimal("0.1"), true);
        refuses(column(ColumnType.DOUBLE).unsigned(), VALUE_RANGE, -0.5);
        assertThat(sent(column(ColumnType.DOUBLE), 0.1f)).as("the float itself").isEqualTo((double) 0.1f);
        holds(column(ColumnType.DOUBLE).digits(5, 2), 999.99, 0.1);
        refuses(column(ColumnType.DOUBLE).digits(5, 2), VALUE_RANGE, 1000.0, 0.001);
    }

    @Test
    void h29_bits() {
        Facts.Column bits = column(ColumnType.BIT).digits(10, 0);
        holds(bits, 0, 1023L, new byte[] {3, -1}, new byte[] {0, 0, 0, 7});
        refuses(bits, VALUE_RANGE, 1024, -1, new byte[] {4, 0});
        refuses(bits, VALUE_TYPE, true, "1", 1.0);
        holds(column(ColumnType.BIT).digits(1, 0), true, false, 1);
        holds(column(ColumnType.BIT).digits(64, 0), BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        assertThat(sent(bits, 258L)).isEqualTo(new byte[] {1, 2});
        assertThat(sent(bits, new byte[] {0, 0, 7})).isEqualTo(new byte[] {0, 7});
        assertThat(sent(column(ColumnType.BIT).digits(1, 0), true)).isEqualTo(new byte[] {1});
    }

    @Test
    void h10_yearsAndTheirTextOfFourDigits() {
        holds(column(ColumnType.YEAR), 0, 1901, 2155L, Year.of(2024), "2024", "0000");
        refuses(column(ColumnType.YEAR), VALUE_RANGE, 1900, 2156, 70, Year.of(3000), "1900");
        refuses(column(ColumnType.YEAR), VALUE_FORM, "70", "0", "2024a");
        assertThat(sent(column(ColumnType.YEAR), 0))
                .as("as text, 0 would be 2000")
                .isEqualTo(Year.of(0));
    }

    @Test
    void h10_datesAndTimes() {
        holds(column(ColumnType.DATE), LocalDate.of(2024, 2, 29), "2024-02-29");
        refuses(column(ColumnType.DATE), VALUE_FORM, "2023-02-29", "2024-2-29", "20240229", "24-02-29", "today");
        serverDecides(column(ColumnType.DATE), "0000-00-00", "2024-02-00");
        refuses(column(ColumnType.DATE), VALUE_TYPE, NOON, 20240229, Instant.EPOCH);
        holds(column(ColumnType.DATETIME), NOON, LocalDate.MIN.withYear(1), Instant.EPOCH, "2024-02-29 12:00:00");
        refuses(column(ColumnType.DATETIME), VALUE_RANGE, NOON.plusNanos(1_000));
        refuses(
                column(ColumnType.DATETIME),
                VALUE_FORM,
                "2024-02-29",
                "2024-02-29T12:00:00",
                "2024-02-29 24:00:00",
                "2024-02-29 12:00:00.");
        refuses(column(ColumnType.DATETIME), VALUE_RANGE, "2024-02-29 12:00:00.5");
        refuses(column(ColumnType.DATETIME), VALUE_TYPE, LocalTime.NOON, 20240229120000L);
        holds(
                column(ColumnType.DATETIME).fraction(3),
                NOON.plusNanos(1_000_000),
                "2024-02-29 12:00:00.500",
                "2024-02-29 12:00:00.500000");
        refuses(column(ColumnType.DATETIME).fraction(3), VALUE_RANGE, NOON.plusNanos(1_000));
    }

    @Test
    void h10_timestamps() {
        holds(column(ColumnType.TIMESTAMP), Instant.ofEpochSecond(1), Instant.ofEpochSecond(Integer.MAX_VALUE), NOON);
        refuses(
                column(ColumnType.TIMESTAMP),
                VALUE_RANGE,
                Instant.EPOCH,
                Instant.ofEpochSecond(1L << 32),
                NOON.withYear(1969));
        serverDecides(column(ColumnType.TIMESTAMP), Instant.ofEpochSecond(1L << 31), "2039-01-01 00:00:00");
    }

    @Test
    void h10_times() {
        holds(
                column(ColumnType.TIME),
                LocalTime.NOON,
                Duration.ofHours(-838),
                Duration.ofHours(839).minusSeconds(1),
                "-838:59:59",
                "12:00:00");
        refuses(
                column(ColumnType.TIME),
                VALUE_RANGE,
                Duration.ofHours(839),
                Duration.ofMillis(1),
                LocalTime.of(1, 1, 1, 1_000),
                "839:00:00");
        refuses(column(ColumnType.TIME), VALUE_FORM, "999:00:00", "12:00", "1:00:00", "12:60:00", "-00:00:00");
        serverDecides(column(ColumnType.TIME).fraction(6), Duration.ofHours(839).minusMillis(1));
        refuses(column(ColumnType.TIME), VALUE_TYPE, NOON, 12);
    }

    @Test
    void h10_text() {
        Facts.Column name = column(ColumnType.VARCHAR).text(3, "utf8mb4");
        holds(name, "", "abc", "🙂🙂🙂", 'x', Colour.RED);
        refuses(name, VALUE_LENGTH, "abcd", "🙂🙂🙂🙂", "abc ");
        refuses(name, VALUE_TYPE, 1, true, new byte[] {1}, NOON, UUID.randomUUID());
        holds(column(ColumnType.CHAR).text(3, "utf8mb4"), "ab", " ab");
        refuses(column(ColumnType.CHAR).text(3, "utf8mb4"), VALUE_FORM, "ab ", " ");
        Facts.Column tiny = column(ColumnType.TEXT).text(0, "utf8mb4").bytes(255);
        holds(tiny, "é".repeat(127), "a".repeat(255));
        refuses(tiny, VALUE_LENGTH, "é".repeat(128), "a".repeat(256));
    }

    @Test
    void h12_textInOtherCharsets() {
        Facts.Column latin1 = column(ColumnType.VARCHAR).text(5, "latin1");
        holds(latin1, "é€ÿ", "\u0081");
        refuses(latin1, VALUE_CHARSET, "Ł", "🙂", "\u0080");
        assertThat(sent(latin1, "é€")).isEqualTo(new byte[] {(byte) 0xe9, (byte) 0x80});
        assertThat(sent(latin1, "abc")).isEqualTo("abc");
        refuses(column(ColumnType.VARCHAR).text(5, "utf8mb3"), VALUE_CHARSET, "🙂");
        refuses(column(ColumnType.VARCHAR).text(5, "ascii"), VALUE_CHARSET, "é");
        refuses(column(ColumnType.VARCHAR).text(5, "ucs2"), VALUE_CHARSET, "🙂");
        holds(column(ColumnType.VARCHAR).text(5, "utf16"), "🙂");
        assertThat(sent(column(ColumnType.VARCHAR).text(5, "utf16"), "ab")).isEqualTo(new byte[] {0, 97, 0, 98});
        assertThat(sent(column(ColumnType.VARCHAR).text(5, "utf8mb3"), "é")).isEqualTo("é");
    }

    @Test
    void h10_bytes() {
        holds(column(ColumnType.VARBINARY).bytes(16), new byte[0], new byte[16], UUID.randomUUID());
        refuses(column(ColumnType.VARBINARY).bytes(16), VALUE_LENGTH, new byte[17]);
        refuses(column(ColumnType.VARBINARY).bytes(16), VALUE_TYPE, "text", 1);
        holds(column(ColumnType.BINARY).bytes(4), new byte[4]);
        refuses(column(ColumnType.BINARY).bytes(4), VALUE_LENGTH, new byte[3], new byte[5], UUID.randomUUID());
        refuses(column(ColumnType.BLOB).bytes(255), VALUE_LENGTH, new byte[256]);
    }

    @Test
    void h10_labels() {
        Facts.Column colour = column(ColumnType.ENUM).labels("RED", "", "1");
        holds(colour, "RED", "", "1", Colour.RED, '1');
        refuses(colour, VALUE_LABEL, "red", "GREEN", "2", "RED ");
        refuses(colour, VALUE_TYPE, 1);
        Facts.Column set = column(ColumnType.SET).labels("a", "b");
        holds(set, "", "a", "b,a");
        refuses(set, VALUE_LABEL, "c", "a,", "a, b", "A");
        refuses(set, VALUE_TYPE, 3);
        serverDecides(column(ColumnType.ENUM).labels("?"), "🙂");
    }

    @Test
    void whatServersUnderstandBetterIsLeftToThem() {
        serverDecides(column(ColumnType.JSON), "{", "{}");
        refuses(column(ColumnType.JSON), VALUE_TYPE, 1, new byte[0]);
        serverDecides(column(ColumnType.GEOMETRY), "x".getBytes(StandardCharsets.US_ASCII));
        refuses(column(ColumnType.GEOMETRY), VALUE_TYPE, "POINT(1 1)");
        holds(column(ColumnType.UUID), UUID.randomUUID(), "123e4567-e89b-12d3-a456-426614174000");
        refuses(column(ColumnType.UUID), VALUE_FORM, "123E4567-E89B-12D3-A456-426614174000", "123e4567", "");
        holds(column(ColumnType.INET6), "::1", "10.0.0.1");
        refuses(column(ColumnType.INET6), VALUE_FORM, "localhost", "");
    }

    private static void holds(Facts.Column column, Object... values) {
        for (Object value : values) {
            assertThat(misfit(column, value))
                    .as("%s of %s", value, value.getClass())
                    .isNull();
        }
    }

    private static void refuses(Facts.Column column, Rule rule, Object... values) {
        for (Object value : values) {
            assertThat(misfit(column, value))
                    .as("%s of %s", value, value.getClass())
                    .isNotNull()
                    .satisfies(misfit -> {
                        assertThat(misfit.rule()).isEqualTo(rule);
                        assertThat(misfit.serverDecides()).isFalse();
                    });
        }
    }

    private static void serverDecides(Facts.Column column, Object... values) {
        for (Object value : values) {
            assertThat(misfit(column, value)).as("%s", value).isEqualTo(Misfit.SERVER_DECIDES);
        }
    }

    private static @Nullable Misfit misfit(Facts.Column column, Object value) {
        return ColumnGuard.of(column.facts(), POLICY).values().misfit(value);
    }

    private static Object sent(Facts.Column column, Object value) {
        return ColumnGuard.of(column.facts(), POLICY).values().onTheWire(value);
    }

    @Test
    void noReasonHoldsAValue() {
        for (Object value : List.of(4711, 47.11, "4711", NOON)) {
            for (ColumnType type : ColumnType.values()) {
                Misfit misfit = misfit(column(type).digits(1, 0).labels("x"), value);
                assertThat(misfit == null ? "" : misfit.reason()).doesNotContain("4711", "47.11", "12:00");
            }
        }
    }
}
