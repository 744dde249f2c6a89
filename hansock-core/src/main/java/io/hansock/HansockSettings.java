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
 * @param database the database of tables that name none, and of the login
 * @param access how to reach the servers over SQL; nobody's if there is none
 * @param handlerSocket how the servers' HandlerSocket is used
 * @param requestTimeout how long a call may take, from queueing to the reply
 * @param connectTimeout how long making a connection may take
 * @param channelsPerPort how many connections to each HandlerSocket port
 * @param sqlChannels how many connections to each server carry reads over SQL, and as many writes
 * @param sqlSessions how many connections to each server have one user at a time, at most: for the application's own SQL, and as many
 *     for transactions of the client's own
 * @param maxPending how many commands may wait for one connection
 * @param queueFull what a call meets when that many do
 * @param maxReplyBytes the longest reply that is taken
 * @param idleTimeout after how long without use a connection is closed
 * @param writes what carries writes
 * @param guard what is done about what HandlerSocket would bypass
 * @param failover what becomes of the keys of a server that is down
 * @param ringLabels what a server is called on the ring
 * @param maxKeys how many keys one call may ask for
 * @param callbacks completes the futures of asynchronous calls
 * @param listener told what happens
 */
public record HansockSettings(
        List<ServerSettings> servers,
        @Nullable String database,
        SqlAccess access,
        HandlerSocketSettings handlerSocket,
        Duration requestTimeout,
        Duration connectTimeout,
        ChannelRange channelsPerPort,
        ChannelRange sqlChannels,
        int sqlSessions,
        int maxPending,
        QueueFull queueFull,
        int maxReplyBytes,
        Duration idleTimeout,
        Writes writes,
        GuardMode guard,
        Failover failover,
        Labelling ringLabels,
        int maxKeys,
        Executor callbacks,
        HansockListener listener) {
    private static final Duration SHORTEST_DISCARD = Duration.ofSeconds(1);
    private static final Duration LONGEST_DISCARD = Duration.ofSeconds(10);

    /** {@return whether the client logs in, and so has SQL beside HandlerSocket} */
    public boolean hasSql() {
        return access.isGiven();
    }

    /**
     * {@return how long a connection may owe a reply that nobody waits for any more before it is taken for dead: as long as a call may take,
     * but at least a second, and ten at most}
     */
    public Duration discardTimeout() {
        Duration most = requestTimeout.compareTo(LONGEST_DISCARD) < 0 ? requestTimeout : LONGEST_DISCARD;
        return most.compareTo(SHORTEST_DISCARD) < 0 ? SHORTEST_DISCARD : most;
    }

    /** {@return whether HandlerSocket may be used at all: it is not where encryption is demanded and its lack was not accepted} */
    public boolean allowsHandlerSocket() {
        return handlerSocket.isEnabled() && (!access.demandsEncryption() || handlerSocket.acceptsPlaintext());
    }
}
