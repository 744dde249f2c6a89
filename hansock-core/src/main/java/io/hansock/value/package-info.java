/**
 * Rows, typed reads of their cells, cells as objects, what servers tell of columns, the mapping of rows to records, and the text
 * form of parameters. Shared by the index API and the SQL API; knows no wire.
 *
 * <p>Read {@link Row} and {@link Value} first, then {@link CellFormat}, how the bytes of a cell are read, with {@link Columns},
 * which says what formats there are, and {@link RecordMapper}.
 */
@NullMarked
package io.hansock.value;

import org.jspecify.annotations.NullMarked;
