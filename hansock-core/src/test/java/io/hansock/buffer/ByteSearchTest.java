package io.hansock.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    /** Bytes close to the wanted one and to each other's borrow are where a search of eight at once would go wrong. */
    @Provide
    Arbitrary<byte[]> nearlyEqualBytes() {
        return Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff, (byte) '\n')
                .array(byte[].class)
                .ofMaxSize(40);
    }

    @Property
    void findsWhatAPlainLoopFindsInEveryRange(@ForAll("nearlyEqualBytes") byte[] bytes) {
        for (byte wanted : new byte[] {0, 1, (byte) 0x80, (byte) 0xff, '\n', 'x'}) {
            for (int from = 0; from <= bytes.length; from++) {
                for (int to = from; to <= bytes.length; to++) {
                    assertThat(ByteSearch.indexOf(bytes, from, to, wanted)).isEqualTo(plain(bytes, from, to, wanted));
                }
            }
        }
    }

    @Test
    void findsEachByteValueAtEachPlace() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 20; place++) {
                byte[] bytes = new byte[20];
                Arrays.fill(bytes, (byte) (value + 1));
                bytes[place] = (byte) value;
                assertThat(ByteSearch.indexOf(bytes, 0, 20, (byte) value)).isEqualTo(place);
            }
        }
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ByteSearch.indexOf(new byte[9], 0, 10, (byte) 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ByteSearch.indexOf(new byte[9], 3, 2, (byte) 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static int plain(byte[] bytes, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
