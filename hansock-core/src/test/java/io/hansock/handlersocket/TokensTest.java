package io.hansock.handlersocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteWriter;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    @DisplayName("H35: NULL is one zero byte, the empty string is nothing, and they come back apart")
    void h35_tellsNullEmptyAndZeroApart() {
        assertThat(token(null)).containsExactly(0);
        assertThat(token("")).isEmpty();
        assertThat(token(new byte[] {0})).containsExactly(1, '@');
        assertThat(Tokens.isNull(token(null), 0, 1)).isTrue();
        assertThat(Tokens.isNull(token(""), 0, 0)).isFalse();
        assertThat(Tokens.isNull(token(new byte[] {0}), 0, 2)).isFalse();
    }

    @Test
    @DisplayName("H35: each byte below 10 hex is escaped, each other byte is itself")
    void h35_everyByteValue() {
        for (int value = 0; value < 256; value++) {
            byte[] token = token(new byte[] {(byte) value});
            if (value < 0x10) {
                assertThat(token).containsExactly(1, value + 0x40);
            } else {
                assertThat(token).containsExactly(value);
            }
            assertThat(Tokens.decode(token, 0, token.length)).containsExactly(value);
        }
    }

    @Property(tries = 300)
    void h35_anyBytesComeBackAsTheyWere(@ForAll byte[] bytes) {
        byte[] token = token(bytes);
        assertThat(Tokens.decode(token, 0, token.length)).isEqualTo(bytes);
        assertThat(token).doesNotContain(Tokens.TAB).doesNotContain(Tokens.LF);
        assertThat(Tokens.hasEscape(token, 0, token.length)).isEqualTo(token.length != bytes.length);
    }

    @Property(tries = 300)
    void h35_bytesFullOfEscapesComeBackAsTheyWere(@ForAll byte[] bytes) {
        byte[] low = bytes.clone();
        for (int i = 0; i < low.length; i++) {
            low[i] &= 0x11;
        }
        byte[] token = token(low);
        assertThat(Tokens.decode(token, 0, token.length)).isEqualTo(low);
    }

    @Property(tries = 1000)
    void whatDecodesIsExactlyWhatWouldBeEncoded(@ForAll byte[] bytes) {
        try {
            assertThat(token(Tokens.decode(bytes, 0, bytes.length))).isEqualTo(bytes);
        } catch (ProtocolException malformed) {
            assertThat(malformed).hasMessageContaining("escape");
        }
    }

    @Test
    void malformedTokensAreNoTokens() {
        for (byte[] token : new byte[][] {
            {1},
            {'a', 1},
            {1, 0x3f},
            {1, 0x50},
            {1, 'b'},
            {1, 1},
            {1, (byte) 0xc0},
            {0, 'a'},
            {'a', 2},
            {9},
            {10},
            {0, 0}
        }) {
            assertThatExceptionOfType(ProtocolException.class)
                    .as(Arrays.toString(token))
                    .isThrownBy(() -> Tokens.decode(token, 0, token.length));
        }
    }

    @Test
    void textIsUtf8AndNumbersAreDigits() {
        assertThat(token("é\t")).isEqualTo("é\u0001I".getBytes(UTF_8));
        assertThat(token(-7L)).isEqualTo("-7".getBytes(UTF_8));
    }

    private static byte[] token(Object value) {
        ByteWriter out = new ByteWriter(0, 1 << 20);
        Tokens.value(value, out);
        assertThat(out.array()[0]).isEqualTo(Tokens.TAB);
        return Arrays.copyOfRange(out.array(), 1, out.size());
    }
}
