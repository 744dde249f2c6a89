package io.hansock.testing;

import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.FaultyProxy.Fuse;
import io.hansock.testing.FaultyProxy.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link FaultyProxy}: the client's socket and one to the server. Two threads of its own. */
final class ProxiedConnection {
    private static final int CHUNK = 16 << 10;
    private static final int LONGEST_PIECE = 7;
    private static final long READING_MILLIS = 50;

    private final FaultyProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final @Nullable Fuse fuse;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Whether something was swallowed: what comes after a gap must not arrive either. */
    private volatile boolean forgotten;

    private volatile long lastPassed = System.nanoTime();

    ProxiedConnection(FaultyProxy proxy, Socket client, @Nullable Fuse fuse) {
        this.proxy = proxy;
        this.client = client;
        this.fuse = fuse;
        if (fuse != null) {
            fuse.place();
        }
    }

    void connect(int target) {
        try {
            client.setTcpNoDelay(true);
            if (proxy.flow() == Flow.SWALLOWED) {
                forgotten = true;
            } else {
                server.connect(new InetSocketAddress(LoopbackPorts.address(), target));
                server.setTcpNoDelay(true);
            }
        } catch (IOException e) {
            // nobody listens there, or a cut came in between: the client is told either way
            end(Cut.RESET);
            return;
        }
        proxy.start("requests", () -> pass(Way.REQUESTS, client, server));
        if (!forgotten) {
            proxy.start("replies", () -> pass(Way.REPLIES, server, client));
        }
    }

    /** When it passed something last, on {@link System#nanoTime}'s clock. */
    long lastPassed() {
        return lastPassed;
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** Closes the server's side; the client is to learn nothing. */
    void forget() {
        forgotten = true;
        close(server, Cut.FINISHED);
    }

    private void pass(Way way, Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                proxy.awaitFlow(this);
                if (hasEnded() && !forgotten) {
                    return;
                }
                if (!isSwallowed() && !pass(way, to, chunk, read)) {
                    blow();
                    return;
                }
            }
            endUnlessForgotten(way, Cut.FINISHED);
        } catch (IOException | InterruptedException e) {
            endUnlessForgotten(way, Cut.RESET);
        }
    }

    private boolean isSwallowed() {
        if (proxy.flow() == Flow.SWALLOWED) {
            forgotten = true;
        }
        return forgotten;
    }

    /** Returns false if the connection is to be reset behind what was passed. */
    private boolean pass(Way way, Socket to, byte[] chunk, int length) throws IOException, InterruptedException {
        long delay = proxy.latency().toNanos();
        if (delay > 0) {
            Thread.sleep(delay / 1_000_000, (int) (delay % 1_000_000));
        }
        lastPassed = System.nanoTime();
        int allowed = proxy.allowed(length);
        if (fuse != null) {
            allowed = Math.min(allowed, fuse.allowed(way, length));
        }
        OutputStream out = to.getOutputStream();
        for (int at = 0; at < allowed; ) {
            int piece = piece(allowed - at);
            out.write(chunk, at, piece);
            at += piece;
        }
        return allowed == length;
    }

    private int piece(int left) {
        return switch (proxy.flow()) {
            case SINGLE -> 1;
            case TRICKLING -> Math.min(left, ThreadLocalRandom.current().nextInt(1, LONGEST_PIECE + 1));
            default -> left;
        };
    }

    /** The client is cut off at once; the server first reads what has come so far: only so it is certain what has reached it. */
    private void blow() throws IOException, InterruptedException {
        forgotten = true;
        if (ended.compareAndSet(false, true)) {
            close(client, Cut.RESET);
            server.shutdownOutput();
            Thread.sleep(READING_MILLIS);
            close(server, Cut.RESET);
            proxy.ended(this);
        }
    }

    /** Of a forgotten connection only the client's side counts. */
    private void endUnlessForgotten(Way way, Cut how) {
        if (way == Way.REPLIES && forgotten) {
            close(server, how);
        } else if (forgotten && proxy.keepsServersWaiting()) {
            close(client, how);
        } else {
            end(how);
        }
    }

    void end(Cut how) {
        if (ended.compareAndSet(false, true)) {
            close(client, how);
            close(server, how);
            proxy.ended(this);
        }
    }

    private static void close(Socket socket, Cut how) {
        try (socket) {
            if (how == Cut.RESET) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // the other side was quicker
            return;
        }
    }
}
