/**
 * The MySQL wire, as MySQL and MariaDB speak it: packets, the login, commands and results. No sockets and no threads: the channels
 * of {@code io.hansock.net} carry its exchanges.
 *
 * <p>Read {@link PacketCursor} and {@link PacketWriter} first (how bytes become messages), then {@link Agreed} (what was settled at
 * the login, on which the shape of all else depends).
 */
@NullMarked
package io.hansock.mysql;

import org.jspecify.annotations.NullMarked;
