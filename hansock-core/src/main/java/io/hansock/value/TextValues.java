package io.hansock.value;

import io.hansock.buffer.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cells of known columns as values, where the cell is text, or bytes that both protocols send alike. */
final class TextValues {
    /** The spatial reference id, the byte order and the kind of shape: no geometry is shorter. */
    private static final int SHORTEST_GEOMETRY = 9;

    private TextValues() {}

    /**
     * The value.
     *
     * @throws CellException if the cell is not what its type promises
     * @throws IllegalArgumentException likewise
     */
    static Value of(ColumnMetadata column, byte[] bytes, int from, int to) {
        ColumnType type = column.type();
        return switch (type) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR ->
                IntegerValues.of(
                        column,
                        column.isUnsigned()
                                ? TextNumbers.unsigned64(bytes, from, to)
                                : TextNumbers.int64(bytes, from, to));
            case DECIMAL -> new NumberValue.Decimal(TextNumbers.decimal(bytes, from, to));
            case FLOAT -> new NumberValue.Float32(TextNumbers.float32(bytes, from, to));
            case DOUBLE -> new NumberValue.Float64(TextNumbers.float64(bytes, from, to));
            case DATE -> TextTimes.dateValue(bytes, from, to);
            case DATETIME -> TextTimes.dateTimeValue(bytes, from, to);
            case TIMESTAMP -> new TimeValue.Timestamp(TextTimes.dateTimeValue(bytes, from, to));
            case TIME -> new TimeValue.Time(TextTimes.duration(bytes, from, to));
            case JSON -> new Value.Json(TextCells.UTF_8.text(bytes, from, to));
            case ENUM -> new Value.EnumLabel(TextCells.UTF_8.text(bytes, from, to));
            case SET -> new Value.SetLabels(labels(TextCells.UTF_8.text(bytes, from, to)));
            case UUID -> new Value.Uuid(TextCells.UTF_8.uuid(bytes, from, to));
            case INET4, INET6 -> new Value.Inet(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            case BINARY, VARBINARY, BLOB -> from == to ? new Value.Empty() : new Value.Blob(Bytes.of(bytes, from, to));
            case GEOMETRY -> geometry(column, bytes, from, to);
            case NULL, CHAR, VARCHAR, TEXT, BIT, VECTOR, OTHER -> UnreadValues.of(column, bytes, from, to);
        };
    }

    private static Set<String> labels(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(",", -1)));
    }

    private static Value geometry(ColumnMetadata column, byte[] bytes, int from, int to) {
        return to - from < SHORTEST_GEOMETRY
                ? UnreadValues.of(column, bytes, from, to)
                : new Value.Geometry(
                        LittleEndian.get32(bytes, from) & 0xffff_ffffL, Bytes.of(bytes, from + Integer.BYTES, to));
    }
}
