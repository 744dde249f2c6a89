package io.hansock.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The way from an address to a transport that exchanges may use: connects, then has the session's handshake, all within one
 * timeout, step by step and without blocking. Under the wheel.
 */
final class Dialer {
    private final String server;
    private final Session session;
    private final Channel channel;
    private final Connector connector;
    private final long deadline;
    private @Nullable Conversation conversation;

    Dialer(
            String server,
            Address address,
            Resolver resolver,
            Session session,
            ChannelSettings settings,
            Channel channel) {
        this.server = server;
        this.session = session;
        this.channel = channel;
        this.deadline = System.nanoTime() + settings.connectTimeout().toNanos();
        this.connector = new Connector(address, resolver, deadline);
    }

    /** Goes as far as it can without waiting; returns the transport once there is one. */
    @Nullable
    Transport advance() throws IOException {
        Conversation present = conversation;
        if (present == null) {
            if (!connector.advance(channel::resolved)) {
                return null;
            }
            SocketChannel socket = connector.connected();
            channel.connected(socket);
            Transport plain = new PlainTransport(socket);
            Handshake handshake = session.handshake();
            if (handshake == null) {
                return plain;
            }
            present = new Conversation(server, handshake, plain);
            conversation = present;
        }
        if (present.advance()) {
            conversation = null;
            return present.finish();
        }
        if (deadline - System.nanoTime() <= 0) {
            throw new SocketTimeoutException("the handshake timed out");
        }
        return null;
    }

    /** The socket of the present attempt, null while the name is being resolved. */
    @Nullable
    SocketChannel socket() {
        return connector.socket();
    }

    /** What to select the socket for. */
    int interest() {
        Conversation present = conversation;
        if (present == null) {
            return SelectionKey.OP_CONNECT;
        }
        return present.isBlocked() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    /** How long there is before another address is to be tried, or none. */
    long nanosLeft() {
        return conversation == null ? connector.nanosLeft() : deadline - System.nanoTime();
    }

    /** How long connecting took, which is one round trip. */
    long roundTripNanos() {
        return connector.roundTripNanos();
    }

    /** Ends a handshake half-way; the socket is the line's to close. */
    void close() throws IOException {
        Conversation present = conversation;
        conversation = null;
        if (present != null) {
            present.close();
        }
    }
}
