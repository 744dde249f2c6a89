package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Channels and what they need, with settings that a test changes before it opens one. */
final class Rig implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;

    final IoThread io;
    private final List<Channel> channels = new ArrayList<>();
    private final ExecutorService own = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "rig-callbacks");
        thread.setDaemon(true);
        return thread;
    });

    Duration connectTimeout = Duration.ofSeconds(2);
    int maxPending = 8192;
    ChannelSettings.AtBound atBound = ChannelSettings.AtBound.WAIT;
    int maxReplyBytes = 64 << 20;
    Duration discardTimeout = Duration.ofSeconds(10);
    Duration idleTimeout = Duration.ofMinutes(4);
    int drainAfterBytes = 4 << 20;
    Session session = () -> null;
    ChannelListener listener = ChannelListener.NONE;

    Rig() {
        this.io = new IoThread("rig", own);
    }

    Rig(Executor callbacks) {
        this.io = new IoThread("rig", callbacks);
    }

    private Rig(String name, Resolver.Lookup lookup) {
        this.io = new IoThread(name, own, lookup);
    }

    static Rig lookingUp(Resolver.Lookup lookup) {
        return new Rig("rig", lookup);
    }

    static Rig resolving(String name, String... addresses) {
        return lookingUp(host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByAddress(
                        name, InetAddress.getByName(addresses[i]).getAddress());
            }
            return found;
        });
    }

    Channel channel(LineServer server) {
        return channel(server.address());
    }

    Channel channel(Address address) {
        ChannelSettings settings = new ChannelSettings(
                connectTimeout, maxPending, atBound, maxReplyBytes, discardTimeout, idleTimeout, drainAfterBytes);
        Channel channel = new Channel("test", address, session, settings, io, listener);
        channels.add(channel);
        return channel;
    }

    /** One line there and back, in this thread. */
    static String call(Channel channel, String line, long timeoutNanos) {
        LineExchange exchange = new LineExchange(line);
        channel.call(exchange, timeoutNanos);
        return exchange.text();
    }

    static String call(Channel channel, String line) {
        return call(channel, line, 5 * SECOND);
    }

    static LineExchange submit(Channel channel, String line, long timeoutNanos) {
        LineExchange exchange = new LineExchange(line);
        channel.submit(exchange, timeoutNanos);
        return exchange;
    }

    static LineExchange submit(Channel channel, String line) {
        return submit(channel, line, 5 * SECOND);
    }

    /** In a thread of its own: the common pool can have a single one, and these block. */
    static <T> CompletableFuture<T> inThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, Rig::start);
    }

    /** As {@link #inThread}. */
    static CompletableFuture<Void> runInThread(Runnable task) {
        return CompletableFuture.runAsync(task, Rig::start);
    }

    /** A call of that many lines and as many futures at the same time: all are answered, although much is on its way in both directions. */
    static void fillBuffersOfBothSides(Channel channel, int linesOfTheCall, int futures) throws Exception {
        // each reply is as long as many requests, and the server does not read while it cannot write
        CompletableFuture<String> call = inThread(() -> {
            String[] lines = new String[linesOfTheCall];
            Arrays.fill(lines, "b200");
            LineExchange many = new LineExchange(lines);
            channel.call(many, 20 * SECOND);
            return many.text();
        });
        List<LineExchange> all = new ArrayList<>();
        for (int i = 0; i < futures; i++) {
            all.add(submit(channel, "b2000", 20 * SECOND));
        }
        for (LineExchange one : all) {
            assertThat(one.future.get()).hasSize(2000);
        }
        assertThat(call.get()).hasSize(linesOfTheCall * 201 - 1);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            channel.close(0);
        }
        io.close();
        own.shutdown();
    }
}
