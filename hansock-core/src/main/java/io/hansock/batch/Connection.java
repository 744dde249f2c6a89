package io.hansock.batch;

import io.hansock.handlersocket.HandlerSocketSession;
import io.hansock.handlersocket.Port;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A server to send batches to. It connects when it is first executed on, stays connected, and connects anew on the next
 * execution after any failure: the end of the connection, a deadline that passed, bytes that make no sense. It also closes after
 * four idle minutes, before the server would.
 *
 * <p><b>Open indexes belong to a connection.</b> After a new connect the server knows none of the ids, so a batch should begin with
 * the open_index lines that it needs.
 *
 * <p>One execution at a time may use it; any thread may. All connections share one daemon thread, which starts when the first of them
 * is used, works only when no execution does, and ends when the last of them is closed.
 */
public final class Connection implements AutoCloseable {
    /** The port where none is given: customarily HandlerSocket's <b>read</b> port, which refuses writes. */
    public static final int DEFAULT_PORT = 9998;

    private final Address address;
    private final @Nullable String secret;
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Channel channel;

    /** What looks after its channels; null until it is used. Guarded by this. */
    private @Nullable IoThread io;

    private Connection(Address address, @Nullable String secret) {
        this.address = address;
        this.secret = secret;
        session();
    }

    /**
     * {@return a connection to a server whose port has no secret; nothing is connected yet}
     *
     * @param target {@code host}, {@code host:port}, {@code [IPv6 address]}, {@code [IPv6 address]:port} or the path of a Unix socket,
     *     which begins with a slash; without a port it is {@value #DEFAULT_PORT}
     * @throws io.hansock.ConfigurationException if it is none of these
     */
    public static Connection to(String target) {
        return new Connection(Target.parse(target), null);
    }

    /**
     * {@return a connection to a server whose port wants a secret, which is sent in front of everything else on each connect}
     *
     * @param target as in {@link #to(String)}
     * @param secret the secret; empty for none: a port without a secret refuses any
     * @throws io.hansock.ConfigurationException if the target is no server, or if the secret is not 1 to 128 printable ASCII
     *     characters without blanks
     */
    public static Connection to(String target, String secret) {
        return new Connection(Target.parse(target), secret);
    }

    /** Closes it; batches that are being executed on it fail. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            disconnect();
            leaveThread();
        }
    }

    /** Where it goes, as {@code host:port} or a path; also what errors call the server. */
    @Override
    public String toString() {
        return address.toString();
    }

    /** Takes it for one execution. */
    void take() {
        if (closed.get()) {
            throw new IllegalStateException("the connection to " + this + " is closed");
        }
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the connection to " + this + " is used by another execution");
        }
    }

    void give() {
        used.set(false);
    }

    /** The present channel, or a new one that may take {@code timeout} to connect. While taken. */
    Channel channel(Duration timeout) {
        Channel present = channel;
        if (present == null || present.isClosed()) {
            ChannelSettings usual = ChannelSettings.DEFAULTS;
            present = new Channel(
                    toString(),
                    address,
                    session(),
                    new ChannelSettings(
                            timeout,
                            usual.maxPending(),
                            ChannelSettings.AtBound.WAIT,
                            usual.maxReplyBytes(),
                            usual.discardTimeout(),
                            usual.idleTimeout(),
                            usual.drainAfterBytes()),
                    io(),
                    ChannelListener.NONE);
            channel = present;
            if (closed.get()) {
                present.close(0);
            }
        }
        return present;
    }

    /** What looks after its channels. While taken. */
    synchronized IoThread io() {
        IoThread present = io;
        if (present == null) {
            present = BatchThread.join();
            io = present;
            if (closed.get()) {
                BatchThread.leave();
            }
        }
        return present;
    }

    private synchronized void leaveThread() {
        if (io != null) {
            BatchThread.leave();
        }
    }

    /** Ends the present channel; the next execution makes another. */
    void disconnect() {
        Channel present = channel;
        if (present != null) {
            channel = null;
            present.close(0);
        }
    }

    private HandlerSocketSession session() {
        int port = address instanceof Address.Tcp tcp ? tcp.port() : 0;
        return new HandlerSocketSession(toString(), Port.EITHER, port, secret);
    }
}
