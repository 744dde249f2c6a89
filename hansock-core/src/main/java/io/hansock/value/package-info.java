/**
 * Rows, typed reads of their cells, the mapping of rows to records, and the text form of parameters. Shared by the index API
 * and the SQL API; knows no wire.
 *
 * <p>Read {@link Row} first, then {@link CellFormat}, which is all that a wire has to supply, and {@link RecordMapper}.
 */
@NullMarked
package io.hansock.value;

import org.jspecify.annotations.NullMarked;
