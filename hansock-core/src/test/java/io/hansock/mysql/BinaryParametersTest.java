package io.hansock.mysql;

import static io.hansock.mysql.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.ParameterEncoder;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryParametersTest {
    private enum Colour {
        RED
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of((byte) -1, "0100", "ff"),
                Arguments.of((short) -2, "0200", "feff"),
                Arguments.of(7, "0300", "07000000"),
                Arguments.of(-7L, "0800", "f9ffffffffffffff"),
                Arguments.of(new BigInteger("9223372036854775807"), "0800", "ffffffffffffff7f"),
                Arguments.of(new BigInteger("-9223372036854775808"), "0800", "0000000000000080"),
                Arguments.of(new BigInteger("18446744073709551615"), "0880", "ffffffffffffffff"),
                Arguments.of(
                        new BigInteger("18446744073709551616"), "f600", "14 3138343436373434303733373039353531363136"),
                Arguments.of(
                        new BigInteger("-9223372036854775809"), "f600", "14 2d39323233333732303336383534373735383039"),
                Arguments.of(1.5f, "0400", "0000c03f"),
                Arguments.of(1.5, "0500", "000000000000f83f"),
                Arguments.of(true, "0100", "01"),
                Arguments.of(false, "0100", "00"),
                Arguments.of(new BigDecimal("1.50"), "f600", "04 312e3530"),
                Arguments.of(new BigDecimal("1E3"), "f600", "04 31303030"),
                Arguments.of("naïve", "fd00", "06 6e61c3af7665"),
                Arguments.of("", "fd00", "00"),
                Arguments.of('é', "fd00", "02 c3a9"),
                Arguments.of(Colour.RED, "fd00", "03 524544"),
                Arguments.of(Year.of(5), "fd00", "04 30303035"),
                Arguments.of(new byte[] {0, -1}, "fc00", "02 00ff"),
                Arguments.of(new UUID(0x0102030405060708L, -1), "fc00", "10 0102030405060708ffffffffffffffff"),
                Arguments.of(LocalDate.of(2024, 2, 29), "0a00", "04 e807021d"),
                Arguments.of(LocalDateTime.of(2024, 2, 29, 0, 0), "0c00", "04 e807021d"),
                Arguments.of(LocalDateTime.of(2024, 2, 29, 0, 0, 1), "0c00", "07 e807021d 000001"),
                Arguments.of(
                        LocalDateTime.parse("9999-12-31T23:59:59.999999"), "0c00", "0b 0f27 0c 1f 17 3b 3b 3f420f00"),
                Arguments.of(Instant.parse("2024-02-29T00:00:00.5Z"), "0c00", "0b e807021d 000000 20a10700"),
                Arguments.of(LocalTime.MIDNIGHT, "0b00", "00"),
                Arguments.of(LocalTime.of(1, 2, 3), "0b00", "08 00 00000000 010203"),
                Arguments.of(Duration.ZERO, "0b00", "00"),
                Arguments.of(Duration.ofSeconds(-3_020_399), "0b00", "08 01 22000000 163b3b"),
                Arguments.of(Duration.ofMillis(-500), "0b00", "0c 01 00000000 000000 20a10700"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachJavaTypeHasATypeAndItsBytes(Object value, String type, String bytes) {
        assertThat(encoded(value)).isEqualTo(hex("00 01" + type + bytes));
    }

    @Test
    void noParametersAreNoBytes() {
        assertThat(encoded()).isEmpty();
    }

    @Test
    void nullIsABitAndATypeAndNoBytes() {
        assertThat(encoded(1, null, "x")).isEqualTo(hex("02 01 0300 0600 fd00 01000000 01 78"));
    }

    @Test
    void theBitmapBeginsAtItsFirstBit() {
        for (int count = 1; count <= 20; count++) {
            for (int absent = 0; absent < count; absent++) {
                List<@Nullable Object> values = new ArrayList<>(Collections.nCopies(count, 1));
                values.set(absent, null);
                byte[] encoded = encoded(values.toArray());
                for (int i = 0; i < (count + 7) / 8; i++) {
                    assertThat(encoded[i] & 0xff).isEqualTo(i == absent / 8 ? 1 << absent % 8 : 0);
                }
                assertThat(encoded[(count + 7) / 8]).isOne();
            }
        }
    }

    @Test
    void aStreamIsABlobWithoutBytesHere() {
        assertThat(encoded(InputStream.nullInputStream(), 1)).isEqualTo(hex("00 01 fc00 0300 01000000"));
    }

    private static byte[] encoded(@Nullable Object... values) {
        List<@Nullable Object> checked = new ArrayList<>();
        for (Object value : values) {
            checked.add(value instanceof InputStream ? value : ParameterEncoder.check(value));
        }
        ByteWriter out = new ByteWriter(16, 1 << 16);
        BinaryParameters.encode(checked, out);
        return out.toByteArray();
    }
}
