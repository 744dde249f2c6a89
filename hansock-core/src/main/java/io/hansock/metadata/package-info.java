/**
 * What SQL says of a table: its kind, columns, keys, and what the SQL layer does with its rows that an index does not.
 *
 * <p>Read {@link TableMetadata} first. {@link TableCatalog} keeps what {@link MetadataReader} reads over SQL.
 */
@NullMarked
package io.hansock.metadata;

import org.jspecify.annotations.NullMarked;
