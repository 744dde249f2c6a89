package io.hansock.net;

import io.hansock.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 or 1.3 over another transport, by the JDK's engine. The bytes between engine and socket are kept here: what was wrapped
 * belongs to the stream, whoever drives. The end of the stream without TLS's own good-bye is an end like any other, since the
 * protocol above knows where its messages end. Under the wheel, which also pays for the engine's longer computations.
 */
final class TlsTransport implements Transport {
    /** As much as is sent or received at once. */
    private static final int RECORDS_AT_ONCE = 4;

    /** A server that asks for new keys so often, and does not read the answers, only wants memory. */
    private static final int MOST_OWED = 32;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String server;
    private final SSLEngine engine;
    private final Transport below;
    private final ByteBuffer received;
    private final ByteBuffer unsent;

    /** The longest record that may have to be wrapped. */
    private final int longestRecord;

    /** The rest of a record that did not fit into its reader's buffer; null while no reader was that narrow. */
    private @Nullable ByteBuffer aside;

    private boolean begun;
    private boolean renewsKeys;

    /** What was received is not a whole record. */
    private boolean starved = true;

    /** The server has said good-bye. */
    private boolean ended;

    /** So often the engine had something to say of its own since it last could. */
    private int owed;

    TlsTransport(String server, SSLEngine engine, Transport below) {
        this.server = server;
        this.engine = engine;
        this.below = below;
        this.longestRecord = engine.getSession().getPacketBufferSize();
        this.received =
                ByteBuffer.allocateDirect(RECORDS_AT_ONCE * longestRecord).limit(0);
        this.unsent = ByteBuffer.allocateDirect(RECORDS_AT_ONCE * longestRecord).limit(0);
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
                    if (!hasRoom()) {
                        return false;
                    }
                    wrap(NOTHING);
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    send();
                    if (!unwrapHandshake()) {
                        if (hasRead || fill() == 0) {
                            return false;
                        }
                        hasRead = true;
                    }
                }
                default -> {
                    send();
                    renewsKeys = engine.getSession().getProtocol().equals("TLSv1.3");
                    return !unsent.hasRemaining();
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
        while (source.hasRemaining() && hasRoom()) {
            SSLEngineResult result = wrap(source);
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                // so many bytes under one key that it is time for another
                owed++;
            }
        }
        flush();
        return source.position() - before;
    }

    @Override
    public boolean holdsUnsent() {
        return unsent.hasRemaining() || owed > 0;
    }

    @Override
    public void flush() throws IOException {
        send();
        if (owed > 0) {
            speak();
            send();
        }
    }

    /** The engine's last word: its good-bye, or what it had against the server. */
    @Override
    public void close() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone() && hasRoom()) {
            SSLEngineResult result = engine.wrap(NOTHING, unsent.compact());
            unsent.flip();
            if (result.bytesProduced() == 0) {
                break;
            }
        }
        send();
        below.close();
    }

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
            if (++owed > MOST_OWED) {
                throw new ProtocolException(server, "the server asks for new keys without an end", null);
            }
            speak();
            send();
        }
    }

    /** Wraps what the engine has to say of its own, if there is room; else that is owed. */
    private void speak() throws IOException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            if (!hasRoom()) {
                return;
            }
            wrap(NOTHING);
        }
        owed = 0;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        unsent.compact();
        try {
            SSLEngineResult result = engine.wrap(source, unsent);
            return switch (result.getStatus()) {
                case OK -> result;
                case CLOSED -> throw new EOFException("the server closed the connection");
                default -> throw new SSLException("the engine wraps longer records than it announced");
            };
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

    /** One read; returns 0 if nothing came. An end of the stream is noted, and is one once what came before is read. */
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

    /** For a target too narrow for the longest record there is, also where the engine has not seen enough to know how long this one is. */
    private SSLEngineResult unwrapAside() throws IOException {
        ByteBuffer target = aside;
        if (target == null) {
            target = ByteBuffer.allocate(Math.max(engine.getSession().getApplicationBufferSize(), longestRecord));
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
