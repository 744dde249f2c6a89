package io.hansock.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connection of one channel, step by step and without blocking: resolves the name, then tries each of its addresses,
 * which share the time that is left. Under the wheel.
 */
final class Connector {
    private final Address address;
    private final Resolver resolver;
    private final long deadline;
    private final ArrayDeque<SocketAddress> untried = new ArrayDeque<>();

    private @Nullable CompletableFuture<List<SocketAddress>> resolving;
    private @Nullable SocketChannel socket;
    private @Nullable Throwable lastFailure;
    private long attemptStarted;
    private long attemptDeadline;
    private long roundTrip;

    Connector(Address address, Resolver resolver, long deadline) {
        this.address = address;
        this.resolver = resolver;
        this.deadline = deadline;
        this.attemptDeadline = deadline;
    }

    /**
     * Goes as far as it can without waiting; true once {@link #socket()} is connected.
     *
     * @param whenResolved run, on any thread, when it is worth calling again
     * @throws IOException if no address could be reached
     */
    boolean advance(Runnable whenResolved) throws IOException {
        CompletableFuture<List<SocketAddress>> lookup = resolving;
        if (lookup == null) {
            lookup = resolver.resolve(address);
            resolving = lookup;
            if (lookup.isDone()) {
                untried.addAll(resolved(lookup));
            } else {
                CompletableFuture<?> unused = lookup.whenComplete((addresses, failure) -> whenResolved.run());
                return false;
            }
        }
        if (socket == null && untried.isEmpty() && lastFailure == null) {
            if (!lookup.isDone()) {
                failIfLate(deadline);
                return false;
            }
            untried.addAll(resolved(lookup));
        }
        while (true) {
            try {
                return attempt();
            } catch (IOException | RuntimeException e) {
                abandonAttempt(e);
            }
        }
    }

    /** The socket, once {@link #advance} has said that it is connected. */
    SocketChannel connected() {
        return Objects.requireNonNull(socket);
    }

    /** The socket of the present attempt, null while the name is being resolved. */
    @Nullable
    SocketChannel socket() {
        return socket;
    }

    /** How long connecting took, which is one round trip. */
    long roundTripNanos() {
        return roundTrip;
    }

    long nanosLeft() {
        return attemptDeadline - System.nanoTime();
    }

    private boolean attempt() throws IOException {
        SocketChannel present = socket;
        if (present == null) {
            SocketAddress next = untried.poll();
            if (next == null) {
                throw unreachable();
            }
            present = open(next);
            socket = present;
            attemptStarted = System.nanoTime();
            attemptDeadline = attemptStarted + (deadline - attemptStarted) / (untried.size() + 1);
            if (present.connect(next)) {
                return succeeded();
            }
            return false;
        }
        if (present.finishConnect()) {
            return succeeded();
        }
        failIfLate(attemptDeadline);
        return false;
    }

    private boolean succeeded() {
        roundTrip = System.nanoTime() - attemptStarted;
        return true;
    }

    private void abandonAttempt(Exception e) throws IOException {
        if (socket == null) {
            throw e instanceof IOException io ? io : new IOException(e);
        }
        if (e instanceof RuntimeException) {
            // an address of a kind that this machine does not have
            lastFailure = new ConnectException(e.getClass().getSimpleName());
        } else {
            lastFailure = e;
        }
        socket.close();
        socket = null;
    }

    private static SocketChannel open(SocketAddress target) throws IOException {
        boolean unix = target instanceof UnixDomainSocketAddress;
        SocketChannel opened = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            opened.configureBlocking(false);
            if (!unix) {
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                KeepAlive.on(opened);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void failIfLate(long limit) throws SocketTimeoutException {
        if (limit - System.nanoTime() <= 0) {
            throw new SocketTimeoutException(socket == null ? "name lookup timed out" : "connect timed out");
        }
    }

    private IOException unreachable() {
        return lastFailure instanceof IOException io ? io : new ConnectException("the name has no address");
    }

    private static List<SocketAddress> resolved(CompletableFuture<List<SocketAddress>> lookup) throws IOException {
        try {
            return lookup.join();
        } catch (CompletionException e) {
            throw new IOException("name lookup failed", e.getCause());
        }
    }
}
