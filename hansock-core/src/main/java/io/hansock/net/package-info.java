/**
 * Channels that their callers drive: one socket, pipelined, and no thread of its own. Knows bytes and deadlines, no protocol.
 *
 * <p>Read {@link Exchange} first (one request and its reply), then {@link Channel} (who drives, and how the wheel changes hands).
 * {@link Gathering} is a caller with several channels at once, {@link IoThread} stands in where no caller waits. All that touches
 * the socket ({@link Outbox}, {@link Inbox}, {@link Connector}) belongs to whoever holds the wheel.
 */
@NullMarked
package io.hansock.net;

import org.jspecify.annotations.NullMarked;
