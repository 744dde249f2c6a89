/**
 * The index API: what an application declares (tables, indexes) and what it asks for (commands). Says what is wanted and checks
 * that it can be meant; knows no wire and no server.
 *
 * <p>Read {@link Table} first, then {@link Find} and {@link Command}.
 */
@NullMarked
package io.hansock.index;

import org.jspecify.annotations.NullMarked;
