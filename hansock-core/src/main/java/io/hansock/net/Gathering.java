package io.hansock.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A caller with several exchanges, on one channel or many, under one deadline. It drives every channel whose wheel it gets from one
 * borrowed selector, and waits in that selector for those that others drive. For one thread, once.
 */
public final class Gathering {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** How often a gathering looks whether another caller's channel has room again. */
    private static final long ROOM_NANOS = NANOS_PER_MILLI;

    private final IoThread io;
    private final Map<Channel, Lane> lanes = new LinkedHashMap<>();

    /** Null if too many gatherings have one already: then others drive, and this thread parks. */
    private @Nullable Selector selector;

    /** Creates an empty one for channels of {@code io}. */
    public Gathering(IoThread io) {
        this.io = io;
    }

    /** Adds an exchange; those of one channel are sent in the order added. */
    public void add(Channel channel, Exchange exchange) {
        lanes.computeIfAbsent(channel, Lane::new).exchanges.add(exchange);
    }

    /**
     * Carries all out, until all have ended or the time is over. What became of each is asked of it ({@link Exchange#problem}); a
     * failure of one ends none of the others. What has arrived of a reply that is given up stays readable, unless another thread
     * drives its channel at that very moment. If the thread is interrupted, all that have not ended are given up and the interrupt
     * flag is set again.
     *
     * @throws IOException if the selector fails; all that have not ended are given up
     */
    public void run(long timeoutNanos) throws IOException {
        long deadline = System.nanoTime() + Exchange.within(timeoutNanos);
        Exchange.Abandoned reason = Exchange.Abandoned.CANCELLED;
        try {
            selector = io.selectors().take();
            for (Lane lane : lanes.values()) {
                lane.start(deadline);
            }
            while (!turn()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    reason = Exchange.Abandoned.DEADLINE;
                    return;
                }
                sleep(left);
                if (Thread.interrupted()) {
                    reason = Exchange.Abandoned.INTERRUPTED;
                    return;
                }
            }
        } finally {
            for (Lane lane : lanes.values()) {
                lane.leave(reason);
            }
            giveBack();
            if (reason == Exchange.Abandoned.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean turn() {
        boolean ended = true;
        for (Lane lane : lanes.values()) {
            ended &= lane.turn();
        }
        return ended;
    }

    private void sleep(long left) throws IOException {
        long limit = left;
        for (Lane lane : lanes.values()) {
            limit = Math.min(limit, lane.prepareToSleep());
        }
        Selector own = selector;
        if (own == null) {
            LockSupport.parkNanos(this, limit);
        } else if (limit <= 0) {
            own.selectNow(Gathering::noteReady);
        } else {
            own.select(Gathering::noteReady, (limit + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
    }

    private void giveBack() {
        Selector own = selector;
        if (own == null) {
            return;
        }
        selector = null;
        for (Lane lane : lanes.values()) {
            if (lane.channel.isClosed()) {
                // its socket keeps its descriptor until this selector has looked
                io.selectors().flush(own);
                return;
            }
        }
        io.selectors().give(own);
    }

    private static void noteReady(SelectionKey key) {
        if (key.attachment() instanceof Lane lane) {
            lane.readable = key.isValid() && key.isReadable();
        }
    }

    /** The exchanges of one channel. */
    private final class Lane {
        private final Channel channel;
        private final List<Exchange> exchanges = new ArrayList<>();

        /** The first that the channel has not taken yet: its bound was reached. */
        private int admitted;

        /** The first that has not ended: they end in order. */
        private int next;

        private boolean held;
        private boolean readable;
        private @Nullable SelectionKey key;

        Lane(Channel channel) {
            this.channel = channel;
        }

        void start(long deadline) {
            Selector own = selector;
            for (Exchange exchange : exchanges) {
                long left = Math.max(0, deadline - System.nanoTime());
                if (own == null) {
                    exchange.startUndriven(Thread.currentThread(), left);
                } else {
                    exchange.start(own, left);
                }
            }
        }

        /** Takes the wheel if it can be had and does one turn; true once all have ended. */
        boolean turn() {
            boolean more = admit();
            if (hasEnded()) {
                return true;
            }
            Selector own = selector;
            if (own == null) {
                if (more) {
                    channel.leaveToOthers();
                }
                return false;
            }
            if (!held && (wasHandedOver() || channel.wheel().tryTake())) {
                held = true;
                channel.wheel().drivenFrom(own);
            }
            if (held) {
                channel.wheel().advance(readable);
                readable = false;
                if (hasEnded()) {
                    letGo();
                    return true;
                }
            }
            return hasEnded();
        }

        /** Queues what there is room for; returns whether that was anything. */
        private boolean admit() {
            int before = admitted;
            while (admitted < exchanges.size() && channel.enqueue(exchanges.get(admitted))) {
                admitted++;
            }
            return admitted > before;
        }

        /** Says what to select for; returns how long that may take, in nanoseconds. */
        long prepareToSleep() {
            long limit = Long.MAX_VALUE;
            if (admitted < exchanges.size()) {
                // who drives sees room come; others cannot be told
                limit = channel.hasRoom() ? 0 : held ? limit : ROOM_NANOS;
            }
            Selector own = selector;
            if (!held || own == null) {
                return limit;
            }
            Line line = channel.line();
            SocketChannel socket = line.socket();
            try {
                if (socket != null) {
                    SelectionKey present = key;
                    if (present == null || present.channel() != socket) {
                        key = socket.register(own, line.interest(), this);
                    } else if (present.interestOps() != line.interest()) {
                        present.interestOps(line.interest());
                    }
                }
            } catch (ClosedChannelException | CancelledKeyException e) {
                line.fail(e);
                return 0;
            }
            return Math.min(limit, channel.wheel().prepareToSleep());
        }

        void leave(Exchange.Abandoned reason) {
            if (!held && !hasEnded()) {
                // only who holds the wheel can keep what has arrived of a reply
                held = wasHandedOver() || channel.wheel().tryTake();
            }
            boolean handedOver = false;
            boolean gaveUp = false;
            for (Exchange exchange : exchanges) {
                if (!exchange.ended()) {
                    gaveUp = true;
                    if (held) {
                        channel.giveUp(exchange, reason);
                    } else {
                        exchange.abandon(reason);
                    }
                }
                handedOver |= exchange.leave();
            }
            if (held) {
                letGo();
            } else if (handedOver) {
                channel.wheel().letGo();
            }
            if (gaveUp) {
                channel.wheel().tellOfUnwanted();
            }
        }

        private void letGo() {
            held = false;
            SelectionKey present = key;
            if (present != null && present.isValid()) {
                present.attach(null);
                present.interestOps(0);
            }
            key = null;
            channel.wheel().drivenFrom(null);
            channel.wheel().letGo();
        }

        private boolean hasEnded() {
            while (next < exchanges.size() && exchanges.get(next).ended()) {
                next++;
            }
            return next == exchanges.size();
        }

        /** Asks all of them: one that ended meanwhile may have been given the wheel before. */
        private boolean wasHandedOver() {
            for (Exchange exchange : exchanges) {
                if (exchange.takeBaton()) {
                    return true;
                }
            }
            return false;
        }
    }
}
