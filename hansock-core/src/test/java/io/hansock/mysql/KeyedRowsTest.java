package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.ColumnType;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import io.hansock.value.TextRows;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedRowsTest {
    private static KeyedRows keyed(@Nullable String... cells) {
        return Objects.requireNonNull(KeyedRows.read(rows(cells), 2));
    }

    private static Rows rows(@Nullable String... cells) {
        return rows(ColumnType.BIGINT, cells);
    }

    private static Rows rows(ColumnType keyType, @Nullable String... cells) {
        Columns columns = Columns.ofText(List.of(column("v", ColumnType.VARCHAR), column("id", keyType)));
        return TextRows.of(
                columns,
                Stream.of(cells)
                        .map(cell -> cell == null ? null : cell.getBytes(UTF_8))
                        .toList());
    }

    private static ColumnMetadata column(String name, ColumnType type) {
        return new ColumnMetadata(name, "", "", "", "", type, 45, 80, 0, Set.of());
    }

    private static List<String> texts(Rows rows) {
        return rows.map((Row row) -> row.getString(1));
    }

    @Test
    void theRowOfAKeyIsTheOneThatHasIt() {
        KeyedRows keyed = keyed("a", "1", "c", "3", "b", "2", "d", "4");
        assertThat(keyed.areOfOneEach(List.of(4L, 3L, 2L, 1L, 9L))).isTrue();
        assertThat(texts(keyed.of(3))).containsExactly("c");
        assertThat(keyed.of(9)).isEmpty();
    }

    @Test
    void theRowsOfManyKeysComeInTheOrderAsked() {
        Rows rows = rows("a", "1", "c", "3", "b", "2", "d", "4", "a", "1");
        ExecutionAnswer three = ExecutionAnswer.ofRows(rows, new int[] {3, 5});
        KeyedRows keyed = Objects.requireNonNull(KeyedRows.read(rows, 2));
        ExecutionAnswer arranged = Objects.requireNonNull(keyed.arranged(List.of(3L, 1L, 2L, 7L, 1L, 4L), 3, three));
        assertThat(texts(Objects.requireNonNull(arranged.rows()))).containsExactly("c", "a", "b", "a", "d");
        assertThat(new int[] {arranged.rowsUpTo(2), arranged.rowsUpTo(3), arranged.rowsUpTo(5)})
                .containsExactly(3, 3, 5);
    }

    @Test
    void aRowOfAKeyThatWasNotAskedForMakesNoSense() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> keyed("a", "1", "c", "3").areOfOneEach(List.of(1L, 2L)))
                .withMessageContaining("not asked for");
    }

    @Test
    void whereKeysAreNoUniqueIntegersAnyMoreTheyAreAskedForOneByOne() {
        assertThat(keyed("a", "1", "b", "1").areOfOneEach(List.of(1L))).isFalse();
        assertThat(KeyedRows.read(rows("a", null), 2)).isNull();
        assertThat(KeyedRows.read(rows("a", "1a"), 2)).isNull();
        assertThat(KeyedRows.read(rows("a", "18446744073709551615"), 2)).isNull();
        // equal for the server may be what is another number, or none
        assertThat(KeyedRows.read(rows(ColumnType.VARCHAR, "a", "1"), 2)).isNull();
        assertThat(KeyedRows.read(rows(ColumnType.DECIMAL, "a", "1"), 2)).isNull();
        assertThat(KeyedRows.read(rows(ColumnType.YEAR, "a", "2024"), 2)).isNull();
    }
}
