package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bad network in front of one port of the loopback address: passes bytes on both ways and, on command, cuts connections, holds them up,
 * forgets them, or refuses new ones. Two threads a connection. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    /** How bytes are passed on. */
    public enum Flow {
        /** As they come. */
        FREE,
        /** Not at all, until that changes; what is sent fills the buffers of the sockets. */
        STALLED,
        /** In pieces of a few bytes, each a packet of its own. */
        TRICKLING,
        /** Byte by byte, each a packet of its own. */
        SINGLE,
        /**
         * A black hole: connections are taken, what is sent is read and lost. A connection that has lost something never answers again, whatever
         * the flow is later.
         */
        SWALLOWED
    }

    /** How connections end, as both sides see it. */
    public enum Cut {
        /** Each side is told that the other has closed. */
        FINISHED,
        /** Each side is told that the connection is gone, and what it has not read yet is lost. */
        RESET
    }

    /** The way of a byte. */
    public enum Way {
        /** To the server. */
        REQUESTS,
        /** To the client. */
        REPLIES
    }

    private static final int ATTEMPTS = 5;
    private static final long JOIN_MILLIS = 5_000;

    private final int port;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** How many more bytes pass before the connection that carries the last of them is reset. */
    private final AtomicLong untilReset = new AtomicLong(Long.MAX_VALUE);

    /** For the next connection. */
    private final AtomicReference<@Nullable Fuse> fuse = new AtomicReference<>();

    private volatile ServerSocket listener;
    private volatile Flow flow = Flow.FREE;
    private volatile boolean serversWait;
    private volatile Duration latency = Duration.ZERO;

    private FaultyProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.target = target;
    }

    /** Starts one, on a port of its own, for that port of the loopback address. */
    public static FaultyProxy to(int port) {
        FaultyProxy proxy = new FaultyProxy(listen(), port);
        proxy.start("accept", proxy::accept);
        return proxy;
    }

    private static ServerSocket listen() {
        for (int attempt = 1; ; attempt++) {
            try {
                return new ServerSocket(LoopbackPorts.choose(1)[0], 0, LoopbackPorts.address());
            } catch (IOException e) {
                // another process was quicker
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
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

    /** How long each piece takes from now on, either way. */
    public void latency(Duration wanted) {
        latency = wanted;
    }

    /** Ends all present connections. */
    public void cut(Cut how) {
        connections.forEach(connection -> connection.end(how));
    }

    /** Ends the connection over which bytes came last, if there is one. */
    public void cutLatest(Cut how) {
        connections.stream()
                .max(Comparator.comparingLong(ProxiedConnection::lastPassed))
                .ifPresent(connection -> connection.end(how));
    }

    /** Leaves present connections half-open: the server's side is closed, and clients learn nothing of it and get no answer. */
    public void forget() {
        connections.forEach(ProxiedConnection::forget);
    }

    /** From now on a server does not learn either that a client has left a connection of which something was swallowed. */
    public void keepServersWaiting() {
        serversWait = true;
    }

    boolean keepsServersWaiting() {
        return serversWait;
    }

    /** Has a connection reset once so many more bytes have passed, in whatever direction: in the middle of a line, most likely. */
    public void resetAfter(long bytes) {
        untilReset.set(bytes);
    }

    /**
     * Has the next connection reset once it has passed so many bytes that way, from its beginning on; 0 means that none passes. What the server
     * has got so far it can read.
     */
    public Fuse fuseNext(Way way, long bytes) {
        Fuse made = new Fuse(way, bytes);
        fuse.set(made);
        return made;
    }

    /** Takes no connections any more: they are refused, as if nobody listened. Those that there are go on. */
    public void refuse() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes connections again after {@link #refuse}. */
    public void listenAgain() {
        try {
            listener = new ServerSocket(port, 0, LoopbackPorts.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    /** Ends everything, and returns when its threads have ended. */
    @Override
    public void close() {
        refuse();
        cut(Cut.FINISHED);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut(Cut.FINISHED);
    }

    void start(String role, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + port + "-" + role);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        ServerSocket own = listener;
        while (!own.isClosed()) {
            try {
                Socket client = own.accept();
                ProxiedConnection connection = new ProxiedConnection(this, client, fuse.getAndSet(null));
                connections.add(connection);
                if (own.isClosed()) {
                    // nobody listened any more when it was taken: who ends all that there are must not miss it
                    connection.end(Cut.RESET);
                } else {
                    connection.connect(target);
                }
            } catch (IOException e) {
                // the listener was closed; the loop's condition knows
                continue;
            }
            threads.removeIf(thread -> !thread.isAlive());
        }
    }

    // ---- for connections

    Flow flow() {
        return flow;
    }

    Duration latency() {
        return latency;
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitFlow(ProxiedConnection connection) throws InterruptedException {
        lock.lock();
        try {
            while (flow == Flow.STALLED && !connection.hasEnded()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many of so many bytes may pass; after fewer the connection is to be reset. */
    int allowed(int wanted) {
        long before = untilReset.getAndUpdate(left -> left == Long.MAX_VALUE ? left : Math.max(0, left - wanted));
        if (before < wanted) {
            untilReset.set(Long.MAX_VALUE);
        }
        return (int) Math.min(before, wanted);
    }

    /** A limit for what one connection may pass one way. */
    public static final class Fuse {
        private final Way way;
        private final long most;
        private volatile boolean inPlace;
        private final AtomicLong passed = new AtomicLong();
        private volatile boolean blown;

        private Fuse(Way way, long most) {
            this.way = way;
            this.most = most;
        }

        /** Whether there is a connection that has it. */
        public boolean isInPlace() {
            return inPlace;
        }

        /** How much has passed so far. */
        public long passed() {
            return passed.get();
        }

        /** Whether the connection was reset. */
        public boolean isBlown() {
            return blown;
        }

        void place() {
            inPlace = true;
        }

        /** In the one thread that passes bytes that way. */
        int allowed(Way on, int wanted) {
            if (on != way) {
                return wanted;
            }
            int allowed = (int) Math.min(most - passed.get(), wanted);
            passed.addAndGet(allowed);
            blown = allowed < wanted;
            return allowed;
        }
    }
}
