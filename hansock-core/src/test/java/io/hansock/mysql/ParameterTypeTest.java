package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterTypeTest {
    private final StatementCache cache = new StatementCache(4);

    @Test
    void numbersOfAllWidthsAreOneKindButTextIsNoNumber() {
        assertKind(ParameterKind.INTEGER, (byte) 1, (short) 1, 1, 1L, true, BigInteger.ONE.shiftLeft(63));
        assertKind(ParameterKind.DECIMAL, new BigDecimal("1.5"), BigInteger.ONE.shiftLeft(64));
        assertKind(ParameterKind.FLOATING, 1f, 1.0);
        assertKind(ParameterKind.TEXT, "1", '1', Year.of(1), ParameterKind.TEXT);
        assertKind(ParameterKind.BYTES, new byte[1], new UUID(0, 0));
        assertKind(ParameterKind.DATE, LocalDate.MIN);
        assertKind(ParameterKind.DATE_TIME, LocalDateTime.MIN, Instant.EPOCH);
        assertKind(ParameterKind.TIME, LocalTime.NOON, Duration.ofHours(838));
        assertThat(ParameterKind.of(null)).isEqualTo(ParameterKind.NULL);
    }

    private static void assertKind(ParameterKind kind, Object... values) {
        assertThat(values)
                .allSatisfy(value -> assertThat(ParameterKind.of(value)).isEqualTo(kind));
    }

    @Test
    void aFractionBehind838HoursIsText() {
        Duration longest = Duration.ofHours(839).minusNanos(1000);
        assertThat(ParameterType.of(longest)).isEqualTo(ParameterType.TEXT);
        assertThat(ParameterType.of(longest.negated())).isEqualTo(ParameterType.TEXT);
        assertThat(ParameterType.of(Duration.ofHours(838).minusNanos(1000))).isNotEqualTo(ParameterType.TEXT);
        assertThat(cell(longest)).isEqualTo("\u0010838:59:59.999999");
        assertThat(cell(longest.negated())).isEqualTo("\u0011-838:59:59.999999");
        assertThat(cell(Duration.ofHours(-838).minusMillis(500))).isEqualTo("\u0011-838:00:00.500000");
    }

    private static String cell(Duration span) {
        ByteWriter out = new ByteWriter(32, 32);
        ParameterCells.encode(span, out);
        return new String(out.toByteArray(), US_ASCII);
    }

    @Test
    void aStatementWhoseParametersAreSettledGivesWayToOneForOthers() {
        ServerStatement statement = ServerStatement.ofFixedKinds("s", 1, 2);
        cache.add(statement);
        assertThat(found(null, "a")).isSameAs(statement);
        statement.settle(Parameters.of(null, "a"));
        assertThat(found(null, null)).isSameAs(statement);
        assertThat(found(1, "b")).isSameAs(statement);
        statement.settle(Parameters.of(1, "b"));
        assertThat(found(2L, null)).isSameAs(statement);
        assertThat(found("2", null)).isNull();
        assertThat(cache.find("s")).isNull();
        assertThat(closings()).isEqualTo("05000000" + "19" + "01000000");
    }

    @Test
    void aServerThatAsksEachTimeTakesAnything() {
        ServerStatement statement = new ServerStatement("s", 1, 1, null);
        cache.add(statement);
        statement.settle(Parameters.of(1));
        assertThat(cache.find("s", Parameters.of("a"))).isSameAs(statement);
    }

    private @Nullable ServerStatement found(@Nullable Object first, @Nullable Object second) {
        return cache.find("s", Parameters.of(first, second));
    }

    private String closings() {
        ByteWriter out = new ByteWriter(16, 1024);
        cache.closeLeaving(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
