package io.hansock;

import io.hansock.ring.Labelling;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All that a client is configured with; made by {@link HansockBuilder}, whose methods say what each means and its default.
 *
 * @param servers at least one, with distinct names
 * @param database the database of tables that name none
 * @param requestTimeout how long a call may take, from queueing to the reply
 * @param connectTimeout how long making a connection may take
 * @param channelsPerPort how many connections to each port, at most
 * @param maxPending how many commands may wait for one connection
 * @param queueFull what a call meets when that many do
 * @param maxReplyBytes the longest reply that is taken
 * @param idleTimeout after how long without use a connection is closed
 * @param writes what carries writes
 * @param ringLabels what a server is called on the ring
 * @param maxKeys how many keys one call may ask for
 * @param callbacks completes the futures of asynchronous calls
 * @param listener told what happens
 */
public record HansockSettings(
        List<ServerSettings> servers,
        @Nullable String database,
        Duration requestTimeout,
        Duration connectTimeout,
        int channelsPerPort,
        int maxPending,
        QueueFull queueFull,
        int maxReplyBytes,
        Duration idleTimeout,
        Writes writes,
        Labelling ringLabels,
        int maxKeys,
        Executor callbacks,
        HansockListener listener) {}
