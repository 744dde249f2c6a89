package io.hansock.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in where no caller waits: drives channels that have only asynchronous exchanges or late replies, watches idle ones, ends
 * those that are idle for too long or owe a reply that never comes, and keeps deadlines where nobody drives. It takes the wheel by
 * the callers' rule and never keeps it while it sleeps.
 *
 * <p>One daemon thread, started on first use. Everything but {@link #attend} and {@link #close} happens on it.
 */
public final class IoThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoThread.class);

    /** Asynchronous deadlines are kept to within this. */
    static final long SWEEP_NANOS = 50_000_000;

    /** A channel that was not used for so long is watched; before, that would cost every caller a system call. */
    private static final long WATCH_NANOS = 500_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String name;
    private final Executor callbacks;
    private final Resolver resolver;
    private final SelectorPool selectors = new SelectorPool();
    private final ConcurrentLinkedQueue<Channel> newlyAttended = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Afterwards> passedOn = new ConcurrentLinkedQueue<>();
    private final Map<Channel, WatchedChannel> watched = new HashMap<>();
    private final List<WatchedChannel> ready = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable Selector selector;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** Creates one; its thread starts when the first channel needs it. {@code callbacks} completes futures. */
    public IoThread(String name, Executor callbacks) {
        this(name, callbacks, InetAddress::getAllByName);
    }

    IoThread(String name, Executor callbacks, Resolver.Lookup lookup) {
        this.name = name;
        this.callbacks = callbacks;
        this.resolver = new Resolver(name, lookup);
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
            wake(present);
        }
        if (closed) {
            channel.close(0);
        }
    }

    /** Has the thread carry out what a driver that goes on cannot. For any thread. */
    void carryOut(Afterwards owed) {
        Selector present = selector;
        if (present == null) {
            present = start();
        }
        passedOn.add(owed);
        wake(present);
        if (closed) {
            carryOutPassedOn();
        }
    }

    /**
     * A selector's wake-up takes a lock that the selecting thread needs too. Were it asked at each occasion, thousands of virtual
     * threads would queue for that lock in front of the thread, each until it gets a processor: seconds.
     */
    private void wake(Selector sleeping) {
        if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            sleeping.wakeup();
        }
    }

    private void carryOutPassedOn() {
        for (Afterwards owed = passedOn.poll(); owed != null; owed = passedOn.poll()) {
            owed.carryOut(callbacks);
        }
    }

    /** The connection was just made, by whoever: waiting for that again would never end and never sleep. For any thread. */
    void stopWatching(SocketChannel socket) {
        Selector present = selector;
        if (present != null) {
            WatchedChannel.silence(socket.keyFor(present));
        }
    }

    /** Ends the thread, and with it the channels that it looks after; those that are to drain should be closed before. */
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
        try (own) {
            loop(own);
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("{}: the I/O thread ended, and with it its channels", name, e);
        } finally {
            closed = true;
            carryOutPassedOn();
            for (Channel channel = newlyAttended.poll(); channel != null; channel = newlyAttended.poll()) {
                channel.close(0);
            }
            for (Channel channel : List.copyOf(watched.keySet())) {
                channel.close(0);
            }
        }
    }

    private void loop(Selector own) throws IOException {
        long lastSweep = System.nanoTime();
        long lastWatch = lastSweep;
        while (!closed) {
            sleep(own);
            // before looking at the queues: what comes from now on wakes it again
            woken.set(false);
            for (WatchedChannel one : ready) {
                tend(one, own, true);
            }
            ready.clear();
            carryOutPassedOn();
            // only those that are here now: one with much to send comes again and must not keep the others waiting
            for (int left = newlyAttended.size(); left > 0; left--) {
                Channel channel = newlyAttended.poll();
                if (channel != null) {
                    channel.clearAttended();
                    tend(watched.computeIfAbsent(channel, WatchedChannel::new), own, false);
                }
            }
            long now = System.nanoTime();
            if (now - lastSweep >= SWEEP_NANOS) {
                lastSweep = now;
                sweep(own);
            }
            if (now - lastWatch >= WATCH_NANOS) {
                lastWatch = now;
                watch(own);
                selectors.flush();
            }
        }
    }

    private void sleep(Selector own) throws IOException {
        boolean busy = false;
        for (WatchedChannel one : watched.values()) {
            busy |= one.hasWork || one.channel.wheel().isSweeping();
        }
        if (newlyAttended.isEmpty()) {
            own.select(this::noteReady, watched.isEmpty() ? 0 : (busy ? SWEEP_NANOS : WATCH_NANOS) / NANOS_PER_MILLI);
        } else {
            own.selectNow(this::noteReady);
        }
    }

    private void noteReady(SelectionKey key) {
        WatchedChannel one = (WatchedChannel) key.attachment();
        one.noteReady(key);
        ready.add(one);
    }

    /** One turn for one channel, if nobody else is at it; whoever is will call again if need be. */
    private void tend(WatchedChannel one, Selector own, boolean woken) {
        try {
            turn(one, own, woken);
        } catch (RuntimeException | Error e) {
            endAlone(one, e);
        }
    }

    /** What goes wrong with one channel must not end the others'. */
    private void endAlone(WatchedChannel one, Throwable cause) {
        LOG.error("{}: looking after a channel failed; it is closed", name, cause);
        watched.remove(one.channel);
        one.channel.close(0);
    }

    private void turn(WatchedChannel one, Selector own, boolean woken) {
        Channel channel = one.channel;
        if (!channel.wheel().tryTake()) {
            one.hasWork = false;
            one.disarm();
            return;
        }
        boolean more = false;
        try {
            Line line = channel.line();
            long before = line.uses();
            channel.wheel().advance(woken && one.takeReadable());
            more = line.canGoOn();
            if (line.hasWork() || line.uses() != before) {
                line.acknowledge();
                one.arm(own);
            } else {
                one.disarm();
            }
        } finally {
            letGo(one);
        }
        if (more) {
            attend(channel);
        }
    }

    private void letGo(WatchedChannel one) {
        one.hasWork = one.channel.wheel().handOver();
        if (one.channel.hasEnded() && !one.hasWork) {
            one.disarm();
            watched.remove(one.channel);
        }
    }

    private void sweep(Selector own) {
        for (WatchedChannel one : List.copyOf(watched.values())) {
            if (one.hasWork || one.channel.wheel().isSweeping()) {
                one.channel.wheel().requestSweep();
                tend(one, own, false);
            }
        }
    }

    /** Looks at channels that nobody uses, and has those that somebody waits for look at themselves. */
    private void watch(Selector own) {
        for (WatchedChannel one : List.copyOf(watched.values())) {
            try {
                watch(one, own);
            } catch (RuntimeException | Error e) {
                endAlone(one, e);
            }
        }
    }

    private void watch(WatchedChannel one, Selector own) {
        Channel channel = one.channel;
        channel.wheel().requestSweep();
        if (!channel.wheel().tryTake()) {
            one.quietTicks = 0;
            return;
        }
        try {
            channel.wheel().advance(false);
            Line line = channel.line();
            one.quietTicks = line.uses() == one.usesSeen ? one.quietTicks + 1 : 0;
            one.usesSeen = line.uses();
            if (isPastIdle(channel.settings(), one.quietTicks * WATCH_NANOS) && line.isIdle()) {
                channel.endIdle();
            } else if (one.quietTicks > 0) {
                line.acknowledge();
                one.arm(own);
            }
        } finally {
            letGo(one);
        }
    }

    private static boolean isPastIdle(ChannelSettings settings, long quietNanos) {
        return !settings.idleTimeout().isZero()
                && quietNanos >= settings.idleTimeout().toNanos();
    }
}
