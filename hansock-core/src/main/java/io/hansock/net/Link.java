package io.hansock.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket under a line, with what lies over it and the selector that sleeps for it: how they come, and how they go. Under the wheel. */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final String server;

    /** The server may wait for acknowledgements. */
    private final boolean acknowledges;

    private final OwnSelector selector = new OwnSelector();
    private @Nullable Dialer dialer;
    private @Nullable SocketChannel socket;
    private @Nullable Transport transport;
    private @Nullable Acknowledgement acknowledgement;
    private final Distance distance = new Distance();

    Link(String server, boolean acknowledges) {
        this.server = server;
        this.acknowledges = acknowledges;
    }

    /** What exchanges go through; null while it is being made and once it is closed. */
    @Nullable
    Transport transport() {
        return transport;
    }

    boolean isDialing() {
        return dialer != null;
    }

    /** Begins to connect. */
    void dial(Dialer dialing) throws IOException {
        selector.open();
        dialer = dialing;
    }

    /** Goes on connecting as far as it can without waiting; returns the transport once there is one. */
    @Nullable
    Transport connect() throws IOException {
        Dialer dialing = dialer;
        if (dialing == null) {
            return transport;
        }
        Transport made = dialing.advance();
        SocketChannel attempt = dialing.socket();
        if (attempt != null && attempt != socket) {
            socket = attempt;
            selector.register(attempt, SelectionKey.OP_CONNECT);
        }
        if (made != null) {
            dialer = null;
            distance.connectedIn(dialing.roundTripNanos());
            transport = made;
            acknowledgement = attempt != null && acknowledges ? Acknowledgement.on(attempt) : null;
        }
        return made;
    }

    Distance distance() {
        return distance;
    }

    /** What to select; null while there is none, because the name is being resolved or because it was closed. */
    @Nullable
    SocketChannel socket() {
        return socket;
    }

    /** What to select the socket for while it is no transport yet. */
    int interest() {
        Dialer dialing = dialer;
        return dialing == null ? SelectionKey.OP_CONNECT : dialing.interest();
    }

    /** How long a driver may sleep, whatever it waits for. */
    long nanosLeft() {
        Dialer dialing = dialer;
        return dialing == null ? Long.MAX_VALUE : Math.max(0, dialing.nanosLeft());
    }

    void received() {
        Acknowledgement present = acknowledgement;
        if (present != null) {
            present.received();
        }
    }

    void sent() {
        Acknowledgement present = acknowledgement;
        if (present != null) {
            present.sent();
        }
    }

    /** Before anyone waits for the rest of what has begun to come. */
    void acknowledge() {
        Acknowledgement present = acknowledgement;
        SocketChannel connected = socket;
        if (present != null && connected != null) {
            present.giveTo(connected);
        }
    }

    /** Sleeps until something happens; returns whether there is something to read. */
    boolean sleep(int interest, long nanos) throws IOException {
        return selector.sleep(interest, Math.min(nanos, nanosLeft()));
    }

    /** Ends the sleep of whoever sleeps here. For any thread. */
    void wakeup() {
        selector.wakeup();
    }

    /** Says good-bye if that takes no waiting, and gives everything back. */
    void close() {
        Dialer dialing = dialer;
        dialer = null;
        close(dialing == null ? null : dialing::close);
        Transport present = transport;
        transport = null;
        acknowledgement = null;
        close(present == null ? null : present::close);
        close(socket);
        socket = null;
        close(selector);
    }

    private void close(@Nullable Closeable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: closing failed", server, e);
        }
    }
}
