/**
 * What docs/semantics.md says, as a program: tables in memory that answer commands, generators of tables and commands, and the test that has real
 * servers answer them too.
 *
 * <p>Read {@link io.hansock.model.ModelTable} first; then {@link io.hansock.model.Domain}, one for each type of column, which knows nothing of any
 * wire or server but how a value is written in SQL.
 */
@NullMarked
package io.hansock.model;

import org.jspecify.annotations.NullMarked;
