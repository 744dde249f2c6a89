/**
 * The HandlerSocket wire: commands to request lines, reply lines to rows. No sockets and no threads: the channels of
 * {@code io.hansock.net} carry its exchanges.
 *
 * <p>Read {@link HandlerSocketWire} first (a command becomes an exchange), then {@link HandlerSocketExchange} (the life of one),
 * {@link HandlerSocketSession} (which indexes a connection has open) and {@link ReplyDecoder}. {@link Tokens} is how values look
 * on the wire.
 */
@NullMarked
package io.hansock.handlersocket;

import org.jspecify.annotations.NullMarked;
