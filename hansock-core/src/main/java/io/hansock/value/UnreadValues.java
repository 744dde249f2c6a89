package io.hansock.value;

import java.nio.charset.StandardCharsets;

/** Cells as values that nobody took apart. */
final class UnreadValues {
    private UnreadValues() {}

    static Value of(ColumnMetadata column, byte[] bytes, int from, int to) {
        Bytes copy = Bytes.of(bytes, from, to);
        ColumnType type = column.type();
        return type.isText() || (type == ColumnType.OTHER && column.collation() != ColumnMetadata.BINARY_COLLATION)
                ? new Value.RawText(type, StandardCharsets.UTF_8, copy)
                : new Value.RawBytes(type, copy);
    }
}
