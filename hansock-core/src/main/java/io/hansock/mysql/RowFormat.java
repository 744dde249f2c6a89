package io.hansock.mysql;

import io.hansock.value.ColumnMetadata;
import io.hansock.value.Columns;
import java.util.List;

/** In which of its two forms the server sends the cells of a result. */
public enum RowFormat {
    /** As text: what a query answers. */
    TEXT {
        @Override
        Columns columns(List<ColumnMetadata> definitions) {
            return Columns.ofText(definitions);
        }
    },
    /** Numbers and times in their own bytes: what a prepared statement answers. */
    BINARY {
        @Override
        Columns columns(List<ColumnMetadata> definitions) {
            return Columns.ofBinary(definitions);
        }
    };

    abstract Columns columns(List<ColumnMetadata> definitions);
}
