package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters of several executions are of one kind each: MySQL may take all for what the first are. */
class LikeKindsTest {
    private static List<Object> column(Object... values) {
        return LikeKinds.of(Arrays.stream(values).map(Arrays::asList).toList()).stream()
                .<Object>map(set -> set.get(0))
                .toList();
    }

    @Test
    void whatIsAlikeStaysAsItIs() {
        List<List<Object>> sets = List.of(List.of(1, "a"), List.of(2L, "b"));
        assertThat(LikeKinds.of(sets)).isSameAs(sets);
        assertThat(column(1, null, 2L)).containsExactly(1, null, 2L);
    }

    @Test
    void severalKindsAreTexts() {
        assertThat(column(LocalDate.of(2024, 2, 29), null, LocalDateTime.of(2024, 3, 1, 10, 0), "x", 7))
                .containsExactly("2024-02-29", null, "2024-03-01 10:00:00", "x", "7");
    }

    @Test
    void whereSomeAreBytesAllAre() {
        byte[] noText = {(byte) 0xff};
        assertThat(column("é", noText, 7, null)).containsExactly("é".getBytes(UTF_8), noText, new byte[] {'7'}, null);
        assertThat(column(noText, "a")).containsExactly(noText, new byte[] {'a'});
        assertThat(column(1, "a", noText)).containsExactly(new byte[] {'1'}, new byte[] {'a'}, noText);
    }
}
