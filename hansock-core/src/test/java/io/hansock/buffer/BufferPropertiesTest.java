package io.hansock.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What the writer writes, the reader reads; cut anywhere, it is a protocol exception and never another value. */
@PropertyDefaults(tries = 200)
class BufferPropertiesTest {
    @Provide
    Arbitrary<String> legalTexts() {
        return Arbitraries.strings()
                .ofMaxLength(60)
                .filter(text -> UTF_8.newEncoder().canEncode(text));
    }

    @Property
    void int16(@ForAll short value) {
        assertRoundTrip(out -> out.int16(value), ByteReader::int16, value);
        assertRoundTrip(out -> out.int16(value), ByteReader::uint16, Short.toUnsignedInt(value));
    }

    @Property
    void int24(@ForAll int value) {
        assertRoundTrip(out -> out.int24(value), ByteReader::uint24, value & 0xff_ffff);
        assertRoundTrip(out -> out.int24(value), ByteReader::int24, value << 8 >> 8);
    }

    @Property
    void int32(@ForAll int value) {
        assertRoundTrip(out -> out.int32(value), ByteReader::int32, value);
        assertRoundTrip(out -> out.int32(value), ByteReader::uint32, Integer.toUnsignedLong(value));
    }

    @Property
    void int48(@ForAll long value) {
        assertRoundTrip(out -> out.int48(value), ByteReader::uint48, value & 0xffff_ffff_ffffL);
        assertRoundTrip(out -> out.int48(value), ByteReader::int48, value << 16 >> 16);
    }

    @Property
    void int64(@ForAll long value) {
        assertRoundTrip(out -> out.int64(value), ByteReader::int64, value);
        assertRoundTrip(out -> out.lenencInt(value), ByteReader::lenencInt, value);
    }

    @Property
    void floats(@ForAll float single, @ForAll double twice) {
        assertRoundTrip(out -> out.float32(single), ByteReader::float32, single);
        assertRoundTrip(out -> out.float64(twice), ByteReader::float64, twice);
    }

    @Property
    void texts(@ForAll("legalTexts") String text) {
        assertRoundTrip(out -> out.lenencUtf8(text), in -> in.lenencString(UTF_8), text);
        assertRoundTrip(out -> out.lenencUtf8(text), in -> in.nullableLenencString(UTF_8), text);
        String withoutZero = text.replace('\0', '0');
        assertRoundTrip(out -> out.nulTerminatedUtf8(withoutZero), in -> in.nulTerminatedString(UTF_8), withoutZero);
        ByteWriter alone = new ByteWriter(0, 1_000_000);
        alone.utf8(text);
        assertThat(alone.toByteArray()).isEqualTo(text.getBytes(UTF_8));
    }

    @Property
    void textsWithoutBytesAreRefusedAndNoOthers(@ForAll String text) {
        boolean legal = UTF_8.newEncoder().canEncode(text);
        ByteWriter out = new ByteWriter(0, 1_000_000);
        try {
            out.utf8(text);
            assertThat(legal).isTrue();
        } catch (IllegalArgumentException refused) {
            assertThat(legal).isFalse();
        }
    }

    @Property
    void bytes(@ForAll @Size(max = 270) byte[] bytes) {
        assertRoundTrip(out -> out.lenencBytes(bytes), ByteReader::lenencBytes, bytes);
        assertRoundTrip(out -> out.put(bytes), in -> in.bytes(bytes.length), bytes);
    }

    @Property
    void hostileBytesAreAValueOrAProtocolExceptionNeverAnotherOne(@ForAll byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        try {
            while (in.hasRemaining()) {
                int before = in.position();
                byte[] cell = in.nullableLenencBytes();
                assertThat(in.position()).isBetween(before + 1, bytes.length);
                assertThat(cell == null ? 0 : cell.length).isLessThan(bytes.length);
            }
        } catch (ProtocolException expected) {
            assertThat(expected).hasMessageContaining("offset");
        }
    }

    private static <T> void assertRoundTrip(Consumer<ByteWriter> write, Function<ByteReader, T> read, T value) {
        ByteWriter out = new ByteWriter(1, 1_000_000);
        write.accept(out);
        byte[] whole = out.toByteArray();
        ByteReader in = new ByteReader(whole);
        assertThat(read.apply(in)).isEqualTo(value);
        assertThat(in.remaining()).isZero();
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] part = Arrays.copyOf(whole, cut);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("after %d bytes", cut)
                    .isThrownBy(() -> read.apply(new ByteReader(part)));
        }
    }
}
