package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ResultException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final Comparator<String> FIRST_LETTER = Comparator.comparingInt(text -> text.charAt(0));

    @Test
    void mergesSortedListsIntoOne() {
        assertThat(Merge.sorted(
                        List.of(List.of(1, 4, 9), List.of(), List.of(2, 3, 10), List.of(5)),
                        Comparator.naturalOrder(),
                        0,
                        100))
                .containsExactly(1, 2, 3, 4, 5, 9, 10);
    }

    @Test
    void mergesBackwards() {
        assertThat(Merge.sorted(List.of(List.of(9, 4, 1), List.of(10, 3)), Comparator.reverseOrder(), 0, 100))
                .containsExactly(10, 9, 4, 3, 1);
    }

    @Test
    void equalElementsStayInTheOrderOfTheirLists() {
        assertThat(Merge.sorted(List.of(List.of("a1", "a2", "b1"), List.of("a3", "b2")), FIRST_LETTER, 0, 100))
                .containsExactly("a1", "a2", "a3", "b1", "b2");
    }

    @Test
    void offsetAndLimitCountMergedElements() {
        List<List<Integer>> lists = List.of(List.of(1, 3, 5), List.of(2, 4, 6));
        assertThat(Merge.sorted(lists, Comparator.naturalOrder(), 2, 3)).containsExactly(3, 4, 5);
        assertThat(Merge.sorted(lists, Comparator.naturalOrder(), 5, 3)).containsExactly(6);
        assertThat(Merge.sorted(lists, Comparator.naturalOrder(), 6, 3)).isEmpty();
    }

    @Test
    void aListInAnotherOrderIsAnErrorAlsoBehindTheLimit() {
        assertThatThrownBy(() -> Merge.sorted(
                        List.of(List.of(1, 3), List.of(2, 5, 4)), Comparator.<Integer>naturalOrder(), 0, 1))
                .isInstanceOfSatisfying(
                        ResultException.class, e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.UNORDERED))
                .hasMessageContaining("mergedBy");
    }
}
