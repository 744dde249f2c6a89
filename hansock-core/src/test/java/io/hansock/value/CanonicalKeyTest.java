package io.hansock.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalKeyTest {
    @Test
    void oneNumberIsOneKeyWhateverItsJavaType() {
        for (Object seven : List.of((byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7))) {
            assertThat(key(seven)).isEqualTo("7");
        }
        assertThat(key(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(key(new BigInteger("18446744073709551615"))).isEqualTo("18446744073709551615");
    }

    @Test
    void textIsUtf8AndDatesAreIsoAndUuidsAre16Bytes() {
        assertThat(CanonicalKey.of(List.of("naïve 😀"))).isEqualTo("naïve 😀".getBytes(UTF_8));
        assertThat(key("")).isEmpty();
        assertThat(key(LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-29");
        assertThat(CanonicalKey.of(List.of(new UUID(1, 2))))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2);
    }

    @Test
    void allFormsThatAColumnTakesAreOneKey() {
        assertThat(key(true)).isEqualTo(key(1));
        assertThat(key(false)).isEqualTo(key(0L));
        assertThat(key('b')).isEqualTo(key("b"));
        assertThat(key(Year.of(2024))).isEqualTo(key(2024)).isEqualTo(key("2024"));
        assertThat(key(Year.of(0))).isEqualTo(key(0));
    }

    @Test
    void severalPartsAreKeptApart() {
        assertThat(key(1, "2")).isEqualTo("1\u00002");
        assertThat(key("a", "b")).isNotEqualTo(key("ab", ""));
    }

    @Test
    void otherTypesNeedAnEncoderOfTheTable() {
        for (Object value : Arrays.asList(1.5, Instant.EPOCH, new byte[1], null)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> key(value))
                    .withMessageContaining("Table.shardEncoder");
        }
    }

    private static String key(Object... parts) {
        return new String(CanonicalKey.of(Arrays.asList(parts)), ISO_8859_1);
    }
}
