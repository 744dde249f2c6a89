/**
 * The rules that a table's definition implies: which wire answers a command exactly, and what no wire may carry.
 *
 * <p>Read {@link TableGuard} first, then {@link Rule} and {@link Verdict}.
 */
@NullMarked
package io.hansock.guard;

import org.jspecify.annotations.NullMarked;
