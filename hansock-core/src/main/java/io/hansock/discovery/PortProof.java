package io.hansock.discovery;

import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.handlersocket.HandlerSocketSession;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.handlersocket.Port;
import io.hansock.handlersocket.PortCheck;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.value.Rows;
import io.hansock.wire.WireExchange;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a port whether it is the one that a server tells of over SQL: another server's may be in its place (trap H30), and a name that
 * leads to one server for SQL may lead to another for other ports. Uses connections of its own, in the calling thread. Immutable, safe
 * for any thread.
 */
public final class PortProof {
    private final String server;
    private final String host;
    private final ChannelSettings channels;
    private final IoThread io;

    /**
     * Asks nothing yet.
     *
     * @param server the configured name
     * @param host the configured host, never one that the server tells
     * @param channels how the connections behave
     * @param io looks after them
     */
    public PortProof(String server, String host, ChannelSettings channels, IoThread io) {
        this.server = server;
        this.host = host;
        this.channels = channels;
        this.io = io;
    }

    /**
     * Whether a HandlerSocket answers there that takes this secret, or wants none.
     *
     * @param secret null for none
     * @throws ServerException if it wants another
     * @throws HansockException if nothing answers in time, or nothing that is a HandlerSocket
     */
    public void requireAnswer(Port port, int number, @Nullable String secret, long timeoutNanos) {
        Channel channel = channel(port, number, secret);
        try {
            channel.call(new PortCheck(server), timeoutNanos);
        } finally {
            channel.close(0);
        }
    }

    /**
     * Whether the port knows the secret that the server has told, which a port that takes any secret does not.
     *
     * @throws HansockException if nothing answers in time, or nothing that is a HandlerSocket
     */
    public boolean knows(Port port, int number, String secret, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        return !takes(port, number, UUID.randomUUID().toString(), timeoutNanos)
                && takes(port, number, secret, deadline - System.nanoTime());
    }

    private boolean takes(Port port, int number, String secret, long timeoutNanos) {
        try {
            requireAnswer(port, number, secret, timeoutNanos);
            return true;
        } catch (ServerException refused) {
            if (refused.kind() == ServerException.Kind.NOT_AUTHORISED) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Whether the row of the token table that the port reads is the one that the server has told over SQL.
     *
     * @param secret null for none
     * @param told what the server has told
     * @throws HansockException if nothing answers in time, nothing that is a HandlerSocket, or a refusal
     */
    public boolean reads(
            Port port, int number, @Nullable String secret, TokenTable table, byte[] told, long timeoutNanos) {
        Channel channel = channel(port, number, secret);
        try {
            WireExchange find = new HandlerSocketWire(table.database()).find(table.find());
            Rows rows = find.carryOut(channel, server, timeoutNanos).rows();
            return rows.size() == 1 && Arrays.equals(rows.row(0).getBytes(1), told);
        } finally {
            channel.close(0);
        }
    }

    private Channel channel(Port port, int number, @Nullable String secret) {
        HandlerSocketSession session = new HandlerSocketSession(server, port, number, secret);
        return new Channel(server, new Address.Tcp(host, number), session, channels, io, ChannelListener.NONE);
    }
}
