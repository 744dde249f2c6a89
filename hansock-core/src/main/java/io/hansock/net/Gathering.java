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
import org.jspecify.annotations.Nullable;

/**
 * A caller with several exchanges, on one channel or many, under one deadline. It drives every channel whose wheel it gets from one
 * borrowed selector, and waits in that selector for those that others drive. For one thread, once.
 */
public final class Gathering {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final IoThread io;
    private final Map<Channel, Lane> lanes = new LinkedHashMap<>();

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
     * failure of one ends none of the others. If the thread is interrupted, all that have not ended are given up and the interrupt
     * flag is set again.
     *
     * @throws IOException if the selector fails; all that have not ended are given up
     */
    public void run(long timeoutNanos) throws IOException {
        long deadline = System.nanoTime() + timeoutNanos;
        Selector selector = io.selectors().take();
        boolean interrupted = false;
        Exchange.Abandoned reason = Exchange.Abandoned.CANCELLED;
        try {
            for (Lane lane : lanes.values()) {
                lane.enqueue(selector, deadline);
            }
            while (true) {
                boolean ended = true;
                for (Lane lane : lanes.values()) {
                    ended &= lane.turn(selector);
                }
                if (ended) {
                    return;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    reason = Exchange.Abandoned.DEADLINE;
                    return;
                }
                sleep(selector, left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    reason = Exchange.Abandoned.INTERRUPTED;
                    return;
                }
            }
        } finally {
            for (Lane lane : lanes.values()) {
                lane.leave(reason);
            }
            io.selectors().give(selector);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sleep(Selector selector, long left) throws IOException {
        long limit = left;
        for (Lane lane : lanes.values()) {
            if (lane.held) {
                limit = Math.min(limit, lane.prepareToSleep(selector));
            }
        }
        if (limit <= 0) {
            selector.selectNow(Gathering::noteReady);
        } else {
            selector.select(Gathering::noteReady, (limit + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
    }

    private static void noteReady(SelectionKey key) {
        if (key.attachment() instanceof Lane lane) {
            lane.readable = key.isValid() && key.isReadable();
        }
    }

    /** The exchanges of one channel. */
    private static final class Lane {
        private final Channel channel;
        private final List<Exchange> exchanges = new ArrayList<>();

        /** The first that has not ended: they end in order. */
        private int next;

        private boolean held;
        private boolean readable;
        private @Nullable SelectionKey key;

        Lane(Channel channel) {
            this.channel = channel;
        }

        void enqueue(Selector selector, long deadline) {
            for (Exchange exchange : exchanges) {
                channel.enqueue(exchange, selector, Math.max(0, deadline - System.nanoTime()));
            }
        }

        /** Takes the wheel if it can be had and does one turn; true once all have ended. */
        boolean turn(Selector selector) {
            if (hasEnded()) {
                return true;
            }
            if (!held && (wasHandedOver() || channel.tryTake())) {
                held = true;
                channel.drivenFrom(selector);
            }
            if (held) {
                channel.advance(readable);
                readable = false;
                if (hasEnded()) {
                    letGo();
                    return true;
                }
            }
            return hasEnded();
        }

        /** Says what to select for; returns how long that may take, in nanoseconds. */
        long prepareToSleep(Selector selector) {
            Line line = channel.line();
            SocketChannel socket = line.socket();
            try {
                if (socket != null) {
                    SelectionKey present = key;
                    if (present == null || present.channel() != socket) {
                        key = socket.register(selector, line.interest(), this);
                    } else if (present.interestOps() != line.interest()) {
                        present.interestOps(line.interest());
                    }
                }
            } catch (ClosedChannelException | CancelledKeyException e) {
                line.fail(e);
                return 0;
            }
            return line.hasMoreToSend() ? 0 : line.nanosLeft();
        }

        void leave(Exchange.Abandoned reason) {
            boolean handedOver = false;
            for (Exchange exchange : exchanges) {
                if (!exchange.ended()) {
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
                channel.letGo();
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
            channel.drivenFrom(null);
            channel.letGo();
        }

        private boolean hasEnded() {
            while (next < exchanges.size() && exchanges.get(next).ended()) {
                next++;
            }
            return next == exchanges.size();
        }

        private boolean wasHandedOver() {
            for (int i = next; i < exchanges.size(); i++) {
                if (exchanges.get(i).takeBaton()) {
                    return true;
                }
            }
            return false;
        }
    }
}
