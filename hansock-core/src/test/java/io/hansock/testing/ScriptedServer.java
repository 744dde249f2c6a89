package io.hansock.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that says what a test wants it to say, for odd and hostile conversations no real server would have.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.playing(c -> {
 *     c.expectLine("P\t0\tdb\tt\tPRIMARY\tid");
 *     c.trickle("0\t1\n");
 *     c.reset();
 * })) {...}
 * }</pre>
 *
 * <p>Each connection is played on a daemon thread of its own and closed at the end of its script. {@link #close} throws an {@link AssertionError} if
 * a client did not do what a script expected. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
    /** One connection, from the server's side. */
    @FunctionalInterface
    public interface Script {
        /** Talks with the client; an {@link IOException} means that the client left, and ends the script without a failure. */
        void play(Conversation client) throws IOException, InterruptedException;
    }

    /** One connection as bare streams. */
    @FunctionalInterface
    public interface Handler {
        /** Talks with the client, as {@link Script#play}. */
        void handle(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    /** How long {@link #close} waits for scripts that are still at work. */
    private static final long GRACE_MILLIS = 2_000;

    private static final long POLL_MILLIS = 5;
    private static final int ATTEMPTS = 5;

    private final ServerSocketChannel listener;
    private final List<Script> scripts;
    private final boolean repeating;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocketChannel listener, List<Script> scripts, boolean repeating) {
        this.listener = listener;
        this.scripts = scripts;
        this.repeating = repeating;
    }

    /** Plays the first script with the first client, and so on; each must be played, and there must be no more clients. */
    public static ScriptedServer playing(Script... scripts) {
        return started(listenOnLoopback(), List.of(scripts), false);
    }

    /** Plays one script with each client, however many come. */
    public static ScriptedServer repeating(Script script) {
        return started(listenOnLoopback(), List.of(script), true);
    }

    /** Handles each client, however many come. */
    public static ScriptedServer handling(Handler handler) {
        return repeating(client -> handler.handle(client.input(), client.output()));
    }

    /**
     * Plays one script with each client, at an address of any family: a given port, {@code ::1}, a Unix socket.
     *
     * @throws IOException if the address is taken
     */
    public static ScriptedServer repeatingAt(SocketAddress address, Script script) throws IOException {
        return started(listen(address), List.of(script), true);
    }

    private static ServerSocketChannel listenOnLoopback() {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(new InetSocketAddress(LoopbackPorts.address(), LoopbackPorts.choose(1)[0]));
            } catch (IOException takenMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(takenMeanwhile);
                }
            }
        }
    }

    private static ServerSocketChannel listen(SocketAddress address) throws IOException {
        ServerSocketChannel listener = address instanceof InetSocketAddress
                ? ServerSocketChannel.open()
                : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private static ScriptedServer started(ServerSocketChannel listener, List<Script> scripts, boolean repeating) {
        ScriptedServer server = new ScriptedServer(listener, scripts, repeating);
        server.run("accept", server::accept);
        return server;
    }

    /** Where it listens. */
    public SocketAddress address() {
        try {
            return Objects.requireNonNull(listener.getLocalAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address without the port; for TCP only. */
    public String host() {
        return ((InetSocketAddress) address()).getAddress().getHostAddress();
    }

    /** For TCP only. */
    public int port() {
        return ((InetSocketAddress) address()).getPort();
    }

    /** How many clients have come so far. */
    public int connections() {
        return conversations.size();
    }

    /** Lets every script go on that holds, now or later. */
    public void release() {
        gate.countDown();
    }

    private void run(String what, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + what);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        for (; ; ) {
            SocketChannel client;
            try {
                client = listener.accept();
            } catch (IOException closed) {
                return;
            }
            try {
                admit(client);
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    private void admit(SocketChannel client) throws IOException {
        int number = conversations.size() + 1;
        if (!repeating && number > scripts.size()) {
            client.close();
            failures.add(new AssertionError("a client came for whom there is no script, after " + scripts.size()));
            return;
        }
        Conversation conversation = new Conversation(number, new Wire(client), gate);
        conversations.add(conversation);
        Script script = scripts.get(repeating ? 0 : number - 1);
        run("client-" + number, () -> play(script, conversation));
    }

    private void play(Script script, Conversation conversation) {
        try (conversation) {
            script.play(conversation);
        } catch (IOException | InterruptedException left) {
            // The client left, or the test closed this server: what a script expects it says in other ways.
            return;
        } catch (RuntimeException | AssertionError e) {
            failures.add(new AssertionError("client " + conversation.number() + ": " + e.getMessage(), e));
        } finally {
            conversation.ended();
        }
    }

    /**
     * Closes all connections and stops listening. Scripts that are at work, or wait for what they expect, get two seconds to end.
     *
     * @throws AssertionError if a client did not do what was expected of it
     */
    @Override
    public void close() {
        awaitScripts();
        try {
            listener.close();
            for (Conversation conversation : conversations) {
                conversation.end();
            }
            for (Thread thread : threads) {
                thread.join(GRACE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while scripts ended", e);
        }
        report();
    }

    private void awaitScripts() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        while (atWork() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    private boolean atWork() {
        return (!repeating && conversations.size() < scripts.size())
                || conversations.stream().anyMatch(Conversation::atWork);
    }

    private void report() {
        List<Throwable> all = new ArrayList<>(failures);
        failures.clear();
        if (!repeating && conversations.size() < scripts.size()) {
            all.add(new AssertionError(conversations.size() + " clients came, for " + scripts.size() + " scripts"));
        }
        if (!all.isEmpty()) {
            AssertionError first = new AssertionError(all.get(0).getMessage(), all.get(0));
            all.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
