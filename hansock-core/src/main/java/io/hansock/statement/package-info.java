/**
 * Commands of the index API as SQL: the text of a statement, chosen by what is known of the table, and its parameters, each of the type that
 * its column wants. Knows no connection.
 *
 * <p>Read {@link TableStatements} first, then {@link Walk} (along an index, in its order).
 */
@NullMarked
package io.hansock.statement;

import org.jspecify.annotations.NullMarked;
