package io.hansock.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for tests, laid into one array with rubbish between the cells, as a reply would have. */
public final class TextRows {
    private TextRows() {}

    /** One row of one column called {@code c}. */
    public static Row cell(@Nullable String text) {
        return cell(text == null ? null : text.getBytes(UTF_8));
    }

    /** One row of one column called {@code c}. */
    public static Row cell(byte @Nullable [] bytes) {
        return of(Columns.of(List.of("c"), TextCells.UTF_8), Collections.singletonList(bytes))
                .row(0);
    }

    /** Rows of texts, cell by cell. */
    public static Rows texts(List<String> names, @Nullable String... cells) {
        return of(
                Columns.of(names, TextCells.UTF_8),
                Stream.of(cells)
                        .map(text -> text == null ? null : text.getBytes(UTF_8))
                        .toList());
    }

    /** Rows of bytes, cell by cell. */
    public static Rows of(Columns columns, List<byte[]> cells) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        int[] bounds = new int[2 * cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            byte[] cell = cells.get(i);
            reply.write('9');
            bounds[2 * i] = cell == null ? Rows.NULL : reply.size();
            reply.writeBytes(cell == null ? new byte[1] : cell);
            bounds[2 * i + 1] = reply.size();
        }
        reply.write('9');
        return new Rows(columns, reply.toByteArray(), bounds, cells.size() / columns.size());
    }
}
