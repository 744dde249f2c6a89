package io.hansock.net;

import io.hansock.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 or 1.3 over another transport, by the JDK's engine. The end of the stream without TLS's own good-bye is an end like any
 * other, since the protocol above knows where its messages end. Under the wheel, which also pays for the engine's longer computations.
 */
final class TlsTransport implements Transport {
    /** So many records are received at once. */
    private static final int RECORDS_AT_ONCE = 4;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String server;
    private final SSLEngine engine;
    private final Transport below;
    private final TlsWriter writer;
    private final ByteBuffer received;

    /** The rest of a record that did not fit into its reader's buffer; null while no reader was that narrow. */
    private @Nullable ByteBuffer aside;

    private boolean begun;
    private boolean renewsKeys;

    /** What was received is not a whole record. */
    private boolean starved = true;

    /** Nothing more will be received. */
    private boolean ended;

    TlsTransport(String server, SSLEngine engine, Transport below) {
        this.server = server;
        this.engine = engine;
        this.below = below;
        this.writer = new TlsWriter(server, engine, below);
        int longestRecord = engine.getSession().getPacketBufferSize();
        this.received =
                ByteBuffer.allocateDirect(RECORDS_AT_ONCE * longestRecord).limit(0);
    }

    SSLSession session() {
        return engine.getSession();
    }

    /** Goes on with the TLS handshake as far as it goes without waiting, past one read at most; true once it has ended well. */
    boolean handshake() throws IOException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        boolean hasRead = false;
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    if (!writer.speak()) {
                        return false;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    writer.flush();
                    if (!unwrapHandshake()) {
                        if (hasRead || fill() == 0) {
                            return false;
                        }
                        hasRead = true;
                    }
                }
                default -> {
                    writer.flush();
                    renewsKeys = engine.getSession().getProtocol().equals("TLSv1.3");
                    return !writer.holdsUnsent();
                }
            }
        }
    }

    /** False if what was received is not a whole record. */
    private boolean unwrapHandshake() throws IOException {
        return switch (engine.unwrap(received, NOTHING).getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> {
                if (ended) {
                    throw new EOFException("the server closed the connection while TLS began");
                }
                yield false;
            }
            case BUFFER_OVERFLOW -> throw new ProtocolException(server, "data before TLS has begun", null);
            case CLOSED -> throw new EOFException("the server ended TLS before it began");
        };
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int before = target.position();
        drainAside(target);
        boolean hasRead = false;
        while (target.hasRemaining() && !(ended && starved)) {
            SSLEngineResult result = engine.unwrap(received, target);
            if (result.getStatus() == Status.BUFFER_OVERFLOW && target.position() == before) {
                result = unwrapAside();
                drainAside(target);
            }
            switch (result.getStatus()) {
                case OK -> look(result);
                case BUFFER_UNDERFLOW -> {
                    starved = true;
                    if (hasRead || target.position() > before || fill() == 0) {
                        return target.position() - before;
                    }
                    hasRead = true;
                }
                case BUFFER_OVERFLOW -> {
                    if (target.position() == before) {
                        throw new ProtocolException(server, "a record longer than TLS allows", null);
                    }
                    return target.position() - before;
                }
                case CLOSED -> {
                    ended = true;
                    starved = true;
                }
            }
        }
        int read = target.position() - before;
        return read == 0 && ended ? -1 : read;
    }

    @Override
    public boolean holdsUnread() {
        ByteBuffer rest = aside;
        return (!starved && received.hasRemaining()) || (rest != null && rest.hasRemaining());
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int before = source.position();
        writer.write(source);
        return source.position() - before;
    }

    @Override
    public boolean holdsUnsent() {
        return writer.holdsUnsent();
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        below.close();
    }

    /** What else came of a record than data. */
    private void look(SSLEngineResult result) throws IOException {
        HandshakeStatus status = result.getHandshakeStatus();
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
            return;
        }
        if (!renewsKeys) {
            throw new ProtocolException(server, "the server wants to negotiate TLS anew", null);
        }
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            writer.speakInPassing();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** One read; returns 0 if nothing came. The end of the stream is noted, and is one once what came before is read. */
    private int fill() throws IOException {
        received.compact();
        int read;
        try {
            if (!received.hasRemaining()) {
                throw new ProtocolException(server, "a record longer than TLS allows", null);
            }
            read = below.read(received);
        } finally {
            received.flip();
        }
        if (read < 0) {
            ended = true;
        } else if (read > 0) {
            starved = false;
        }
        return read;
    }

    /** For a target too narrow for the longest record there is, also where too little came to know how long this one is. */
    private SSLEngineResult unwrapAside() throws IOException {
        ByteBuffer target = aside;
        if (target == null) {
            SSLSession session = engine.getSession();
            target = ByteBuffer.allocate(Math.max(session.getApplicationBufferSize(), session.getPacketBufferSize()));
            aside = target;
        }
        target.clear();
        SSLEngineResult result = engine.unwrap(received, target);
        target.flip();
        return result;
    }

    private void drainAside(ByteBuffer target) {
        ByteBuffer rest = aside;
        if (rest != null && rest.hasRemaining()) {
            int length = Math.min(rest.remaining(), target.remaining());
            target.put(target.position(), rest, rest.position(), length);
            rest.position(rest.position() + length);
            target.position(target.position() + length);
        }
    }
}
