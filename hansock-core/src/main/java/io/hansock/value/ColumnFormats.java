package io.hansock.value;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Which format reads the cells of a column. */
final class ColumnFormats {
    private ColumnFormats() {}

    static CellFormat ofText(ColumnMetadata column) {
        return column.type() == ColumnType.BIT ? new BitCells(column) : TextCells.of(column);
    }

    static CellFormat ofText(ColumnMetadata column, Charset charset) {
        CellFormat utf8 = ofText(column);
        return column.type().isText() && !charset.equals(StandardCharsets.UTF_8)
                ? new TranscodedCells(utf8, column.type(), charset)
                : utf8;
    }

    static CellFormat ofBinary(ColumnMetadata column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> new IntegerCells(column);
            case FLOAT, DOUBLE -> new FloatingCells(column);
            case DATE, DATETIME, TIMESTAMP -> new DateCells(column);
            case TIME -> new TimeCells(column);
            default -> ofText(column);
        };
    }
}
