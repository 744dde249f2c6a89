/**
 * Channels that their callers drive: one socket, pipelined, and no thread of its own. Knows bytes and deadlines, no protocol.
 *
 * <p>Read {@link Exchange} first (one request and its reply), then {@link Channel} (how callers wait and drive) and {@link Wheel} (how
 * the right to drive changes hands). {@link Line} is what is driven; it and all that it is made of ({@link Outbox}, {@link Inbox},
 * {@link Pending}, {@link Link}) belong to whoever holds the wheel. {@link Handshake} and {@link Transport} are the seams for login, TLS
 * and compression. {@link Gathering} is a caller with several channels at once, {@link IoThread} stands in where no caller waits.
 */
@NullMarked
package io.hansock.net;

import org.jspecify.annotations.NullMarked;
