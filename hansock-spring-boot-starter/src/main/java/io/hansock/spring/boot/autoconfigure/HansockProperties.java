package io.hansock.spring.boot.autoconfigure;

import io.hansock.QueueFull;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of Hansock. They are checked when the client is made, by the rules of {@link io.hansock.HansockBuilder}.
 *
 * @param enabled Whether to configure Hansock at all.
 * @param database Database of the tables that name none themselves.
 * @param servers Servers by name. The name stands in errors and, unless 'ring-labels' says otherwise, on the ring. Each has
 *     'host' (required), 'read-port' (9998), 'write-port' (none; needed to write over HandlerSocket), 'read-secret' and
 *     'write-secret' (none), 'weight' (100; its share of the keys).
 * @param requestTimeout How long a call may take in all, from queueing to the answer.
 * @param connectTimeout How long making a connection may take.
 * @param channelsPerPort Most connections to each port of each server. Concurrent callers share them.
 * @param maxPending Most commands that may wait for one connection, queued or sent.
 * @param queueFull What a call meets when that many commands wait for a connection.
 * @param maxReplySize Longest reply that is taken. A longer one fails its caller.
 * @param idleTimeout After how long without use a connection is closed. Should be less than the server's
 *     'handlersocket_timeout'. Zero means never.
 * @param writes What carries writes. HandlerSocket writes bypass the binary log, triggers and CHECK constraints.
 * @param ringLabels What a server is called on the ring. Must never change for data that stays.
 * @param maxKeys Most keys that one call may ask for.
 */
@ConfigurationProperties("hansock")
public record HansockProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String database,
        @DefaultValue Map<String, Server> servers,
        @DefaultValue("2s") Duration requestTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("2") int channelsPerPort,
        @DefaultValue("8192") int maxPending,
        @DefaultValue("wait") QueueFull queueFull,
        @DefaultValue("64MB") DataSize maxReplySize,
        @DefaultValue("240s") Duration idleTimeout,
        @DefaultValue("none") Writes writes,
        @DefaultValue("name") Labelling ringLabels,
        @DefaultValue("10000") int maxKeys) {
    /**
     * Properties of one server.
     *
     * @param host Host name or literal address, an IPv6 address without brackets. Required.
     * @param readPort Port that answers reads, the server's 'handlersocket_port'.
     * @param writePort Port that takes writes, the server's 'handlersocket_port_wr'. Needed only to write over HandlerSocket.
     * @param readSecret Secret of the read port, the server's 'handlersocket_plain_secret'. None by default.
     * @param writeSecret Secret of the write port, the server's 'handlersocket_plain_secret_wr'. None by default.
     * @param weight Share of the keys, relative to the other servers.
     */
    public record Server(
            @Nullable String host,
            @DefaultValue("9998") int readPort,
            @Nullable Integer writePort,
            @Nullable String readSecret,
            @Nullable String writeSecret,
            @DefaultValue("100") int weight) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "Server[host=" + host + ", readPort=" + readPort + ", writePort=" + writePort + ", weight=" + weight
                    + "]";
        }
    }
}
