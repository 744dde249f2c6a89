package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.TlsMode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageLengthTest {
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            1,
            Long.MIN_VALUE,
            (short) 7,
            1.5,
            1.5f,
            true,
            "",
            "ann",
            "\u00fc\u20ac\ud83d\ude00".repeat(1000),
            new byte[70_000],
            BigInteger.ONE.shiftLeft(5000).negate(),
            new BigDecimal("-1e-500"),
            new BigDecimal("9e500"),
            new BigDecimal("-0.123456789"),
            UUID.randomUUID(),
            TlsMode.PREFERRED,
            'x',
            Instant.parse("2026-11-23T01:02:03.000004Z"),
            LocalDate.EPOCH,
            LocalTime.MAX.withNano(999_999_000),
            Duration.ofHours(-838).minusSeconds(3599).minusNanos(999_999_000),
            Year.of(2026));

    private static void assertNoMore(String sql, List<? extends @Nullable Object> values) {
        assertThat(MessageLength.atMost(sql, values))
                .as("%s", values)
                .isGreaterThanOrEqualTo(MessageLength.of(sql, values))
                .isGreaterThanOrEqualTo(MessageLength.ofBulk(sql, values));
    }

    @Test
    void noMessageIsLongerThanIsToldAtAGlance() {
        for (Object value : VALUES) {
            for (int count : List.of(1, 2, 9)) {
                assertNoMore("", Collections.nCopies(count, value));
            }
        }
        assertNoMore("insert into t values (?)", VALUES);
        assertNoMore("\u20ac".repeat(1000), List.of());
    }

    @Test
    void whatCountsIsTheLongestOfAStatementsMessages() {
        String sql = "select '" + "\u20ac".repeat(500) + "'";
        assertThat(MessageLength.of(sql, List.of(1))).isEqualTo(1 + sql.getBytes(UTF_8).length);
        // code, id, flags, iterations, NULLs, types follow, type, length, value
        assertThat(MessageLength.of("select ?", List.of("x".repeat(300))))
                .isEqualTo(1 + 4 + 1 + 4 + 1 + 1 + 2 + 3 + 300);
        // code, id, flags, type, mark, length, value
        assertThat(MessageLength.ofBulk("select ?", List.of("x".repeat(300)))).isEqualTo(1 + 4 + 2 + 2 + 1 + 3 + 300);
    }
}
