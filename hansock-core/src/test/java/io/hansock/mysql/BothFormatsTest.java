package io.hansock.mysql;

import static io.hansock.mysql.Packets.cursor;
import static io.hansock.mysql.Packets.definition;
import static io.hansock.mysql.Packets.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.NumberValue;
import io.hansock.value.Row;
import io.hansock.value.TimeValue;
import io.hansock.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What a column of one type reads as must not depend on whether the statement was prepared. */
@PropertyDefaults(tries = 200)
class BothFormatsTest {
    private static final int BINARY = 63;
    private static final int UNSIGNED = 0x20;
    private static final int ZEROFILL = 0x60;
    private static final int NOT_FIXED = 31;
    private static final long LONGEST_MICROS = 3_020_399_999_999L;

    @Property
    void integers(@ForAll long value) {
        assertSame(0x08, 0, value);
        assertSame(0x08, UNSIGNED, new BigInteger(Long.toUnsignedString(value)));
        assertSame(0x03, 0, (int) value);
        assertSame(0x03, UNSIGNED, (int) value);
        assertSame(0x03, ZEROFILL, (int) value);
        assertSame(0x09, 0, (int) value << 8 >> 8);
        assertSame(0x09, UNSIGNED, (int) value & 0xff_ffff);
        assertSame(0x02, 0, (short) value);
        assertSame(0x02, UNSIGNED, (short) value);
        assertSame(0x01, 0, (byte) value);
        assertSame(0x01, UNSIGNED, (byte) value);
        assertSame(0x01, ZEROFILL, (byte) value);
    }

    @Property
    void doubles(@ForAll double value, @ForAll float narrow) {
        assertSame(0x05, 0, value);
        assertSame(0x05, 0, (double) narrow);
        assertSame(0x05, 0, Math.rint(value));
    }

    @Property
    void floats(@ForAll float value) {
        Row binary = binary(0x04, 0, NOT_FIXED, cell(value));
        Row text = text(0x04, 0, NOT_FIXED, String.valueOf(binary.getString(1)).getBytes(UTF_8));
        assertThat(text.getFloat(1)).isEqualTo(binary.getFloat(1)).isEqualTo(value);
        assertThat(text.getDouble(1)).isEqualTo(binary.getDouble(1)).isEqualTo(value);
        assertThat(text.valueOf(1)).isEqualTo(binary.valueOf(1)).contains(new NumberValue.Float32(value));
    }

    @Property
    void days(
            @ForAll @LongRange(min = 0, max = 3_652_424) long days, @ForAll @LongRange(max = 86_399_999_999L) long us) {
        LocalDate date = LocalDate.of(0, 1, 1).plusDays(days);
        LocalDateTime dateTime = date.atStartOfDay().plus(us, ChronoUnit.MICROS);
        assertSame(0x0a, 0, date);
        for (int decimals : new int[] {0, 3, 6, NOT_FIXED}) {
            assertSame(0x0c, decimals, 0, date.atStartOfDay());
            assertSame(0x0c, decimals, 0, dateTime);
            assertSame(0x07, decimals, 0, dateTime.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Property
    void daysOfNoCalendar(
            @ForAll @IntRange(max = 9999) int year,
            @ForAll @IntRange(max = 12) int month,
            @ForAll @IntRange(max = 31) int day) {
        byte[] date = {4, (byte) year, (byte) (year >> 8), (byte) month, (byte) day};
        assertSame(0x0a, 0, 0, date);
        assertSame(0x0c, 0, 0, date);
        assertThat(binary(0x0a, 0, 0, date).valueOf(1)).contains(new TimeValue.Date(year, month, day));
        assertThat(binary(0x0c, 0, 0, date).valueOf(1)).contains(new TimeValue.DateTime(year, month, day, 0, 0, 0, 0));
    }

    @Property
    void spans(@ForAll @LongRange(min = -LONGEST_MICROS, max = LONGEST_MICROS) long micros) {
        Duration span = Duration.of(micros, ChronoUnit.MICROS);
        assertSame(0x0b, 0, 0, span(span.truncatedTo(ChronoUnit.SECONDS)));
        assertSame(0x0b, 6, 0, span(span));
        assertSame(0x0b, 2, 0, span(span.truncatedTo(ChronoUnit.HOURS)));
        assertThat(binary(0x0b, 0, 0, span(span)).valueOf(1)).contains(new TimeValue.Time(span));
    }

    /** The longest form: parameters have shorter ones, and of the longest spans another. */
    private static byte[] span(Duration value) {
        Duration size = value.abs();
        ByteWriter out = new ByteWriter(13, 13);
        out.int8(12);
        out.int8(value.isNegative() ? 1 : 0);
        out.int32((int) size.toDaysPart());
        out.int8(size.toHoursPart());
        out.int8(size.toMinutesPart());
        out.int8(size.toSecondsPart());
        out.int32(size.toNanosPart() / 1000);
        return out.toByteArray();
    }

    @Property
    void years(@ForAll @IntRange(max = 2155) int year) {
        assertSame(0x0d, ZEROFILL, (short) year);
        assertThat(binary(0x0d, ZEROFILL, 0, cell((short) year)).valueOf(1)).contains(new TimeValue.Year(year));
    }

    @Property
    void decimals(@ForAll BigDecimal value) {
        Assume.that(value.precision() <= 65);
        assertSame(0xf6, 0, value);
        assertThat(binary(0xf6, 0, 0, cell(value)).getBigDecimal(1)).isEqualByComparingTo(value);
    }

    @Example
    void theTextIsThatOfTheServers() {
        assertText(0x05, 1e15, "1e15");
        assertText(0x05, 1e14, "100000000000000");
        assertText(0x05, -1.5e300, "-1.5e300");
        assertText(0x05, 0.00001, "0.00001");
        assertText(0x05, 1e-16, "1e-16");
        assertText(0x05, -1910714478032117.2, "-1910714478032117.2");
        assertText(0x05, Double.parseDouble("-2.3184525677263325e17"), "-2.3184525677263325e17");
        assertText(0x05, Double.parseDouble("1e23"), "1e23");
        assertText(0x05, Double.MIN_VALUE, "5e-324");
        assertText(0x05, Double.MAX_VALUE, "1.7976931348623157e308");
        assertText(0x04, Float.MIN_VALUE, "1e-45");
        assertText(0x05, -0.0, "-0");
        assertText(0x05, 0.1, "0.1");
        assertText(0x04, 1.5f, "1.5");
        assertThat(binary(0x05, 0, 2, cell(1.005)).getString(1)).isEqualTo("1.00");
        assertThat(binary(0x03, ZEROFILL, 0, cell(42)).getString(1)).isEqualTo("00042");
        assertThat(binary(0x0c, 0, 3, cell(LocalDateTime.of(2024, 2, 29, 1, 2, 3)))
                        .getString(1))
                .isEqualTo("2024-02-29 01:02:03.000");
        assertThat(binary(0x0b, 0, 0, cell(Duration.ofHours(-100))).getString(1))
                .isEqualTo("-100:00:00");
        assertThat(binary(0x0d, ZEROFILL, 0, cell((short) 0)).getString(1)).isEqualTo("0000");
        assertThat(binary(0x0a, 0, 0, new byte[1]).getString(1)).isEqualTo("0000-00-00");
        assertThat(binary(0x0c, 0, 0, new byte[1]).getString(1)).isEqualTo("0000-00-00 00:00:00");
        assertThat(binary(0x0c, 0, 6, new byte[1]).getString(1)).isEqualTo("0000-00-00 00:00:00.000000");
    }

    @Example
    void b10_aTextDateTimeHasAnyNumberOfDecimals() {
        for (String text : List.of(
                "2024-02-29 01:02:03",
                "2024-02-29 01:02:03.5",
                "2024-02-29 01:02:03.500000",
                "2024-02-29 01:02:03.000001")) {
            assertThat(text(0x0c, 0, 6, text.getBytes(UTF_8)).getLocalDateTime(1))
                    .isEqualTo(text.replace(' ', 'T'));
        }
    }

    private static void assertText(int type, Object value, String expected) {
        assertThat(binary(type, 0, NOT_FIXED, cell(value)).getString(1)).isEqualTo(expected);
    }

    private static void assertSame(int type, int flags, Object value) {
        assertSame(type, NOT_FIXED, flags, cell(value));
    }

    private static void assertSame(int type, int decimals, int flags, Object value) {
        assertSame(type, decimals, flags, cell(value));
    }

    /** The text that the binary cell prints as, read as text, must be all that the binary cell is. */
    private static void assertSame(int type, int decimals, int flags, byte[] cell) {
        Row binary = binary(type, flags, decimals, cell);
        Row text =
                text(type, flags, decimals, String.valueOf(binary.getString(1)).getBytes(UTF_8));
        assertThat(text.valueOf(1)).isEqualTo(binary.valueOf(1));
        assertThat(binary.valueOf(1)).isPresent().get().isNotInstanceOfAny(Value.RawBytes.class, Value.RawText.class);
        for (Class<?> target : ColumnCases.READ_AS) {
            if (target != Float.class || type != 0x05) {
                assertThat(ColumnCases.read(text, target))
                        .as(target.getSimpleName())
                        .isEqualTo(ColumnCases.read(binary, target));
            }
        }
    }

    private static byte[] cell(Object value) {
        ByteWriter out = new ByteWriter(16, 1 << 20);
        ParameterCells.encode(value, out);
        return out.toByteArray();
    }

    private static Row binary(int type, int flags, int decimals, byte[] cell) {
        byte[] row = new byte[2 + cell.length];
        System.arraycopy(cell, 0, row, 2, cell.length);
        return row(RowFormat.BINARY, type, flags, decimals, row);
    }

    private static Row text(int type, int flags, int decimals, byte[] cell) {
        ByteWriter out = new ByteWriter(16, 1 << 20);
        out.lenencBytes(cell);
        return row(RowFormat.TEXT, type, flags, decimals, out.toByteArray());
    }

    private static Row row(RowFormat format, int type, int flags, int decimals, byte[] row) {
        byte[] definition = definition("c", type, flags, BINARY, 5, decimals);
        ResultColumns columns = ResultColumns.read(cursor(reply(2, definition), 2), 1, Packets.NEW, format);
        RowDecoder decoder = new RowDecoder(columns);
        decoder.add(row, 0, row.length, row.length);
        return decoder.take(row).row(0);
    }
}
