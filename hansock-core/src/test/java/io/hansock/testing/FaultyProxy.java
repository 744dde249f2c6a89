package io.hansock.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bad network in front of one port: passes bytes on both ways and, on command, cuts connections, stalls them or lets them trickle. Two threads a
 * connection. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    /** How bytes are passed on. */
    public enum Flow {
        /** As they come. */
        FREE,
        /** Not at all, until that changes; what is sent fills the buffers of the sockets. */
        STALLED,
        /** In pieces of a few bytes, each a packet of its own. */
        TRICKLING
    }

    /** How connections end, as both sides see it. */
    public enum Cut {
        /** Each side is told that the other has closed. */
        FINISHED,
        /** Each side is told that the connection is gone, and what it has not read yet is lost. */
        RESET
    }

    private static final int CHUNK = 16 << 10;
    private static final int LONGEST_PIECE = 7;
    private static final long JOIN_MILLIS = 5_000;

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** How many more bytes pass before the connection that carries the last of them is reset. */
    private final AtomicLong untilReset = new AtomicLong(Long.MAX_VALUE);

    private volatile Flow flow = Flow.FREE;

    private FaultyProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts one, on a port of its own, for that port of the loopback address. */
    public static FaultyProxy to(int port) {
        try {
            FaultyProxy proxy = new FaultyProxy(new ServerSocket(0, 0, LoopbackPorts.address()), port);
            proxy.start("accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Changes how bytes are passed on, on all connections. */
    public void flow(Flow wanted) {
        lock.lock();
        try {
            flow = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all present connections. */
    public void cut(Cut how) {
        links.forEach(link -> link.end(how));
    }

    /** Has a connection reset once so many more bytes have passed, in whatever direction: in the middle of a line, most likely. */
    public void resetAfter(long bytes) {
        untilReset.set(bytes);
    }

    /** Ends everything, and returns when its threads have ended. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(Cut.FINISHED);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String role, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + port() + "-" + role);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Link link = new Link(listener.accept());
                links.add(link);
                link.connect();
            } catch (IOException e) {
                // the listener was closed; its loop condition knows
                continue;
            }
            threads.removeIf(thread -> !thread.isAlive());
        }
        cut(Cut.FINISHED);
    }

    /** Returns false if the connection has ended meanwhile. */
    private boolean awaitFlow(Link link) throws InterruptedException {
        if (flow == Flow.STALLED) {
            lock.lock();
            try {
                while (flow == Flow.STALLED && !link.ended) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }
        return !link.ended;
    }

    private int allowed(int wanted) {
        long before = untilReset.getAndUpdate(left -> left == Long.MAX_VALUE ? left : Math.max(0, left - wanted));
        return (int) Math.min(before, wanted);
    }

    /** One connection: the client's socket and one to the target. */
    private final class Link {
        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean ended;

        Link(Socket client) {
            this.client = client;
        }

        void connect() {
            try {
                server.connect(new InetSocketAddress(LoopbackPorts.address(), target));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
            } catch (IOException e) {
                // nobody listens there, or a cut came in between: the client is told either way
                end(Cut.RESET);
                return;
            }
            start("out", () -> pass(client, server));
            start("in", () -> pass(server, client));
        }

        private void pass(Socket from, Socket to) {
            Cut how = Cut.FINISHED;
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(chunk); read >= 0 && awaitFlow(this); read = in.read(chunk)) {
                    int allowed = allowed(read);
                    write(out, chunk, allowed);
                    if (allowed < read) {
                        untilReset.set(Long.MAX_VALUE);
                        how = Cut.RESET;
                        break;
                    }
                }
            } catch (IOException | InterruptedException e) {
                how = Cut.RESET;
            }
            end(how);
        }

        private void write(OutputStream out, byte[] chunk, int length) throws IOException {
            for (int at = 0; at < length; ) {
                int piece = flow == Flow.TRICKLING
                        ? Math.min(length - at, ThreadLocalRandom.current().nextInt(1, LONGEST_PIECE + 1))
                        : length - at;
                out.write(chunk, at, piece);
                at += piece;
            }
        }

        void end(Cut how) {
            links.remove(this);
            lock.lock();
            try {
                if (ended) {
                    return;
                }
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            close(client, how);
            close(server, how);
        }

        private void close(Socket socket, Cut how) {
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
}
