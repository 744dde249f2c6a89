package io.hansock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final Rows rows = TextRows.texts(List.of("id", "name"), "1", "ann", "2", null, "3", "");

    @Test
    void rowsComeInOrderByIndexIteratorStreamAndMapper() {
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.isEmpty()).isFalse();
        assertThat(rows.row(2).getInt("id")).isEqualTo(3);
        assertThat(rows).extracting(row -> row.getString("name")).containsExactly("ann", null, "");
        assertThat(rows.stream().mapToInt(row -> row.getInt(1))).containsExactly(1, 2, 3);
        assertThat(rows.map(row -> row.getInt(1))).containsExactly(1, 2, 3);
    }

    @Test
    void rowsCountFrom0AndEndAtTheirSize() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.row(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.row(-1));
        Iterator<Row> iterator = rows.iterator();
        iterator.forEachRemaining(row -> {});
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }

    @Test
    void emptyRowsKnowTheirColumns() {
        Rows empty = Rows.empty(rows.columns());
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty).isEmpty();
        assertThat(empty.columns().names()).containsExactly("id", "name");
    }

    @Test
    void boundsMayBeLongerThanTheRowsButNotShorter() {
        Columns columns = rows.columns();
        assertThat(new Rows(columns, new byte[1], new int[] {0, 1, 0, 1, 7}, 1)
                        .row(0)
                        .isNull(2))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Rows(columns, new byte[1], new int[3], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rows(columns, new byte[1], new int[3], -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rows(columns, new byte[1], new int[4], Integer.MAX_VALUE));
    }

    @Test
    void rowsCanBeSelectedInAnyOrder() {
        Rows some = rows.select(2, 1, 1);
        assertThat(some).extracting(row -> row.getString("id")).containsExactly("3", "2", "2");
        assertThat(some).extracting(row -> row.getString("name")).containsExactly("", null, null);
        assertThat(rows.select()).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.select(0, 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.select(-1));
    }

    @Test
    void oneRowAloneHoldsNothingOfTheOthers() {
        for (int i = 0; i < rows.size(); i++) {
            Rows only = rows.only(i);
            assertThat(only.size()).isEqualTo(1);
            assertThat(only.row(0).getInt("id")).isEqualTo(i + 1);
            assertThat(only.row(0).getString("name")).isEqualTo(rows.row(i).getString("name"));
            assertThat(only.bytes()).as("the bytes").hasSizeLessThan(rows.bytes().length);
        }
        Rows nulls = TextRows.texts(List.of("a", "b"), null, null, "1", "2").only(0);
        assertThat(nulls.row(0).isNull(1) && nulls.row(0).isNull(2)).isTrue();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.only(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.only(-1));
    }

    @Test
    void noValueIsPrinted() {
        assertThat(rows.toString()).isEqualTo("3 rows of [id, name]");
        assertThat(rows.row(0).toString()).isEqualTo("row of [id, name]");
    }
}
