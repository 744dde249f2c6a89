/**
 * The SQL API: what an application says to a server in SQL, and how it logs in. Knows no packet.
 *
 * <p>Read {@link Capabilities} for what both sides can do.
 */
@NullMarked
package io.hansock.sql;

import org.jspecify.annotations.NullMarked;
