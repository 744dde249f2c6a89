package io.hansock.net;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Handshake} over a new connection, step by step and without blocking. Under the wheel. */
final class Conversation {
    /** A whole record of TLS, and more than a plain handshake sends at once. */
    private static final int READ_BYTES = 20 << 10;

    /** More than any handshake says at once, and a bound. */
    private static final int MOST_UNSENT = 1 << 20;

    private final String server;
    private final Handshake handshake;
    private final ByteBuffer window = ByteBuffer.allocate(READ_BYTES);
    private final ByteReader reader = new ByteReader(window.array(), 0, 0);
    private final ByteWriter out = new ByteWriter(512, MOST_UNSENT);
    private Transport transport;
    private @Nullable TlsTransport tls;
    private Handshake.@Nullable Next next;
    private byte[] received = new byte[READ_BYTES];
    private int from;
    private int to;
    private int written;

    Conversation(String server, Handshake handshake, Transport plain) {
        this.server = server;
        this.handshake = handshake;
        this.transport = plain;
    }

    /** Goes as far as it can without waiting, past one read at most; true once the handshake has ended well. */
    boolean advance() throws IOException {
        boolean hasRead = false;
        if (next == null) {
            ask();
        }
        while (send()) {
            if (next == Handshake.Next.DONE) {
                return true;
            }
            if (next == Handshake.Next.START_TLS) {
                if (!startTls()) {
                    return false;
                }
            } else {
                if ((hasRead && !transport.holdsUnread()) || !receive()) {
                    return false;
                }
                hasRead = true;
            }
            ask();
        }
        return false;
    }

    /** The transport that all that follows goes through. Once, after {@link #advance} has said that it is over. */
    Transport finish() {
        Transport wrapped = handshake.wrap(transport);
        wipe();
        return wrapped;
    }

    /** Whether it waits for room to send. */
    boolean isBlocked() {
        return written < out.size() || transport.holdsUnsent();
    }

    /** Ends it half-way. */
    void close() throws IOException {
        try {
            transport.close();
        } finally {
            wipe();
        }
    }

    private void wipe() {
        Arrays.fill(received, (byte) 0);
        Arrays.fill(window.array(), (byte) 0);
        Arrays.fill(out.array(), (byte) 0);
        handshake.wipe();
    }

    private void ask() {
        reader.reset(received, from, to);
        next = handshake.advance(reader, out);
        from = reader.position();
        if (from < to) {
            switch (next) {
                case START_TLS -> throw new ProtocolException(server, "plain bytes where TLS was to begin", null);
                case DONE -> throw new ProtocolException(server, "bytes behind the end of the handshake", null);
                case RECEIVE -> refuseEndless();
            }
        }
    }

    private void refuseEndless() {
        if (to - from > Handshake.MOST_UNREAD) {
            throw new ProtocolException(server, "a message of the handshake without an end", null);
        }
    }

    private boolean send() throws IOException {
        if (transport.holdsUnsent()) {
            transport.flush();
        }
        while (written < out.size()) {
            int taken = transport.write(ByteBuffer.wrap(out.array(), written, out.size() - written));
            if (taken == 0) {
                return false;
            }
            written += taken;
        }
        // it may have been a password
        Arrays.fill(out.array(), 0, written, (byte) 0);
        out.reset();
        written = 0;
        return !transport.holdsUnsent();
    }

    private boolean receive() throws IOException {
        window.clear();
        int read = transport.read(window);
        if (read < 0) {
            throw new EOFException("the server closed the connection before it was ready");
        }
        if (received.length - to < read) {
            received = Arrays.copyOfRange(received, from, from + Math.max(received.length, 2 * (to - from + read)));
            to -= from;
            from = 0;
        }
        window.flip().get(received, to, read);
        to += read;
        return read > 0;
    }

    private boolean startTls() throws IOException {
        TlsTransport present = tls;
        if (present == null) {
            present = new TlsTransport(server, handshake.startTls(), transport);
            tls = present;
            transport = present;
        }
        if (!present.handshake()) {
            return false;
        }
        handshake.encrypted(present.session());
        return true;
    }
}
