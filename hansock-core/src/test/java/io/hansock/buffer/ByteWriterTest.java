package io.hansock.buffer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.RefusedException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteWriterTest {
    private final ByteWriter out = new ByteWriter(0, 1_000_000);

    @Test
    void numbersAreLittleEndianAndCutToTheirWidth() {
        out.int8(0x1ff);
        out.int16(0x1_0201);
        out.int24(0x1_030201);
        out.int32(0x04030201);
        out.int48(0x1_0605_0403_0201L);
        out.int64(0x0807060504030201L);
        out.float32(1.5f);
        out.float64(-1.5);
        assertWritten("ff 0102 010203 01020304 010203040506 0102030405060708 0000c03f 000000000000f8bf");
    }

    @Test
    void lengthEncodedIntegersTakeTheirShortestForm() {
        for (long value : new long[] {0, 250, 251, 65_535, 65_536, 16_777_215, 16_777_216, Long.MAX_VALUE, -1}) {
            out.lenencInt(value);
        }
        assertWritten("00 fa fcfb00 fcffff fd000001 fdffffff fe0000000100000000 feffffffffffffff7f feffffffffffffffff");
    }

    @Test
    void stringsAreLengthEncodedOrNullTerminatedOrAlone() {
        out.lenencUtf8("ä");
        out.lenencNull();
        out.lenencBytes(new byte[] {1, 2, 3}, 1, 2);
        out.lenencBytes(new byte[0]);
        out.nulTerminatedUtf8("ab");
        out.utf8("€");
        out.put(new byte[] {1, 2, 3}, 2, 1);
        out.put(new byte[] {4, 5});
        assertWritten("02c3a4 fb 020203 00 616200 e282ac 03 0405");
    }

    @Test
    void decimalDigitsAreThoseOfTheJdkAtEveryEdge() {
        for (long value = 1; value > 0 && value < Long.MAX_VALUE / 10; value *= 10) {
            for (long near : new long[] {value - 1, value, value + 1, value * 9}) {
                assertDecimal(near);
                assertDecimal(-near);
            }
        }
        assertDecimal(Long.MAX_VALUE);
        assertDecimal(Long.MIN_VALUE);
    }

    private void assertDecimal(long value) {
        out.reset();
        out.decimal(value);
        assertThat(text()).isEqualTo(Long.toString(value));
        out.reset();
        out.unsignedDecimal(value);
        assertThat(text()).isEqualTo(Long.toUnsignedString(value));
    }

    @Test
    void everyFailureLeavesWhatWasThereBefore() {
        ByteWriter full = new ByteWriter(4, 7);
        full.ascii("abcd");
        for (Consumer<ByteWriter> tooMuch : List.<Consumer<ByteWriter>>of(
                writer -> writer.int32(1),
                writer -> writer.int48(1),
                writer -> writer.int64(1),
                writer -> writer.float32(1),
                writer -> writer.float64(1),
                writer -> writer.put(new byte[4]),
                writer -> writer.ascii("efgh"),
                writer -> writer.utf8("éé"),
                writer -> writer.lenencUtf8("efg"),
                writer -> writer.lenencBytes(new byte[3]),
                writer -> writer.lenencInt(1 << 20),
                writer -> writer.nulTerminatedUtf8("efg"),
                writer -> writer.decimal(-123),
                writer -> writer.unsignedDecimal(-1),
                writer -> writer.ensure(Long.MAX_VALUE))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> tooMuch.accept(full))
                    .withMessageContaining("7 bytes")
                    .satisfies(refused -> assertThat(refused.rule()).isEqualTo("request-size"));
            assertThat(new String(full.toByteArray(), US_ASCII)).isEqualTo("abcd");
        }
        full.ascii("efg");
        assertThat(full.size()).as("the maximum itself is allowed").isEqualTo(7);
    }

    @Test
    void unsignedDecimalsFillTheWriterToItsMaximum() {
        ByteWriter exact = new ByteWriter(0, 19);
        exact.unsignedDecimal(Long.MIN_VALUE);
        assertThat(new String(exact.toByteArray(), US_ASCII)).isEqualTo("9223372036854775808");
    }

    @Test
    void textThatHasNoBytesIsRefusedAndLeavesWhatWasThereBefore() {
        out.ascii("before");
        for (String text : List.of("a\ud800", "\ud83d\ud83d", "\udc00a", "ab\ude00\ud83d")) {
            assertThatIllegalArgumentException().isThrownBy(() -> out.utf8(text));
            assertThatIllegalArgumentException().isThrownBy(() -> out.lenencUtf8(text));
            assertThatIllegalArgumentException().isThrownBy(() -> out.nulTerminatedUtf8(text));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> out.nulTerminatedUtf8("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> out.ascii("ab\u0080"));
        assertThat(text()).isEqualTo("before");
    }

    @Test
    void ofASourceOnlyWhatIsThereCanBePut() {
        assertThatThrownBy(() -> out.put(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.lenencBytes(new byte[3], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void aPacketsLengthIsWrittenBehindItsEnd() {
        out.int32(0);
        out.ascii("ping");
        out.setInt24(0, out.size() - 4);
        assertWritten("04000000 70696e67");
        assertThatThrownBy(() -> out.setInt24(6, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void truncateTakesBackTheEnd() {
        out.ascii("abcdef");
        out.truncate(2);
        out.ascii("x");
        assertThat(text()).isEqualTo("abx");
        assertThatThrownBy(() -> out.truncate(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.truncate(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void resetKeepsASmallArrayAndLetsALargeOneGo() {
        out.put(new byte[1_000]);
        byte[] small = out.array();
        out.reset();
        assertThat(out.size()).isZero();
        assertThat(out.array()).isSameAs(small);
        out.put(new byte[ByteWriter.LARGEST_KEPT + 1]);
        out.reset();
        assertThat(out.array()).hasSizeLessThanOrEqualTo(ByteWriter.LARGEST_KEPT);
    }

    @Test
    void anInitialCapacityChosenLargeIsKept() {
        ByteWriter large = new ByteWriter(ByteWriter.LARGEST_KEPT + 1, 1_000_000);
        byte[] array = large.array();
        large.reset();
        assertThat(large.array()).isSameAs(array);
    }

    @Test
    void ensureMakesRoomOnce() {
        out.ensure(5_000);
        byte[] array = out.array();
        out.put(new byte[5_000]);
        assertThat(out.array()).isSameAs(array);
        assertThatIllegalArgumentException().isThrownBy(() -> out.ensure(-1));
    }

    @Test
    void capacitiesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter(-1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter(11, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter(0, Integer.MAX_VALUE));
    }

    private void assertWritten(String hex) {
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex.replace(" ", ""));
    }

    private String text() {
        return new String(out.array(), 0, out.size(), UTF_8);
    }
}
