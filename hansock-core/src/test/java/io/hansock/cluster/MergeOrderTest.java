package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.RefusedException;
import io.hansock.guard.ColumnOrder;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.value.Row;
import io.hansock.value.TextRows;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeOrderTest {
    private record Line(
            long id, @Nullable Integer number, @Nullable String text, Optional<String> other) {}

    private static final Table<Line> LINES = Table.of("lines", Line.class);
    private static final Index<Line> BY_NUMBER = LINES.index("by_number", "number");
    private static final Index<Line> BY_TEXT = LINES.index("by_text", "text");

    @Test
    void numbersCompareAsNumbersWithNullLowest() {
        assertAscending(BY_NUMBER, row("1", null, "x"), row("2", "-10", "x"), row("3", "9", "x"), row("4", "10", "x"));
    }

    @Test
    void tiesAreInTheOrderOfThePrimaryKey() {
        assertAscending(BY_NUMBER, row("9", "5", "x"), row("10", "5", "x"));
    }

    @Test
    void textComparesByItsUnsignedBytesWithNullLowest() {
        assertAscending(
                BY_TEXT,
                row("1", "1", null),
                row("2", "1", ""),
                row("3", "1", "Z"),
                row("4", "1", "a"),
                row("5", "1", "é"),
                row("6", "1", "\uffee"),
                row("7", "1", "\ud83d\ude00"));
    }

    @Test
    void theShorterTextGoesOnWithSpaces() {
        assertAscending(BY_TEXT, row("1", "1", "a\t"), row("2", "1", "a"), row("3", "1", "a "), row("4", "1", "a!"));
    }

    @Test
    void whatTheServerSaysOfItsColumnsCountsMoreThanTheRecord() {
        MergeOrder order = MergeOrder.of(BY_TEXT.ge("1"), false);
        assertThat(order.comparator(List.of(ColumnOrder.WHOLE, ColumnOrder.WHOLE))
                        .compare(row("1", "1", "9"), row("1", "1", "10")))
                .isNegative();
        assertThat(order.comparator(List.of(ColumnOrder.TEXT, ColumnOrder.WHOLE))
                        .compare(row("2", "1", "a"), row("1", "1", "a ")))
                .isNegative();
        assertThat(order.comparator(List.of(ColumnOrder.FLOATING, ColumnOrder.WHOLE))
                        .compare(row("1", "1", "0"), row("1", "1", "-0")))
                .isZero();
    }

    @Test
    void serversThatOrderOtherwiseThanEachOtherAreNotMerged() {
        MergeOrder order = MergeOrder.of(BY_TEXT.ge("1"), false);
        List<SortedCall.Found> lists = List.of(
                new SortedCall.Found(List.of(), List.of(ColumnOrder.TEXT, ColumnOrder.WHOLE)),
                new SortedCall.Found(List.of(), List.of(ColumnOrder.PADDED_TEXT, ColumnOrder.WHOLE)));
        assertThatThrownBy(() -> order.merged(lists))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("lines", "text", "mergedBy", "[merge-order]");
    }

    @Test
    void backwardsIsTheOppositeOfForwards() {
        Comparator<Row> order = comparator(MergeOrder.of(BY_NUMBER.le(5), true));
        assertThat(order.compare(row("1", "5", "x"), row("1", null, "x"))).isNegative();
        assertThat(order.compare(row("2", "5", "x"), row("1", "5", "x"))).isNegative();
    }

    @Test
    void whatIsEqualToTheServerIsNotCompared() {
        MergeOrder merge = MergeOrder.of(BY_TEXT.eq("a").columns("number"), false);
        Comparator<Row> order = comparator(merge);
        assertThat(order.compare(row("1", "5", "A"), row("2", "5", "a"))).isNegative();
        assertThat(order.compare(row("3", "5", "A"), row("2", "5", "a"))).isPositive();
        assertThat(merge.columnsToRead()).containsExactly("number", "id");
    }

    @Test
    void columnsThatAreOnlyComparedAreReadToo() {
        MergeOrder order = MergeOrder.of(BY_NUMBER.ge(1).columns("text"), false);
        assertThat(order.columnsToRead()).containsExactly("text", "number", "id");
    }

    @Test
    void anOrderThatCannotBeKnownIsRefusedWithTheWayOut() {
        List.of(
                        LINES.index("by_text").ge("a"),
                        LINES.index("by_other", "other").ge("a"),
                        LINES.primaryKey("other").index("by_number", "number").ge(1),
                        LINES.primaryKey("unread").index("by_number", "number").ge(1),
                        Table.of("lines", "id", "text").index("by_text", "text").ge("a"))
                .forEach(find -> assertThatThrownBy(
                                () -> MergeOrder.of(find, false).ordersOfRecord())
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("mergedBy")
                        .hasMessageEndingWith("[merge-order]"));
    }

    private static Comparator<Row> comparator(MergeOrder order) {
        return order.comparator(order.ordersOfRecord());
    }

    private static void assertAscending(Index<Line> index, Row... rows) {
        Comparator<Row> order = comparator(MergeOrder.of(index.ge(1), false));
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                assertThat(order.compare(rows[i], rows[j]))
                        .as("row %d with row %d", i, j)
                        .satisfies(
                                i < j
                                        ? sign -> assertThat(sign).isNegative()
                                        : i > j
                                                ? sign -> assertThat(sign).isPositive()
                                                : sign -> assertThat(sign).isZero());
            }
        }
    }

    private static Row row(String id, @Nullable String number, @Nullable String text) {
        return TextRows.texts(List.of("id", "number", "text"), id, number, text).row(0);
    }
}
