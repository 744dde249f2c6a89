/**
 * The SQL API: what an application says to a server in SQL, and how it logs in. Knows no packet.
 *
 * <p>Read {@link SqlClient} first. {@link LoginSettings} and {@link TlsSettings} say who is let in and how that is kept private,
 * {@link Capabilities} what both sides can do.
 */
@NullMarked
package io.hansock.sql;

import org.jspecify.annotations.NullMarked;
