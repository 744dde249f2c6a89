package io.hansock.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.ResultException;
import java.lang.Thread.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final UUID ID = UUID.fromString("0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6");

    @Test
    void everyTypeIsReadByPositionAndByName() {
        assertRead("1", true, row -> row.getBoolean(1), (row, name) -> row.getBoolean(name));
        assertRead("-7", -7, row -> row.getInt(1), (row, name) -> row.getInt(name));
        assertRead("-7", -7L, row -> row.getLong(1), (row, name) -> row.getLong(name));
        assertRead(
                "18446744073709551615", -1L, row -> row.getUnsignedLong(1), (row, name) -> row.getUnsignedLong(name));
        assertRead("3.14159", 3.14159f, row -> row.getFloat(1), (row, name) -> row.getFloat(name));
        assertRead("0.1", 0.1, row -> row.getDouble(1), (row, name) -> row.getDouble(name));
        assertRead("12", BigInteger.valueOf(12), row -> row.getBigInteger(1), (row, name) -> row.getBigInteger(name));
        assertRead("1.50", new BigDecimal("1.50"), row -> row.getBigDecimal(1), (row, name) -> row.getBigDecimal(name));
        assertRead("naïve 😀", "naïve 😀", row -> row.getString(1), (row, name) -> row.getString(name));
        assertRead("ab", new byte[] {'a', 'b'}, row -> row.getBytes(1), (row, name) -> row.getBytes(name));
        assertRead(
                "2024-02-29",
                LocalDate.of(2024, 2, 29),
                row -> row.getLocalDate(1),
                (row, name) -> row.getLocalDate(name));
        assertRead(
                "23:59:59",
                LocalTime.of(23, 59, 59),
                row -> row.getLocalTime(1),
                (row, name) -> row.getLocalTime(name));
        assertRead(
                "2024-02-29 12:34:56.7",
                LocalDateTime.parse("2024-02-29T12:34:56.7"),
                row -> row.getLocalDateTime(1),
                (row, name) -> row.getLocalDateTime(name));
        assertRead(
                "2024-02-29 12:34:56",
                Instant.parse("2024-02-29T12:34:56Z"),
                row -> row.getInstant(1),
                (row, name) -> row.getInstant(name));
        assertRead(
                "-838:59:59",
                Duration.ofSeconds(-3_020_399),
                row -> row.getDuration(1),
                (row, name) -> row.getDuration(name));
        assertRead(ID.toString(), ID, row -> row.getUuid(1), (row, name) -> row.getUuid(name));
        assertRead("é", "Ã©", row -> row.getString(1, ISO_8859_1), (row, name) -> row.getString(name, ISO_8859_1));
        assertRead("5", 5, row -> row.get(1, Integer.class), (row, name) -> row.get(name, Integer.class));
    }

    private static void assertRead(
            String text, Object expected, Function<Row, Object> byPosition, BiFunction<Row, String, Object> byName) {
        Row row = TextRows.cell(text);
        assertThat(byPosition.apply(row)).isEqualTo(expected);
        assertThat(byName.apply(row, "c")).isEqualTo(expected);
        assertThat(byName.apply(row, "C")).isEqualTo(expected);
    }

    @Test
    void nullIsNullToReadersOfObjects() {
        Row row = TextRows.cell((String) null);
        assertThat(row.isNull(1)).isTrue();
        assertThat(row.isNull("c")).isTrue();
        assertThat(row.getBigInteger(1)).isNull();
        assertThat(row.getBigDecimal(1)).isNull();
        assertThat(row.getString(1)).isNull();
        assertThat(row.getString(1, UTF_8)).isNull();
        assertThat(row.getBytes(1)).isNull();
        assertThat(row.getLocalDate(1)).isNull();
        assertThat(row.getLocalTime(1)).isNull();
        assertThat(row.getLocalDateTime(1)).isNull();
        assertThat(row.getInstant(1)).isNull();
        assertThat(row.getDuration(1)).isNull();
        assertThat(row.getUuid(1)).isNull();
        for (Class<?> type : List.of(Integer.class, Boolean.class, Character.class, Year.class, State.class)) {
            assertThat(row.get(1, type)).as(type.getName()).isNull();
        }
    }

    @Test
    void nullIsAnErrorToReadersOfPrimitivesThatNamesTheColumn() {
        Row row = TextRows.cell((String) null);
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> row.getInt("c"))
                .withMessageStartingWith("column c is NULL and cannot be read as int")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.CONVERSION));
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> row.getBoolean(1),
                () -> row.getLong(1),
                () -> row.getUnsignedLong(1),
                () -> row.getFloat(1),
                () -> row.getDouble(1),
                () -> row.get(1, short.class))) {
            assertThatExceptionOfType(ResultException.class).isThrownBy(read);
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesColumnAndTypesAndNotTheValue() {
        assertConversion("2147483648", row -> row.getInt(1), "int: it is out of range");
        assertConversion("abcdef", row -> row.getLong(1), "long: it is not a number");
        assertConversion("", row -> row.getLong(1), "long: it is not a number");
        assertConversion("-12345", row -> row.getUnsignedLong(1), "unsigned long: it is out of range");
        assertConversion("NaN", row -> row.getDouble(1), "double: it is not a number");
        assertConversion("0x1p3f", row -> row.getFloat(1), "float: it is not a number");
        assertConversion("1.50", row -> row.getBigInteger(1), "BigInteger: it has a fraction");
        assertConversion("1..5", row -> row.getBigDecimal(1), "BigDecimal: it is not a number");
        assertConversion("true", row -> row.getBoolean(1), "boolean: it is not a number");
        assertConversion("0000-00-00", row -> row.getLocalDate(1), "LocalDate: its month or day is zero");
        assertConversion("0000-00-00 00:00:00", row -> row.getInstant(1), "Instant: its month or day is zero");
        assertConversion("838:59:59", row -> row.getLocalTime(1), "LocalTime: it is not a time of day");
        assertConversion("839:00:00", row -> row.getDuration(1), "Duration: it is out of range");
        assertConversion("some text", row -> row.getUuid(1), "UUID: it is not a UUID");
        assertConversion("128", row -> row.get(1, Byte.class), "byte: it is out of range");
        assertConversion("32768", row -> row.get(1, short.class), "short: it is out of range");
        assertConversion("ab", row -> row.get(1, char.class), "char: it is not one character");
        assertConversion("ASLEEP", row -> row.get(1, State.class), "State: the enum has no such constant");
    }

    private static void assertConversion(String text, Function<Row, ?> read, String message) {
        Row row = TextRows.cell(text);
        assertThatExceptionOfType(ResultException.class)
                .as(text)
                .isThrownBy(() -> read.apply(row))
                .withMessage("column c (text) cannot be read as " + message)
                .withNoCause()
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.CONVERSION));
    }

    @Test
    void bytesThatAreNoTextInTheirCharsetAreNotReplacedSilently() {
        Row latin1 = TextRows.cell(new byte[] {'n', 'a', (byte) 0xef, 'v', 'e'});
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> latin1.getString(1))
                .withMessageContaining("not valid UTF-8");
        assertThat(latin1.getString(1, ISO_8859_1)).isEqualTo("naïve");
        assertThat(latin1.getBytes(1)).hasSize(5);
        assertThat(TextRows.cell("a\uFFFDb").getString(1)).isEqualTo("a\uFFFDb");
    }

    @Test
    void aColumnCanHaveACharsetOfItsOwn() {
        Charset sjis = Charset.forName("Shift_JIS");
        Row row = TextRows.of(
                        Columns.of(List.of("a", "b"), List.of(TextCells.in(sjis), TextCells.in(UTF_8))),
                        List.of("あ".getBytes(sjis), "あ".getBytes(UTF_8)))
                .row(0);
        assertThat(row.getString("a")).isEqualTo("あ");
        assertThat(row.getString("b")).isEqualTo("あ");
    }

    @Test
    void bit1AndNumbersAreTrueOrFalse() {
        Map<String, Boolean> expected =
                Map.of("\u0001", true, "\u0000", false, "1", true, "0", false, "-2", true, "00", false);
        expected.forEach((text, truth) ->
                assertThat(TextRows.cell(text).getBoolean(1)).as(text).isEqualTo(truth));
    }

    @Test
    void h29_aUuidIsReadFromTextAndFrom16Bytes() {
        byte[] raw = new BigInteger("0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6", 16).toByteArray();
        assertThat(TextRows.cell(raw).getUuid(1)).isEqualTo(ID);
        assertThat(TextRows.cell(ID.toString().toUpperCase(Locale.ROOT)).getUuid(1))
                .isEqualTo(ID);
        for (String broken : List.of("0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5fg", "0d1e2f3a+4b5c-6d7e-8f90-a1b2c3d4e5f6")) {
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> TextRows.cell(broken).getUuid(1));
        }
    }

    @Test
    void getReadsEveryTypeOfTheListAndNoOther() {
        Row row = TextRows.cell("2");
        assertThat(row.get(1, byte.class)).isEqualTo((byte) 2);
        assertThat(row.get(1, Short.class)).isEqualTo((short) 2);
        assertThat(row.get(1, Long.class)).isEqualTo(2L);
        assertThat(row.get(1, Float.class)).isEqualTo(2f);
        assertThat(row.get(1, Double.class)).isEqualTo(2d);
        assertThat(row.get(1, Boolean.class)).isTrue();
        assertThat(row.get(1, Character.class)).isEqualTo('2');
        assertThat(row.get(1, String.class)).isEqualTo("2");
        assertThat(row.get(1, byte[].class)).containsExactly('2');
        assertThat(row.get(1, BigInteger.class)).isEqualTo(2);
        assertThat(row.get(1, BigDecimal.class)).isEqualTo("2");
        assertThat(row.get(1, Year.class)).isEqualTo(Year.of(2));
        assertThat(TextRows.cell("WAITING").get(1, State.class)).isEqualTo(State.WAITING);
        assertThat(TextRows.cell("2024-02-29").get(1, LocalDate.class)).isEqualTo("2024-02-29");
        assertThat(TextRows.cell("12:00:01").get(1, LocalTime.class)).isEqualTo("12:00:01");
        assertThat(TextRows.cell("2024-02-29").get(1, LocalDateTime.class)).isEqualTo("2024-02-29T00:00");
        assertThat(TextRows.cell("2024-02-29").get(1, Instant.class)).isEqualTo("2024-02-29T00:00:00Z");
        assertThat(TextRows.cell("00:00:01").get(1, Duration.class)).hasSeconds(1);
        assertThat(TextRows.cell(ID.toString()).get(1, UUID.class)).isEqualTo(ID);
        for (Class<?> type : List.of(Object.class, int[].class, Void.class, List.class, Enum.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.get(1, type))
                    .withMessageContaining(type.getName())
                    .withMessageContaining("LocalDateTime");
        }
    }

    @Test
    void aPositionOutsideTheRowIsNoSuchColumn() {
        Row row = TextRows.cell("2");
        for (int position : new int[] {0, 2, -1}) {
            for (ThrowingCallable read : List.<ThrowingCallable>of(
                    () -> row.getInt(position), () -> row.getString(position), () -> row.isNull(position))) {
                assertThatExceptionOfType(ResultException.class)
                        .isThrownBy(read)
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.NO_SUCH_COLUMN));
            }
        }
    }
}
