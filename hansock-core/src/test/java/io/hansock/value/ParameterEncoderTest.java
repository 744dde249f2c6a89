package io.hansock.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.buffer.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;

@PropertyDefaults(tries = 300)
class ParameterEncoderTest {
    private static final long LONGEST_MICROS = 3_020_399_999_999L;

    private enum Colour {
        RED
    }

    @Property
    void integersOfAnyWidthAreReadBack(@ForAll long value, @ForAll @BigRange BigInteger big) {
        assertReadBack(value);
        assertReadBack((int) value);
        assertReadBack((short) value);
        assertReadBack((byte) value);
        assertReadBack(big);
    }

    @Property
    void fractionsAreReadBack(
            @ForAll double wide, @ForAll float narrow, @ForAll @BigRange(min = "-1e60") @Scale(40) BigDecimal decimal) {
        assertReadBack(wide);
        assertReadBack(narrow);
        assertReadBack(decimal);
    }

    @Property
    void textAndBytesAreReadBack(@ForAll("texts") String text, @ForAll byte[] bytes) {
        assertReadBack(text);
        assertReadBack(bytes);
    }

    @Property
    void temporalsOfMicrosecondsAreReadBack(
            @ForAll @LongRange(min = 0, max = 3_652_424) long days,
            @ForAll @LongRange(min = 0, max = 86_399_999_999L) long micros) {
        LocalDate date = LocalDate.of(0, 1, 1).plusDays(days);
        LocalTime time = LocalTime.MIDNIGHT.plus(micros, ChronoUnit.MICROS);
        assertReadBack(date);
        assertReadBack(time);
        assertReadBack(date.atTime(time));
        assertReadBack(date.atTime(time).toInstant(ZoneOffset.UTC));
    }

    @Property
    void durationsToTheirEndsAreReadBack(@ForAll @LongRange(min = -LONGEST_MICROS, max = LONGEST_MICROS) long micros) {
        assertReadBack(Duration.of(micros, ChronoUnit.MICROS));
    }

    @Property
    void theRestIsReadBack(
            @ForAll boolean truth, @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 9999) int year) {
        assertReadBack(truth);
        assertReadBack(new UUID(high, low));
        assertReadBack(Year.of(year));
        assertReadBack(Colour.RED);
        assertReadBack('é');
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .list()
                .ofMaxSize(20)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    @Example
    void eachTextIsTheOneThatTheServersPrint() {
        assertThat(text(-7L)).isEqualTo("-7");
        assertThat(text(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(text(true)).isEqualTo("1");
        assertThat(text(LocalDate.of(7, 2, 3))).isEqualTo("0007-02-03");
        assertThat(text(LocalTime.of(1, 2, 3, 4_000))).isEqualTo("01:02:03.000004");
        assertThat(text(LocalDateTime.of(2024, 2, 29, 12, 34, 56))).isEqualTo("2024-02-29 12:34:56");
        assertThat(text(Instant.parse("2024-02-29T12:34:56.5Z"))).isEqualTo("2024-02-29 12:34:56.500000");
        assertThat(text(Duration.ofMillis(-500))).isEqualTo("-00:00:00.500000");
        assertThat(text(Duration.ofHours(838).plusMinutes(5))).isEqualTo("838:05:00");
        assertThat(text(Year.of(2024))).isEqualTo("2024");
        assertThat(text(Optional.of(5))).isEqualTo("5");
        assertThat(encoded(new UUID(0x0102030405060708L, -1)))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1, -1, -1, -1, -1);
    }

    @Example
    void momentsWithAnOffsetOrZoneAreInstants() {
        OffsetDateTime moment = OffsetDateTime.parse("2024-02-29T12:34:56+05:30");
        assertThat(text(moment)).isEqualTo("2024-02-29 07:04:56");
        assertThat(text(moment.atZoneSameInstant(ZoneId.of("Europe/Vienna")))).isEqualTo("2024-02-29 07:04:56");
        assertRefused(OffsetDateTime.MIN, "year");
    }

    @Example
    void valuesAreStoredAgainAsTheyWere() {
        assertThat(ParameterEncoder.check(new Value.Null())).isNull();
        assertThat(text(new Value.Empty())).isEmpty();
        assertThat(text(new NumberValue.UInt64(-1))).isEqualTo("18446744073709551615");
        assertThat(text(new NumberValue.Decimal(new BigDecimal("1.50")))).isEqualTo("1.50");
        assertThat(text(new Value.Bit(-1, 64))).isEqualTo("18446744073709551615");
        assertThat(text(new Value.Text("naïve"))).isEqualTo("naïve");
        assertThat(text(new Value.Json("{}"))).isEqualTo("{}");
        assertThat(text(new Value.EnumLabel("red"))).isEqualTo("red");
        assertThat(text(new Value.SetLabels(new LinkedHashSet<>(List.of("b", "a")))))
                .isEqualTo("b,a");
        assertThat(text(new Value.Inet("::1"))).isEqualTo("::1");
        assertThat(text(new TimeValue.Date(0, 0, 0))).isEqualTo("0000-00-00");
        assertThat(text(new TimeValue.DateTime(2024, 0, 1, 2, 3, 4, 5))).isEqualTo("2024-00-01 02:03:04.000005");
        assertThat(text(new TimeValue.Timestamp(new TimeValue.DateTime(2024, 1, 1, 2, 3, 4, 0))))
                .isEqualTo("2024-01-01 02:03:04");
        assertThat(text(new TimeValue.Time(Duration.ofHours(-838)))).isEqualTo("-838:00:00");
        assertThat(text(new TimeValue.Year(0))).isEqualTo("0000");
        assertThat(encoded(new Value.Blob(Bytes.of(new byte[] {0, -1})))).containsExactly(0, -1);
        assertThat(encoded(new Value.Geometry(4326, Bytes.of(new byte[] {1, 2}))))
                .containsExactly(-26, 16, 0, 0, 1, 2);
        assertThat(encoded(new Value.RawBytes(ColumnType.OTHER, Bytes.of(new byte[] {7}))))
                .containsExactly(7);
        assertThat(encoded(new Value.Uuid(new UUID(1, 2)))).hasSize(16);
        assertThat(text(Optional.of(new NumberValue.Int8((byte) 5)))).isEqualTo("5");
    }

    @Example
    void nullAndTheEmptyOptionalAreNull() {
        assertThat(ParameterEncoder.check(null)).isNull();
        assertThat(ParameterEncoder.check(Optional.empty())).isNull();
    }

    @Example
    void aByteArrayIsCopied() {
        byte[] mine = {1};
        assertThat(ParameterEncoder.check(mine)).isEqualTo(mine).isNotSameAs(mine);
    }

    @Example
    void h10_whatTheServerWouldChangeSilentlyIsRefused() {
        assertRefused(Double.NaN, "NaN");
        assertRefused(Float.NEGATIVE_INFINITY, "infinity");
        assertRefused("a\ud800b", "surrogate");
        assertRefused("\udc00\ud800", "surrogate");
        assertRefused('\ud800', "surrogate");
        assertRefused(LocalDate.of(10_000, 1, 1), "year");
        assertRefused(LocalDateTime.of(-1, 1, 1, 0, 0), "year");
        assertRefused(Instant.MAX, "year");
        assertRefused(Year.of(10_000), "year");
        assertRefused(LocalTime.of(0, 0, 0, 1), "MICROS");
        assertRefused(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 999), "MICROS");
        assertRefused(Instant.ofEpochSecond(0, 1), "MICROS");
        assertRefused(Duration.ofNanos(-1), "MICROS");
        assertRefused(Duration.ofHours(839), "838:59:59");
        assertRefused(Duration.ofHours(-839), "838:59:59");
        assertRefused(Duration.ofSeconds(Long.MIN_VALUE), "838:59:59");
        assertRefused(new BigDecimal("1e999999"), "digits");
        assertRefused(new BigDecimal("1e-999999"), "digits");
        assertRefused(BigInteger.TEN.pow(600), "digits");
    }

    @Example
    void anyOtherTypeIsRefusedWithItsNameAndThoseThatAreNot() {
        for (Object value : List.of(OffsetTime.MIN, List.of(1), new int[1], new AtomicLong())) {
            assertRefused(value, value.getClass().getName());
            assertRefused(Optional.of(value), "LocalDateTime");
        }
    }

    @Example
    void noMessageHoldsTheValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterEncoder.check("secret\ud800"))
                .withMessageNotContaining("secret");
    }

    private static void assertRefused(Object value, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterEncoder.check(value))
                .withMessageContaining(because);
    }

    private static void assertReadBack(Object value) {
        Object read = TextRows.cell(encoded(value)).get(1, typeOf(value));
        assertThat(read).isEqualTo(value);
    }

    private static Class<?> typeOf(Object value) {
        return value.getClass();
    }

    private static String text(Object value) {
        return new String(encoded(value), UTF_8);
    }

    private static byte[] encoded(@Nullable Object value) {
        ByteWriter out = new ByteWriter(0, 100_000);
        ParameterEncoder.encode(ParameterEncoder.check(value), out);
        return out.toByteArray();
    }
}
