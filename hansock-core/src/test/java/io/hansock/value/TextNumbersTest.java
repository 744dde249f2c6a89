package io.hansock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ResultException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Numbers, as the servers print them, are read exactly over the whole range of each type. */
@PropertyDefaults(tries = 300)
class TextNumbersTest {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    @Property
    void anyLongIsReadBack(@ForAll long value, @ForAll @IntRange(max = 30) int zeros) {
        String filled = (value < 0 ? "-" : "")
                + "0".repeat(zeros)
                + BigInteger.valueOf(value).abs();
        Row row = TextRows.cell(filled);
        assertThat(row.getLong(1)).isEqualTo(value);
        assertThat(row.getBigInteger(1)).isEqualTo(value);
        assertThat(row.getDouble(1)).isEqualTo((double) value);
    }

    @Property
    void anyUnsignedLongIsReadBack(@ForAll long bits) {
        Row row = TextRows.cell(Long.toUnsignedString(bits));
        assertThat(row.getUnsignedLong(1)).isEqualTo(bits);
        assertThat(row.getBigInteger(1)).isEqualTo(new BigInteger(Long.toUnsignedString(bits)));
        if (bits < 0) {
            assertOutOfRange(row);
        } else {
            assertThat(row.getLong(1)).isEqualTo(bits);
        }
    }

    @Property
    void anyIntegerIsReadIfItFitsAndRefusedIfNot(
            @ForAll @BigRange(min = "-40000000000000000000", max = "40000000000000000000") BigInteger value) {
        Row row = TextRows.cell(value.toString());
        assertThat(row.getBigInteger(1)).isEqualTo(value);
        if (value.bitLength() <= 63) {
            assertThat(row.getLong(1)).isEqualTo(value.longValue());
        } else {
            assertOutOfRange(row);
        }
        if (value.signum() < 0 || value.compareTo(TWO_TO_64) >= 0) {
            assertThatExceptionOfType(ResultException.class).isThrownBy(() -> row.getUnsignedLong(1));
        } else {
            assertThat(row.getUnsignedLong(1)).isEqualTo(value.longValue());
        }
    }

    private static void assertOutOfRange(Row row) {
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> row.getLong(1))
                .withMessageEndingWith("it is out of range");
    }

    @Property
    void anyDecimalIsReadBackWithItsScale(@ForAll @BigRange(min = "-1e40", max = "1e40") @Scale(30) BigDecimal value) {
        assertThat(TextRows.cell(value.toPlainString()).getBigDecimal(1)).isEqualTo(value);
    }

    @Property
    void aDecimalIsAnIntegerIfItHasNoFraction(@ForAll long whole, @ForAll @IntRange(max = 99) int hundredths) {
        String text = whole + "." + (hundredths < 10 ? "0" : "") + hundredths;
        Row row = TextRows.cell(text);
        if (hundredths == 0) {
            assertThat(row.getLong(1)).isEqualTo(whole);
        } else {
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> row.getLong(1))
                    .withMessageEndingWith("it has a fraction");
        }
    }

    @Property
    void anyDoubleIsReadBackFromItsShortestAndItsPlainForm(@ForAll double value) {
        assertThat(TextRows.cell(Double.toString(value)).getDouble(1)).isEqualTo(value);
        String plain = BigDecimal.valueOf(value).toPlainString();
        if (plain.length() <= 512) {
            assertThat(TextRows.cell(plain).getDouble(1)).isEqualTo(value);
        }
    }

    @Property
    void shortDecimalsAreTheDoubleThatTheJdkParses(
            @ForAll @BigRange(min = "-999999999", max = "999999999") @Scale(6) BigDecimal value) {
        String text = value.toPlainString();
        assertThat(TextRows.cell(text).getDouble(1)).isEqualTo(Double.parseDouble(text));
    }

    @Property
    void anyFloatIsReadBack(@ForAll float value) {
        assertThat(TextRows.cell(Float.toString(value)).getFloat(1)).isEqualTo(value);
    }

    @Property
    void anyOtherTextIsNoNumberAndNothingWorse(@ForAll byte[] bytes) {
        Row row = TextRows.cell(bytes);
        try {
            assertThat(row.getBigDecimal(1)).isNotNull();
        } catch (ResultException e) {
            assertThat(e.kind()).isEqualTo(ResultException.Kind.CONVERSION);
        }
    }

    @Example
    void theFormsOfTheProtocolPageAreNumbers() {
        assertThat(TextRows.cell("1.7976931348623157e308").getDouble(1)).isEqualTo(Double.MAX_VALUE);
        assertThat(TextRows.cell("0.0000001").getDouble(1)).isEqualTo(1e-7);
        assertThat(TextRows.cell("3.14159").getFloat(1)).isEqualTo(3.14159f);
        assertThat(TextRows.cell("00000042").getInt(1)).isEqualTo(42);
        assertThat(TextRows.cell("1e3").getLong(1)).isEqualTo(1000);
        assertThat(TextRows.cell("-0").getDouble(1)).isEqualTo(-0.0).isNegative();
        assertThat(TextRows.cell("-0").getUnsignedLong(1)).isZero();
        assertThat(TextRows.cell("-9223372036854775808").getLong(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(TextRows.cell(".5").getBigDecimal(1)).isEqualTo("0.5");
    }

    @Example
    void notQuiteNumbersAreRefused() {
        for (String text : List.of("", "-", ".", "-.", "1-", "--1", "1 ", " 1", "1e", "e1", "1.2.3", "+", "١", "1_0")) {
            Row row = TextRows.cell(text);
            assertRefused(text, () -> row.getInt(1));
            assertRefused(text, () -> row.getUnsignedLong(1));
            assertRefused(text, () -> row.getDouble(1));
            assertRefused(text, () -> row.getFloat(1));
            assertRefused(text, () -> row.getBigDecimal(1));
            assertRefused(text, () -> row.getBigInteger(1));
        }
    }

    @Example
    void b32_hugeNumbersCostNothing() {
        for (String text : List.of("1e999999999", "1e-999999999", "1e99999999999", "1e2000", "9".repeat(1_000_000))) {
            Row row = TextRows.cell(text);
            assertRefused(text, () -> row.getBigInteger(1));
            assertRefused(text, () -> row.getBigDecimal(1));
            assertRefused(text, () -> row.getLong(1));
            assertRefused(text, () -> row.getUnsignedLong(1));
        }
    }

    private static void assertRefused(String text, Runnable read) {
        assertThatExceptionOfType(ResultException.class)
                .as(text.substring(0, Math.min(20, text.length())))
                .isThrownBy(read::run);
    }
}
