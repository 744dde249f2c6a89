package io.hansock.handlersocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenIndexesTest {
    private static final Index<?> INDEX = Table.of("t", "id").primary();

    private final OpenIndexes openIndexes = new OpenIndexes("db");

    @Test
    void eachShapeOfAnIndexHasOneThatStaysTheSame() {
        List<OpenIndex> first = shapes(300);
        assertThat(first).doesNotHaveDuplicates();
        List<OpenIndex> second = shapes(300);
        for (int shape = 0; shape < 300; shape++) {
            assertThat(second.get(shape)).as("shape %d", shape).isSameAs(first.get(shape));
        }
    }

    @Test
    void indexesDeclaredAnewAllTheTimeAreNotKept() {
        OpenIndex first = openIndexes.of(INDEX, List.of("id"), List.of());
        for (int i = 0; i < 10_000; i++) {
            openIndexes.of(Table.of("t" + i, "id").primary(), List.of("id"), List.of());
        }
        assertThat(openIndexes.of(INDEX, List.of("id"), List.of()))
                .as("forgotten meanwhile, and made again")
                .isNotSameAs(first)
                .hasToString(first.toString());
    }

    private List<OpenIndex> shapes(int count) {
        List<OpenIndex> shapes = new ArrayList<>();
        for (int shape = 0; shape < count; shape++) {
            shapes.add(openIndexes.of(INDEX, List.of("id", "c" + shape), List.of()));
        }
        return shapes;
    }
}
