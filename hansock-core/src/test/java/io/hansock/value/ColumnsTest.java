package io.hansock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.ResultException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void aNameIsFoundExactlyFirstAndThenWhateverItsCase(int count) {
        List<String> names = IntStream.range(0, count)
                .mapToObj(i -> i == 1 ? "Name" : i == 2 ? "name" : "c" + i)
                .toList();
        Columns columns = Columns.of(names, TextCells.UTF_8);
        assertThat(columns.position("name")).isEqualTo(3);
        assertThat(columns.position("Name")).isEqualTo(2);
        assertThat(columns.position("NAME")).isEqualTo(2);
        assertThat(columns.position("C0")).isEqualTo(1);
        assertThat(columns.position("c" + (count - 1))).isEqualTo(count);
        assertThat(columns.name(count)).isEqualTo("c" + (count - 1));
        assertThat(columns.size()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void aRepeatedNameMeansTheFirst(int count) {
        assertThat(Columns.of(IntStream.range(0, count).mapToObj(i -> "a").toList(), TextCells.UTF_8)
                        .position("a"))
                .isEqualTo(1);
    }

    @Test
    void anUnknownColumnIsAnErrorThatListsTheNames() {
        Columns columns = Columns.of(List.of("id", "name"), TextCells.UTF_8);
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> columns.position("nmae"))
                .withMessage("no column nmae; the result has 2: id, name")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.NO_SUCH_COLUMN));
        for (int position : new int[] {-1, 0, 3}) {
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> columns.name(position))
                    .withMessage("no column at position " + position + "; the result has 2: id, name");
        }
    }

    @Test
    void eachColumnHasAFormat() {
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.of(List.of("a", "b"), List.of(TextCells.UTF_8)));
    }
}
