package io.hansock.buffer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ProtocolException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Test
    void numbersAreLittleEndianSignedAndUnsigned() {
        String bytes = "80 fffe fdfeff fcfdfeff fafbfcfdfeff 0000000000000080".replace(" ", "");
        ByteReader signed = hex(bytes);
        assertThat(signed.int8()).isEqualTo((byte) -128);
        assertThat(signed.int16()).isEqualTo((short) -257);
        assertThat(signed.int24()).isEqualTo(-0x000103);
        assertThat(signed.int32()).isEqualTo(-0x00010204);
        assertThat(signed.int48()).isEqualTo(-0x000102030406L);
        assertThat(signed.int64()).isEqualTo(Long.MIN_VALUE);
        assertThat(signed.hasRemaining()).isFalse();

        ByteReader unsigned = hex(bytes);
        assertThat(unsigned.uint8()).isEqualTo(0x80);
        assertThat(unsigned.uint16()).isEqualTo(0xfeff);
        assertThat(unsigned.uint24()).isEqualTo(0xfffefd);
        assertThat(unsigned.uint32()).isEqualTo(0xfffefdfcL);
        assertThat(unsigned.uint48()).isEqualTo(0xfffefdfcfbfaL);
        assertThat(Long.toUnsignedString(unsigned.int64())).isEqualTo("9223372036854775808");
    }

    @Test
    void floatsAreIeeeLittleEndian() {
        assertThat(hex("0000c03f").float32()).isEqualTo(1.5f);
        assertThat(hex("000000000000f8bf").float64()).isEqualTo(-1.5);
    }

    @Test
    void lengthEncodedIntegersHaveFourWidthsOfWhichTheShortestIsNotRequired() {
        assertThat(hex("fa").lenencInt()).isEqualTo(250);
        assertThat(hex("fcfb00").lenencInt()).isEqualTo(251);
        assertThat(hex("fcffff").lenencInt()).isEqualTo(65_535);
        assertThat(hex("fd000001").lenencInt()).isEqualTo(65_536);
        assertThat(hex("fdffffff").lenencInt()).isEqualTo(16_777_215);
        assertThat(hex("fe0000000100000000").lenencInt()).isEqualTo(16_777_216);
        assertThat(hex("feffffffffffffffff").lenencInt()).isEqualTo(-1);
        assertThat(hex("fe0100000000000000").lenencInt()).isEqualTo(1);
    }

    @Test
    void nullIsReadOnlyWhereItIsAskedFor() {
        ByteReader cells = hex("fb02c3a400fb");
        assertThat(cells.nullableLenencString(UTF_8)).isNull();
        assertThat(cells.nullableLenencString(UTF_8)).isEqualTo("ä");
        assertThat(cells.nullableLenencBytes()).isEmpty();
        assertThat(cells.nullableLenencBytes()).isNull();
        assertThat(cells.hasRemaining()).isFalse();
        assertThat(hex("fb").nullableLenencLength()).isEqualTo(ByteReader.NULL);

        assertRefused("fb", ByteReader::lenencInt);
        assertRefused("fb", ByteReader::lenencLength);
        assertRefused("fb", ByteReader::lenencBytes);
    }

    @Test
    void noLengthEncodedIntegerBeginsWithFf() {
        assertRefused("ff0000000000000000", ByteReader::lenencInt);
        assertRefused("ff0000000000000000", ByteReader::nullableLenencLength);
    }

    @Test
    void b36_aLengthBeyondTheEndIsRefusedBeforeItSizesAnArray() {
        for (String length : List.of("03", "fc0300", "fdffffff", "feffffff7f00000000", "fe0000000001000000")) {
            assertLengthRefused(length);
        }
    }

    @Test
    void aLengthOf64UnsignedBitsIsNotTakenForANegativeOne() {
        assertLengthRefused("feffffffffffffffff");
        assertLengthRefused("fe0000000000000080");
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 3}) {
            assertRefused("6162", reader -> reader.skip(length));
            assertRefused("6162", reader -> reader.bytes(length));
            assertRefused("6162", reader -> reader.string(length, UTF_8));
            assertRefused("6162", reader -> reader.slice(length));
        }
    }

    private static void assertLengthRefused(String length) {
        String announced = length + "6162";
        assertRefused(announced, ByteReader::lenencLength);
        assertRefused(announced, ByteReader::nullableLenencLength);
        assertRefused(announced, ByteReader::lenencBytes);
        assertRefused(announced, ByteReader::nullableLenencBytes);
        assertRefused(announced, reader -> reader.lenencString(UTF_8));
        assertRefused(announced, reader -> reader.nullableLenencString(UTF_8));
    }

    @Test
    void stringsEndAtTheirZeroByteOrAtTheEnd() {
        ByteReader reader = new ByteReader("8.4.0\0\0ann".getBytes(ISO_8859_1));
        assertThat(reader.nulTerminatedString(ISO_8859_1)).isEqualTo("8.4.0");
        assertThat(reader.nulTerminatedString(ISO_8859_1)).isEmpty();
        assertThat(reader.restString(ISO_8859_1)).isEqualTo("ann");
        assertThat(reader.restString(ISO_8859_1)).isEmpty();
        assertThat(reader.restBytes()).isEmpty();
    }

    @Test
    void aZeroByteBeyondTheLimitEndsNoString() {
        ByteReader reader = new ByteReader(new byte[] {'a', 'b', 0}, 0, 2);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reader.nulTerminatedString(UTF_8));
    }

    @Test
    void theLimitsHoldInsideALargerArray() {
        ByteReader reader = new ByteReader(new byte[] {9, 9, 1, 2, 3, 9, 9, 9, 9, 9, 9}, 2, 5);
        assertThat(reader.remaining()).isEqualTo(3);
        assertThat(reader.peek()).isEqualTo(1);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::int32);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::int64);
        assertThat(reader.uint24()).isEqualTo(0x030201);
        assertThat(reader.position()).isEqualTo(reader.limit()).isEqualTo(5);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::peek);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::uint8);
        reader.skip(0);
    }

    @Test
    void aSliceSharesTheArrayAndCannotReadBehindItsEnd() {
        ByteReader reader = hex("01020304");
        ByteReader slice = reader.slice(3);
        assertThat(slice.array()).isSameAs(reader.array());
        assertThat(slice.uint16()).isEqualTo(0x0201);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(slice::uint16);
        assertThat(reader.restBytes()).containsExactly(4);
    }

    @Test
    void oneReaderServesManyRanges() {
        ByteReader reader = hex("0102");
        reader.reset(new byte[] {5, 6, 7}, 1, 2);
        assertThat(reader.restBytes()).containsExactly(6);
        assertThatThrownBy(() -> reader.reset(new byte[3], 2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteReader(new byte[3], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void copiesAreCopies() {
        byte[] source = {2, 'a', 'b'};
        byte[] copy = new ByteReader(source).lenencBytes();
        source[1] = 'x';
        assertThat(copy).containsExactly('a', 'b');
    }

    private static void assertRefused(String hex, Consumer<ByteReader> read) {
        assertThatExceptionOfType(ProtocolException.class)
                .as(hex)
                .isThrownBy(() -> read.accept(hex(hex)))
                .withMessageNotContaining("ab")
                .withMessageContaining("offset");
    }

    private static ByteReader hex(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex));
    }
}
