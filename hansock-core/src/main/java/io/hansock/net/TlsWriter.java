package io.hansock.net;

import io.hansock.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The writing half of TLS: wraps bytes into records and keeps those that the socket does not take. A byte that was wrapped belongs to
 * the stream, whoever drives. Under the wheel.
 */
final class TlsWriter {
    /** So many records are sent at once. */
    private static final int RECORDS_AT_ONCE = 4;

    /** A server that asks for new keys so often, and does not read the answers, only wants memory. */
    private static final int MOST_OWED = 32;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String server;
    private final SSLEngine engine;
    private final Transport below;
    private final int longestRecord;
    private final ByteBuffer unsent;

    /** So often the engine had something to say of its own since it last could. */
    private int owed;

    TlsWriter(String server, SSLEngine engine, Transport below) {
        this.server = server;
        this.engine = engine;
        this.below = below;
        this.longestRecord = engine.getSession().getPacketBufferSize();
        this.unsent = ByteBuffer.allocateDirect(RECORDS_AT_ONCE * longestRecord).limit(0);
    }

    /** Takes as much of {@code source} as there is room for. */
    void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining() && hasRoom()) {
            if (wrap(source).getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                // so many bytes under one key that it is time for another
                owed++;
            }
        }
        flush();
    }

    /** Has the engine say the next thing that it wants to say of its own; false if there is no room for that now. */
    boolean speak() throws IOException {
        if (!hasRoom()) {
            return false;
        }
        wrap(NOTHING);
        return true;
    }

    /** As {@link #speak}, but what there is no room for is owed; nothing waits for it. */
    void speakInPassing() throws IOException {
        if (++owed > MOST_OWED) {
            throw new ProtocolException(server, "the server asks for new keys without an end", null);
        }
        flush();
    }

    boolean holdsUnsent() {
        return unsent.hasRemaining() || owed > 0;
    }

    void flush() throws IOException {
        send();
        while (owed > 0) {
            if (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                owed = 0;
            } else if (!speak()) {
                return;
            }
            send();
        }
    }

    /** The engine's last word: its good-bye, or what it had against the server. Nothing waits for it either. */
    void close() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone() && hasRoom()) {
            SSLEngineResult result = wrapInto(NOTHING);
            if (result.bytesProduced() == 0) {
                break;
            }
        }
        send();
    }

    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        SSLEngineResult result = wrapInto(source);
        return switch (result.getStatus()) {
            case OK -> result;
            case CLOSED -> throw new EOFException("the server closed the connection");
            default -> throw new SSLException("the engine wraps longer records than it announced");
        };
    }

    private SSLEngineResult wrapInto(ByteBuffer source) throws SSLException {
        unsent.compact();
        try {
            return engine.wrap(source, unsent);
        } finally {
            unsent.flip();
        }
    }

    private boolean hasRoom() throws IOException {
        if (unsent.capacity() - unsent.remaining() < longestRecord) {
            send();
        }
        return unsent.capacity() - unsent.remaining() >= longestRecord;
    }

    private void send() throws IOException {
        if (unsent.hasRemaining()) {
            below.write(unsent);
        }
    }
}
