package io.hansock.net;

import io.hansock.HansockException;
import java.io.EOFException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Channels whose connection is gone. They are channels all the same: who calls queues, tries the wheel, drives or waits, hands over
 * and leaves, by the same code; only that whoever drives ends all exchanges at once, where else a server would. So a race takes
 * microseconds and needs no socket, and a channel serves one race after the other.
 */
final class EndedChannels {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final IoThread IO = new IoThread("races", Runnable::run);
    private static final ConcurrentLinkedQueue<Channel> IDLE = new ConcurrentLinkedQueue<>();

    private EndedChannels() {}

    /** One whose wheel is free. */
    static Channel take() {
        Channel idle = IDLE.poll();
        return idle == null ? make() : idle;
    }

    /** One whose wheel somebody holds. */
    static Channel takeDriven() {
        Channel channel = take();
        while (!channel.wheel().tryTake()) {
            // the I/O thread looks after it a last time
            Thread.onSpinWait();
        }
        return channel;
    }

    private static Channel make() {
        Channel channel = new Channel(
                "test",
                new Address.Unix(Path.of("none")),
                () -> null,
                ChannelSettings.DEFAULTS,
                IO,
                ChannelListener.NONE);
        channel.wheel().tryTake();
        channel.line().fail(new EOFException("gone"));
        channel.wheel().letGo();
        return channel;
    }

    /** Calls, and says how that ended. */
    static String call(Channel channel, Exchange exchange, long timeoutNanos) {
        try {
            channel.call(exchange, timeoutNanos);
            return "reply";
        } catch (HansockException e) {
            return Ends.of(e);
        }
    }

    /** Lets go as the I/O thread does, which does no turn of its own then and comes again where work is left. */
    static void handOver(Channel channel) {
        if (channel.wheel().handOver()) {
            IO.attend(channel);
        }
    }

    /** When all have gone, the wheel must soon be free, with nothing pending; then the channel can be used again. */
    static String rest(Channel channel) {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (channel.isDriven() || channel.pending() > 0) {
            if (System.nanoTime() > patience) {
                return "driven " + channel.isDriven() + ", pending " + channel.pending();
            }
            Thread.onSpinWait();
        }
        IDLE.add(channel);
        return "free";
    }

    /** How often it was delivered, given a while to be so. */
    static int deliveries(LineExchange submitted) {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (submitted.deliveries.get() == 0 && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        return submitted.deliveries.get();
    }
}
