package io.hansock.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The right to touch a channel's line, which one thread has at a time, and its way from one to the next: to somebody who waits, else
 * to nobody, else (work is left and nobody waits) to the I/O thread. Nothing is lost between queueing and driving: a caller queues
 * first and then tries the wheel, the holder lets go first and then looks at the queue again.
 *
 * <p>Anyone may try to take it, ask the holder for something, or wake it; the rest is for the holder.
 */
final class Wheel {
    /** So often one who leaves looks again at what came meanwhile, before it leaves that to the I/O thread. */
    private static final int LAST_LOOKS = 8;

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Wheel.class, "taken", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Channel channel;
    private final IoThread io;
    private final Pending pending;
    private final Line line;

    @SuppressWarnings("unused") // through TAKEN
    private volatile boolean taken;

    /** Asks whoever drives to close. */
    private volatile @Nullable Failure closeRequest;

    /** The driver sleeps and wants to hear of new exchanges. */
    private volatile boolean wantsNews;

    /** The selector of a driver that has several channels, null while the line's own is used. */
    private volatile @Nullable Selector gathering;

    private volatile boolean sweepRequested;

    private volatile boolean doubted;

    /** Exchanges may be pending whose deadlines their owners do not watch. */
    private volatile boolean sweeping;

    /** The holder looks at this moment whether any are left. */
    private volatile boolean looking;

    private long lastSweep;

    Wheel(Channel channel, IoThread io, Pending pending, Line line) {
        this.channel = channel;
        this.io = io;
        this.pending = pending;
        this.line = line;
    }

    // ---- for anyone

    boolean isTaken() {
        return taken;
    }

    boolean tryTake() {
        return TAKEN.compareAndSet(this, false, true);
    }

    /** An exchange was queued and the wheel is another's: that one may want to hear of it. */
    void tell() {
        if (wantsNews) {
            // the first tells for all: a selector's wake-up takes a lock, and thousands of virtual threads would queue
            // for it
            wantsNews = false;
            wake();
        }
    }

    /** An exchange was queued that nobody waits for. */
    void tellOfUnawaited() {
        boolean watched = sweeping;
        if (taken) {
            tell();
        }
        if (!watched) {
            beginSweeping();
        } else if (!taken) {
            io.attend(channel);
        }
    }

    /** Ends the sleep of whoever drives. */
    void wake() {
        Selector elsewhere = gathering;
        if (elsewhere != null) {
            elsewhere.wakeup();
        } else {
            line.wakeup();
        }
    }

    /** Has whoever drives end the line, at once; this thread does if nobody drives. The first reason given is the one that counts. */
    void requestClose(Failure why) {
        if (closeRequest == null) {
            closeRequest = why;
        }
        if (tryTake()) {
            letGo();
        } else {
            wake();
        }
    }

    boolean isToClose() {
        return closeRequest != null;
    }

    /** Has whoever drives look at deadlines that their owners do not watch, and end a line that is stuck. */
    void requestSweep() {
        sweepRequested = true;
        if (taken) {
            wake();
        }
    }

    /** Has whoever drives doubt that the line lives; this thread does if nobody drives. */
    void requestDoubt() {
        doubted = true;
        requestSweep();
        if (tryTake()) {
            try {
                advance(false);
            } finally {
                letGo();
            }
        }
    }

    /** An exchange was queued whose owner waits without a clock. */
    void tellOfDozing() {
        if (!sweeping) {
            beginSweeping();
            // it may sleep for longer than from one sweep to the next
            wake();
        }
    }

    /** The server owes a reply that nobody waits for any more: how long is to be looked at. */
    void tellOfUnwanted() {
        if (!sweeping) {
            beginSweeping();
        }
    }

    private void beginSweeping() {
        sweeping = true;
        try {
            io.attend(channel);
        } catch (RuntimeException | Error e) {
            // no thread, no selector: the next one tries again
            sweeping = false;
            throw e;
        }
    }

    /** Whether there are deadlines that their owners do not watch. */
    boolean isSweeping() {
        return sweeping || looking;
    }

    // ---- for the holder

    /** Says in which selector the driver will sleep; null for the line's own. */
    void drivenFrom(@Nullable Selector selector) {
        gathering = selector;
        wantsNews = false;
    }

    /** One turn: reads if {@code ready}, then sends. */
    void advance(boolean ready) {
        Failure wish = closeRequest;
        if (wish != null) {
            line.close(wish);
            return;
        }
        if (sweepRequested || isSweepDue()) {
            sweep();
        }
        line.advance(ready);
    }

    /** One turn that reads in any case, unless there is nothing to read from. */
    void look() {
        if (line.isConnected()) {
            advance(true);
        }
    }

    /** A driver sweeps by its own clock: the I/O thread may be late, since it runs callbacks where the application says so. */
    private boolean isSweepDue() {
        return sweeping && System.nanoTime() - lastSweep >= IoThread.SWEEP_NANOS;
    }

    private void sweep() {
        lastSweep = System.nanoTime();
        sweepRequested = false;
        if (doubted) {
            doubted = false;
            line.doubt();
        }
        looking = true;
        try {
            // first cleared, then looked: who comes in between sets it again
            sweeping = false;
            if (line.sweep()) {
                sweeping = true;
            }
        } finally {
            looking = false;
        }
    }

    private long untilSweep(long nanos) {
        return sweeping ? Math.min(nanos, IoThread.SWEEP_NANOS) : nanos;
    }

    /** Sleeps in the line's own selector; returns whether there is something to read. */
    boolean sleep(long nanos) {
        passDeliveriesOn();
        if (closeRequest != null) {
            // it came before there was a selector to wake
            return false;
        }
        if (!line.isFar()) {
            return line.sleep(untilSweep(nanos));
        }
        wantsNews = true;
        try {
            return line.sleep(hasNewsToSend() ? 0 : untilSweep(nanos));
        } finally {
            wantsNews = false;
        }
    }

    /** How long a driver may sleep in a selector of its own, whatever it waits for. */
    long prepareToSleep() {
        passDeliveriesOn();
        if (line.isFar()) {
            wantsNews = true;
            if (hasNewsToSend()) {
                return 0;
            }
        }
        line.acknowledge();
        return line.canGoOn() ? 0 : untilSweep(line.nanosLeft());
    }

    private boolean hasNewsToSend() {
        return pending.queue.hasNew() && line.canSend();
    }

    /** What others wait for cannot wait for the end of this driver's own exchange, and it is not for the holder of the wheel to call. */
    private void passDeliveriesOn() {
        Afterwards deliveries = pending.takeDeliveries();
        if (deliveries != null) {
            io.carryOut(deliveries);
        }
    }

    /** Closes the line because nobody has used it for long; a caller that comes at this moment is told that nothing was sent. */
    void endIdle(Failure why) {
        closeRequest = why;
        advance(false);
    }

    /**
     * Lets go: to an exchange whose owner waits, else to nobody, else to the I/O thread. Then, without the wheel, completes futures
     * and tells listeners.
     */
    void letGo() {
        handOver(true);
    }

    /** As {@link #letGo} for the I/O thread: returns whether work is left that nobody waits for, and does no turn of its own. */
    boolean handOver() {
        return handOver(false);
    }

    private boolean handOver(boolean byCaller) {
        Afterwards afterwards = null;
        boolean work = false;
        boolean news = false;
        boolean holding = true;
        try {
            for (int looks = 1; holding; looks++) {
                if (byCaller && (closeRequest != null || pending.queue.hasNew() || line.canGoOn())) {
                    advance(false);
                }
                afterwards = Afterwards.join(afterwards, pending.takeAfterwards());
                Exchange heir = pending.heir();
                if (heir != null) {
                    // one that has just left has ended, and so is not found a second time
                    holding = !heir.offerBaton();
                    continue;
                }
                work = line.hasWork();
                TAKEN.setVolatile(this, false);
                holding = false;
                news = pending.queue.hasNew() || (closeRequest != null && line.failure() == null);
                if (news && byCaller && looks < LAST_LOOKS) {
                    // if someone else was faster, that one has seen it
                    holding = tryTake();
                    news = false;
                }
            }
        } finally {
            if (holding) {
                // an Error at the worst moment: whatever it was, the wheel must not go down with it
                TAKEN.setVolatile(this, false);
                news = true;
            }
            // before any callback, which may take its time
            if (news || (work && byCaller)) {
                io.attend(channel);
            }
        }
        if (afterwards != null) {
            afterwards.carryOut(io.callbacks());
        }
        return work;
    }
}
