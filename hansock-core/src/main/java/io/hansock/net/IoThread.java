package io.hansock.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in where no caller waits: drives channels that have only asynchronous exchanges or late replies, watches idle ones, ends
 * those that are idle for too long or owe a reply that never comes. It takes the wheel by the callers' rule and never keeps it
 * while it sleeps, so a caller never waits for this thread.
 *
 * <p>One daemon thread, started on first use. Everything but {@link #attend} and {@link #close} happens on it.
 */
public final class IoThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoThread.class);

    /** Asynchronous deadlines are kept to within this. */
    private static final long SWEEP_MILLIS = 50;

    /** A channel that was not used for so long is watched; before, that would cost every caller a system call. */
    private static final long WATCH_MILLIS = 500;

    private final String name;
    private final Executor callbacks;
    private final Resolver resolver;
    private final SelectorPool selectors = new SelectorPool();
    private final ConcurrentLinkedQueue<Channel> newlyAttended = new ConcurrentLinkedQueue<>();
    private final Map<Channel, Tended> tended = new HashMap<>();
    private final List<Tended> ready = new ArrayList<>();
    private volatile @Nullable Selector selector;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** Creates one; its thread starts when the first channel needs it. {@code callbacks} completes futures. */
    public IoThread(String name, Executor callbacks) {
        this.name = name;
        this.callbacks = callbacks;
        this.resolver = new Resolver(name);
    }

    Executor callbacks() {
        return callbacks;
    }

    Resolver resolver() {
        return resolver;
    }

    SelectorPool selectors() {
        return selectors;
    }

    /** Has the thread look after a channel. For any thread; cheap when it already does. */
    void attend(Channel channel) {
        Selector present = selector;
        if (present == null) {
            present = start();
        }
        if (channel.markAttended()) {
            newlyAttended.add(channel);
            if (Thread.currentThread() != thread) {
                present.wakeup();
            }
        }
    }

    /** Ends the thread; channels should be closed before. */
    @Override
    public void close() {
        closed = true;
        Selector present = selector;
        if (present != null) {
            present.wakeup();
        }
        resolver.close();
        selectors.close();
    }

    private synchronized Selector start() {
        Selector present = selector;
        if (present != null) {
            return present;
        }
        try {
            present = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        selector = present;
        Selector own = present;
        Thread started = new Thread(() -> run(own), name + "-io");
        started.setDaemon(true);
        thread = started;
        started.start();
        return present;
    }

    private void run(Selector own) {
        long lastWatch = System.nanoTime();
        try (own) {
            while (!closed) {
                sleep(own);
                for (Tended one : ready) {
                    tend(one, true);
                }
                ready.clear();
                for (Channel channel = newlyAttended.poll(); channel != null; channel = newlyAttended.poll()) {
                    channel.clearAttended();
                    tend(tended.computeIfAbsent(channel, Tended::new), false);
                }
                long now = System.nanoTime();
                sweep();
                if (now - lastWatch >= Duration.ofMillis(WATCH_MILLIS).toNanos()) {
                    lastWatch = now;
                    watch();
                    selectors.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: the I/O thread ended; asynchronous commands will not be answered", name, e);
        }
    }

    private void sleep(Selector own) throws IOException {
        boolean busy = false;
        for (Tended one : tended.values()) {
            busy |= one.hasWork;
        }
        if (newlyAttended.isEmpty()) {
            own.select(this::noteReady, tended.isEmpty() ? 0 : busy ? SWEEP_MILLIS : WATCH_MILLIS);
        } else {
            own.selectNow(this::noteReady);
        }
    }

    private void noteReady(SelectionKey key) {
        Tended one = (Tended) key.attachment();
        one.readable = key.isValid() && key.isReadable();
        ready.add(one);
    }

    /** One turn for one channel, if nobody else is at it; whoever is will call again if need be. */
    private void tend(Tended one, boolean woken) {
        Channel channel = one.channel;
        if (!channel.tryTake()) {
            one.hasWork = true;
            one.disarm();
            return;
        }
        long before = channel.line().uses();
        channel.advance(woken && one.readable);
        one.readable = false;
        Selector own = selector;
        if (own != null && (channel.line().hasWork() || channel.line().uses() != before)) {
            one.arm(own);
        } else {
            one.disarm();
        }
        letGo(one);
    }

    private void letGo(Tended one) {
        one.hasWork = one.channel.handOver();
        if (one.channel.isClosed() && !one.hasWork) {
            one.disarm();
            tended.remove(one.channel);
        }
    }

    private void sweep() {
        for (Tended one : List.copyOf(tended.values())) {
            if (one.hasWork) {
                one.channel.requestSweep();
                if (one.channel.tryTake()) {
                    one.channel.advance(false);
                    letGo(one);
                }
            }
        }
    }

    private void watch() {
        for (Tended one : List.copyOf(tended.values())) {
            Channel channel = one.channel;
            if (!channel.tryTake()) {
                one.quietTicks = 0;
                continue;
            }
            Line line = channel.line();
            one.quietTicks = line.uses() == one.usesSeen ? one.quietTicks + 1 : 0;
            one.usesSeen = line.uses();
            long quietNanos = Duration.ofMillis(WATCH_MILLIS * one.quietTicks).toNanos();
            ChannelSettings settings = channel.settings();
            Selector own = selector;
            if (line.owesOnlyUnwanted()
                    && quietNanos >= settings.discardTimeout().toNanos()) {
                line.fail(new SocketTimeoutException("no reply for " + settings.discardTimeout()));
            } else if (isPastIdle(settings, quietNanos) && !line.hasWork()) {
                channel.endIdle();
            } else if (one.quietTicks > 0 && own != null) {
                one.arm(own);
            }
            letGo(one);
        }
    }

    private static boolean isPastIdle(ChannelSettings settings, long quietNanos) {
        return !settings.idleTimeout().isZero()
                && quietNanos >= settings.idleTimeout().toNanos();
    }

    /** What the thread knows of one channel. */
    private static final class Tended {
        private final Channel channel;
        private @Nullable SelectionKey key;
        private boolean readable;
        private boolean hasWork;
        private long usesSeen = -1;
        private int quietTicks;

        Tended(Channel channel) {
            this.channel = channel;
        }

        /** With the wheel. */
        void arm(Selector selector) {
            SocketChannel socket = channel.line().socket();
            SelectionKey present = key;
            try {
                if (socket == null) {
                    disarm();
                } else if (present == null || present.channel() != socket || !present.isValid()) {
                    key = socket.register(selector, channel.line().interest(), this);
                } else if (present.interestOps() != channel.line().interest()) {
                    present.interestOps(channel.line().interest());
                }
            } catch (ClosedChannelException | CancelledKeyException e) {
                LOG.trace("closed before it could be watched", e);
            }
        }

        void disarm() {
            SelectionKey present = key;
            try {
                if (present != null && present.isValid() && present.interestOps() != 0) {
                    present.interestOps(0);
                }
            } catch (CancelledKeyException e) {
                LOG.trace("closed by its driver at this moment", e);
            }
        }
    }
}
