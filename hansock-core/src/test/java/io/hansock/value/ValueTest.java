package io.hansock.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private static final UUID ID = UUID.fromString("0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6");

    @Test
    void aCellIsAnObjectOfItsTypesKind() {
        assertThat(of(ColumnType.TINYINT, "-128")).isEqualTo(new NumberValue.Int8((byte) -128));
        assertThat(unsigned(ColumnType.TINYINT, "255")).isEqualTo(new NumberValue.UInt8((short) 255));
        assertThat(of(ColumnType.SMALLINT, "-32768")).isEqualTo(new NumberValue.Int16((short) -32_768));
        assertThat(unsigned(ColumnType.SMALLINT, "65535")).isEqualTo(new NumberValue.UInt16(65_535));
        assertThat(of(ColumnType.MEDIUMINT, "-8388608")).isEqualTo(new NumberValue.Int24(-8_388_608));
        assertThat(unsigned(ColumnType.MEDIUMINT, "16777215")).isEqualTo(new NumberValue.UInt24(16_777_215));
        assertThat(of(ColumnType.INT, "-2147483648")).isEqualTo(new NumberValue.Int32(Integer.MIN_VALUE));
        assertThat(unsigned(ColumnType.INT, "4294967295")).isEqualTo(new NumberValue.UInt32(4_294_967_295L));
        assertThat(of(ColumnType.BIGINT, "-9223372036854775808")).isEqualTo(new NumberValue.Int64(Long.MIN_VALUE));
        assertThat(unsigned(ColumnType.BIGINT, "18446744073709551615")).isEqualTo(new NumberValue.UInt64(-1));
        assertThat(of(ColumnType.FLOAT, "3.14159")).isEqualTo(new NumberValue.Float32(3.14159f));
        assertThat(of(ColumnType.DOUBLE, "1e300")).isEqualTo(new NumberValue.Float64(1e300));
        String longest = "9".repeat(35) + "." + "9".repeat(30);
        assertThat(of(ColumnType.DECIMAL, longest)).isEqualTo(new NumberValue.Decimal(new BigDecimal(longest)));
        assertThat(of(ColumnType.DATE, "0000-00-00")).isEqualTo(new TimeValue.Date(0, 0, 0));
        assertThat(of(ColumnType.DATETIME, "2024-00-31 01:02:03.5"))
                .isEqualTo(new TimeValue.DateTime(2024, 0, 31, 1, 2, 3, 500_000));
        assertThat(of(ColumnType.TIMESTAMP, "2024-02-29 01:02:03"))
                .isEqualTo(new TimeValue.Timestamp(new TimeValue.DateTime(2024, 2, 29, 1, 2, 3, 0)));
        assertThat(of(ColumnType.TIME, "-838:59:59")).isEqualTo(new TimeValue.Time(Duration.ofSeconds(-3_020_399)));
        assertThat(of(ColumnType.YEAR, "0000")).isEqualTo(new TimeValue.Year(0));
        assertThat(of(ColumnType.VARCHAR, "naïve")).isEqualTo(new Value.Text("naïve"));
        assertThat(of(ColumnType.JSON, "{}")).isEqualTo(new Value.Json("{}"));
        assertThat(of(ColumnType.ENUM, "red")).isEqualTo(new Value.EnumLabel("red"));
        assertThat(of(ColumnType.SET, "b,a")).isEqualTo(new Value.SetLabels(Set.of("a", "b")));
        assertThat(of(ColumnType.SET, "")).isEqualTo(new Value.SetLabels(Set.of()));
        assertThat(of(ColumnType.BLOB, "ab")).isEqualTo(new Value.Blob(Bytes.of(new byte[] {'a', 'b'})));
        assertThat(of(ColumnType.UUID, ID.toString())).isEqualTo(new Value.Uuid(ID));
        assertThat(of(ColumnType.INET6, "2001:db8::1")).isEqualTo(new Value.Inet("2001:db8::1"));
        assertThat(of(ColumnType.INET4, "192.0.2.1")).isEqualTo(new Value.Inet("192.0.2.1"));
    }

    @Test
    void rawCellsKeepTheirBytes() {
        byte[] all = {-1, -1, -1, -1, -1, -1, -1, -1};
        assertThat(value(column(ColumnType.BIT, 64), all)).isEqualTo(new Value.Bit(-1, 64));
        byte[] point = HexFormat.of().parseHex("e61000000101000000000000000000f03f0000000000000040");
        assertThat(value(column(ColumnType.GEOMETRY, 0), point)).isInstanceOfSatisfying(Value.Geometry.class, shape -> {
            assertThat(shape.srid()).isEqualTo(4326);
            assertThat(shape.wkb().size()).isEqualTo(21);
        });
        assertThat(value(column(ColumnType.VECTOR, 0), all))
                .isEqualTo(new Value.RawBytes(ColumnType.VECTOR, Bytes.of(all)));
        assertThat(value(column(ColumnType.OTHER, 0), all)).isInstanceOf(Value.RawText.class);
    }

    @Test
    void emptyIsNotNull() {
        Columns columns = Columns.ofText(List.of(column(ColumnType.VARCHAR, 9)));
        assertThat(TextRows.of(columns, List.of(new byte[0])).row(0).valueOf("c"))
                .contains(new Value.Empty());
        Row none = TextRows.cell((String) null);
        assertThat(none.valueOf("c")).contains(new Value.Null());
        assertThat(none.valueOf(1)).contains(new Value.Null());
        assertThat(none.valueOf("d")).isEmpty();
        assertThat(none.valueOf(2)).isEmpty();
        assertThat(none.valueOf(0)).isEmpty();
        assertThat(of(ColumnType.BINARY, "")).isEqualTo(new Value.Empty());
        assertThat(new Value.Null().isNull()).isTrue();
        assertThat(new Value.Empty().isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, abc",
        "INT, 2147483648",
        "TINYINT, 128",
        "BIGINT, 1.5",
        "DECIMAL, 1..5",
        "DOUBLE, x",
        "DATE, 2024-13-01",
        "DATE, 2024-1-1",
        "DATETIME, 2024-01-01 24:00:00",
        "DATETIME, 2024-01-01x00:00:00",
        "TIME, 839:00:00",
        "YEAR, 10000",
        "UUID, x",
        "INET4, example.org",
        "INET6, example.org",
        "INET6, 1::2::3",
        "INET4, 1.2.3.256",
        "INET6, :",
        "INET6, fe80::1%eth0",
        "GEOMETRY, short"
    })
    void whatIsNotWhatItsTypePromisesStaysRaw(ColumnType type, String text) {
        assertThat(of(type, text)).isInstanceOfAny(Value.RawBytes.class, Value.RawText.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VARCHAR", "JSON", "ENUM", "SET"})
    void textThatIsNoUtf8StaysRaw(ColumnType type) {
        byte[] latin1 = "naïve".getBytes(ISO_8859_1);
        assertThat(value(column(type, 0), latin1)).isEqualTo(new Value.RawText(type, UTF_8, Bytes.of(latin1)));
    }

    @Test
    void b32_aDecimalOfAMillionDigitsIsNotParsed() {
        String digits = "1".repeat(1_000_000);
        assertThat(of(ColumnType.DECIMAL, digits)).isInstanceOf(Value.RawBytes.class);
        assertThat(of(ColumnType.DECIMAL, "1e999999999")).isInstanceOf(Value.RawBytes.class);
        assertThat(new Value.Text(digits).asBigDecimal(BigDecimal.ONE)).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void everyKindHasATypeAndUnknownColumnsAreText() {
        assertThat(TextRows.cell("x").valueOf("c")).contains(new Value.Text("x"));
        for (ColumnType type : ColumnType.values()) {
            assertThat(of(type, "1")).as("%s", type).isNotNull();
        }
    }

    @Test
    void readsAnswerWhatTheyWereGivenWhereTheValueIsAnotherOrDoesNotFit() {
        assertThat(new NumberValue.Int64(7).asLong(0)).isEqualTo(7);
        assertThat(new NumberValue.UInt64(-1).asLong(0)).isZero();
        assertThat(new NumberValue.UInt64(-1).asBigDecimal(BigDecimal.ZERO)).isEqualTo("18446744073709551615");
        assertThat(new NumberValue.Float64(1.5).asLong(0)).isZero();
        assertThat(new NumberValue.Float64(Double.NaN).asBigDecimal(BigDecimal.TEN))
                .isEqualTo("10");
        assertThat(new NumberValue.Decimal(new BigDecimal("2.0")).asLong(0)).isEqualTo(2);
        assertThat(new Value.Text("42").asLong(0)).isEqualTo(42);
        assertThat(new Value.Text("x").asLong(1)).isEqualTo(1);
        assertThat(new Value.Bit(5, 3).asLong(0)).isEqualTo(5);
        assertThat(new TimeValue.Year(2024).asLong(0)).isEqualTo(2024);
        assertThat(new Value.Null().asLong(3)).isEqualTo(3);
        assertThat(new NumberValue.Float32(0.1f).asDouble(0)).isEqualTo(0.1f);
        assertThat(new Value.Text("1.5").asDouble(0)).isEqualTo(1.5);
        assertThat(new Value.Null().asDouble(1)).isEqualTo(1);
        assertThat(new NumberValue.Int8((byte) 2).asBoolean(false)).isTrue();
        assertThat(new NumberValue.Int8((byte) 0).asBoolean(true)).isFalse();
        assertThat(new Value.Null().asBoolean(true)).isTrue();
        assertThat(new TimeValue.Date(2024, 2, 29).asLocalDate(LocalDate.EPOCH)).isEqualTo("2024-02-29");
        assertThat(new TimeValue.Date(2024, 2, 30).asLocalDate(LocalDate.EPOCH)).isEqualTo(LocalDate.EPOCH);
        assertThat(new Value.Empty().asLocalDate(LocalDate.EPOCH)).isEqualTo(LocalDate.EPOCH);
        TimeValue.DateTime noon = new TimeValue.DateTime(2024, 2, 29, 12, 0, 0, 5);
        assertThat(noon.asLocalDateTime(LocalDateTime.MIN)).isEqualTo("2024-02-29T12:00:00.000005");
        assertThat(new TimeValue.Timestamp(noon).asLocalDateTime(LocalDateTime.MIN))
                .isEqualTo(noon.toLocalDateTime());
        assertThat(new TimeValue.Date(2024, 2, 29).asLocalDateTime(LocalDateTime.MIN))
                .isEqualTo("2024-02-29T00:00");
        assertThat(new TimeValue.Date(0, 0, 0).asLocalDateTime(LocalDateTime.MIN))
                .isEqualTo(LocalDateTime.MIN);
        assertThat(new TimeValue.Time(Duration.ofHours(25)).asDuration(Duration.ZERO))
                .hasHours(25);
        assertThat(noon.asDuration(Duration.ZERO)).isZero();
    }

    @Test
    void everyValueButNullAndBytesHasAText() {
        assertThat(new NumberValue.Int8((byte) -5).asString("?")).isEqualTo("-5");
        assertThat(new NumberValue.UInt64(-1).asString("?")).isEqualTo("18446744073709551615");
        assertThat(new NumberValue.Float64(1e300).asString("?")).isEqualTo("1e300");
        assertThat(new NumberValue.Float32(0.1f).asString("?")).isEqualTo("0.1");
        assertThat(new NumberValue.Decimal(new BigDecimal("1E3")).asString("?")).isEqualTo("1000");
        assertThat(new TimeValue.Date(2024, 0, 0).asString("?")).isEqualTo("2024-00-00");
        assertThat(new TimeValue.DateTime(2024, 2, 29, 1, 2, 3, 40).asString("?"))
                .isEqualTo("2024-02-29 01:02:03.000040");
        assertThat(new TimeValue.Time(Duration.ofSeconds(-1)).asString("?")).isEqualTo("-00:00:01");
        assertThat(new TimeValue.Year(7).asString("?")).isEqualTo("0007");
        assertThat(new Value.Empty().asString("?")).isEmpty();
        assertThat(new Value.Json("{}").asString("?")).isEqualTo("{}");
        assertThat(new Value.EnumLabel("a").asString("?")).isEqualTo("a");
        assertThat(new Value.SetLabels(Set.of("a")).asString("?")).isEqualTo("a");
        assertThat(new Value.Bit(-1, 64).asString("?")).isEqualTo("18446744073709551615");
        assertThat(new Value.Uuid(ID).asString("?")).isEqualTo(ID.toString());
        assertThat(new Value.Inet("::1").asString("?")).isEqualTo("::1");
        for (Value none : List.of(new Value.Null(), new Value.Blob(Bytes.of(new byte[1])))) {
            assertThat(none.asString("?")).isEqualTo("?");
        }
    }

    @Test
    void bytesAreThoseOfTextAndBytes() {
        byte[] none = {};
        byte[] some = {1, 2};
        assertThat(new Value.Text("é").asBytes(none)).isEqualTo("é".getBytes(UTF_8));
        assertThat(new Value.Blob(Bytes.of(some)).asBytes(none)).isEqualTo(some);
        assertThat(new Value.RawBytes(ColumnType.OTHER, Bytes.of(some)).asBytes(none))
                .isEqualTo(some);
        assertThat(new Value.RawText(ColumnType.OTHER, UTF_8, Bytes.of(some)).asBytes(none))
                .isEqualTo(some);
        assertThat(new Value.Bit(0x102, 10).asBytes(none)).isEqualTo(some);
        assertThat(new Value.Empty().asBytes(some)).isEmpty();
        assertThat(new NumberValue.Int32(1).asBytes(some)).isSameAs(some);
        assertThat(new Value.Null().asBytes(some)).isSameAs(some);
    }

    @Test
    void aMatchTakesTheFirstKindThatFits() {
        assertThat(words(new Value.Text("a"))).isEqualTo("text a");
        assertThat(words(new NumberValue.UInt64(-1))).isEqualTo("big");
        assertThat(words(new NumberValue.Int8((byte) 1))).isEqualTo("number 1");
        assertThat(words(new Value.Null())).isEqualTo("other Null");
        assertThat(new Value.Null().match().when(NumberValue.class, n -> n).answer())
                .isEmpty();
    }

    private static String words(Value value) {
        return value.<String>match()
                .when(Value.Text.class, text -> "text " + text.text())
                .when(NumberValue.UInt64.class, number -> "big")
                .when(NumberValue.class, number -> "number " + number.number())
                .otherwise(other -> "other " + other);
    }

    @Test
    void noTextTellsTheValue() {
        for (ColumnType type : ColumnType.values()) {
            for (String secret : List.of("4711", "1947-01-01", "12:34:56", "192.0.2.147")) {
                assertThat(of(type, secret).toString()).doesNotContainPattern("47|34");
            }
        }
        assertThat(Bytes.of(new byte[] {47})).hasToString("1 bytes");
    }

    @Test
    void partsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.Date(10_000, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.Date(2024, 13, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.DateTime(2024, 1, 1, 24, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.DateTime(2024, 1, 1, 0, 0, 0, 1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.Time(Duration.ofHours(839)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.Time(Duration.ofNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeValue.Year(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberValue.UInt8((short) 256));
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberValue.Int24(0x80_0000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Value.Bit(0, 65));
        assertThatIllegalArgumentException().isThrownBy(() -> new Value.Inet("example.org"));
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> new TimeValue.Date(2024, 0, 1).toLocalDate())
                .withMessage("its month or day is zero");
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> new TimeValue.DateTime(2023, 2, 29, 0, 0, 0, 0).toLocalDateTime())
                .withMessage("the calendar has no such day");
    }

    @Test
    void bytesCannotBeChanged() {
        byte[] mine = {1, 2, 3};
        Bytes bytes = Bytes.of(mine, 1, 3);
        mine[1] = 9;
        bytes.toByteArray()[0] = 9;
        assertThat(bytes.toByteArray()).containsExactly(2, 3);
        assertThat(bytes).isEqualTo(Bytes.of(new byte[] {2, 3})).hasSameHashCodeAs(Bytes.of(new byte[] {2, 3}));
        assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {2}));
        ByteBuffer view = bytes.toByteBuffer();
        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.remaining()).isEqualTo(2);
        assertThat(new Value.Inet("::ffff:192.0.2.1").toInetAddress().getHostAddress())
                .isEqualTo("192.0.2.1");
        assertThat(new NumberValue.UInt64(1).number()).isEqualTo(BigInteger.ONE);
    }

    private static Value of(ColumnType type, String text) {
        return value(column(type, 8), text.getBytes(UTF_8));
    }

    private static Value unsigned(ColumnType type, String text) {
        ColumnMetadata column = new ColumnMetadata("c", "", "", "", "", type, 63, 8, 0, Set.of(ColumnFlag.UNSIGNED));
        return value(column, text.getBytes(UTF_8));
    }

    private static Value value(ColumnMetadata column, byte[] cell) {
        return TextRows.of(Columns.ofText(List.of(column)), List.of(cell))
                .row(0)
                .valueOf("c")
                .orElseThrow();
    }

    private static ColumnMetadata column(ColumnType type, long length) {
        int collation = type.isText() || type == ColumnType.OTHER ? 45 : 63;
        return new ColumnMetadata("c", "", "", "", "", type, collation, length, 0, Set.of());
    }
}
