package io.hansock.net;

import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection, made on first use, pipelined and driven by its callers; it lives once. A caller queues its exchange and tries to
 * take the wheel. Whoever holds the wheel connects, sends all that is queued in one write, reads until its own answer is in,
 * completes the others on the way and hands the wheel to one that waits. Without the wheel nobody touches the socket.
 *
 * <p>Nothing is lost between queueing and driving: a caller queues first and then tries the wheel, the holder lets go first and
 * then looks at the queue again. {@link #call} and {@link #submit} are safe for any thread; the rest says who may.
 */
public final class Channel {
    /** So often one who leaves looks again at what came meanwhile, before it leaves that to the I/O thread. */
    private static final int LAST_LOOKS = 8;

    private static final VarHandle WHEEL;

    static {
        try {
            WHEEL = MethodHandles.lookup().findVarHandle(Channel.class, "wheelTaken", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String server;
    private final ChannelSettings settings;
    private final IoThread io;
    private final ExchangeQueue queue = new ExchangeQueue();
    private final Semaphore room;
    private final Pending pending;
    private final Line line;

    @SuppressWarnings("unused") // through WHEEL
    private volatile boolean wheelTaken;

    /** Asks whoever drives to close; also keeps new exchanges out. */
    private volatile @Nullable Failure closeRequest;

    /** The driver sleeps and wants to hear of new exchanges. */
    private volatile boolean wantsNews;

    /** The selector of a driver that has several channels, null while the line's own is used. */
    private volatile @Nullable Selector gathering;

    /** No new exchanges are let in, those that are pending may end. */
    private volatile @Nullable Failure draining;

    private volatile boolean sweepRequested;

    /** Exchanges may be pending whose deadline nobody but the I/O thread watches. */
    private volatile boolean sweeping;

    /** In the I/O thread's queue of channels to look at. */
    private final AtomicBoolean attended = new AtomicBoolean();

    /** Creates a channel that connects when it is first used. */
    public Channel(
            String server,
            Address address,
            Session session,
            ChannelSettings settings,
            IoThread io,
            ChannelListener listener) {
        this.server = server;
        this.settings = settings;
        this.io = io;
        this.room = new Semaphore(settings.maxPending());
        this.pending = new Pending(queue, room);
        this.line = new Line(server, address, session, settings, io.resolver(), listener, pending, this);
    }

    /** Whether this channel has ended, for whatever reason: another one is needed. */
    public boolean isClosed() {
        return line.failure() != null || draining != null || closeRequest != null;
    }

    /** Whether nothing will ever happen on it again. */
    boolean hasEnded() {
        return line.failure() != null;
    }

    /** How many exchanges are queued or in flight; a moment's value, for choosing between channels. */
    public int pending() {
        return settings.maxPending() - room.availablePermits();
    }

    /** Whether someone drives at this moment; for choosing between channels. */
    public boolean isDriven() {
        return wheelTaken;
    }

    /**
     * Carries out an exchange in the calling thread.
     *
     * @throws HansockException if there is no complete reply, for whatever reason
     */
    public void call(Exchange exchange, long timeoutNanos) {
        exchange.start(Thread.currentThread(), timeoutNanos);
        if (admit(exchange)) {
            queue.add(exchange);
            if (tryTake()) {
                drive(exchange);
            } else {
                tellDriver();
                await(exchange);
            }
        }
        HansockException problem = exchange.problem(server);
        if (problem != null) {
            throw problem;
        }
    }

    /**
     * Queues an exchange that nobody waits for; its {@link Exchange#deliver} runs when it has ended. Blocks only where the bound of
     * pending exchanges is reached and the settings say to wait.
     */
    public void submit(Exchange exchange, long timeoutNanos) {
        exchange.start(null, timeoutNanos);
        if (!admit(exchange)) {
            Afterwards afterwards = new Afterwards();
            afterwards.deliver(exchange);
            afterwards.carryOut(io.callbacks());
            return;
        }
        queue.add(exchange);
        boolean watched = sweeping;
        if (!watched) {
            sweeping = true;
        }
        if (wheelTaken) {
            tellDriver();
        }
        if (!watched || !wheelTaken) {
            io.attend(this);
        }
    }

    /**
     * Lets no more exchanges in, closes once all that is pending has ended, or at once when {@code drainNanos} have passed. For any
     * thread.
     */
    public void close(long drainNanos) {
        boolean interrupted = false;
        draining = new Failure(server, "the client was closed", null);
        try {
            if (drainNanos > 0 && room.tryAcquire(settings.maxPending(), drainNanos, TimeUnit.NANOSECONDS)) {
                room.release(settings.maxPending());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        requestClose();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it because what came over it makes no sense to the owner of a reply; everyone else on it is told so. For any thread. */
    public void fail(ProtocolException cause) {
        if (draining == null) {
            draining = new Failure(server, "the server's bytes make no sense, the connection is closed", cause);
        }
        requestClose();
    }

    private void requestClose() {
        if (closeRequest == null) {
            closeRequest = draining;
        }
        if (tryTake()) {
            letGo();
        } else {
            wakeDriver();
        }
    }

    // ---- callers

    /** Ends an exchange that comes too late, has no time, or comes from an interrupted thread. */
    private boolean isRefused(Exchange exchange) {
        Failure refusal = draining;
        if (refusal != null) {
            exchange.fail(refusal, Outcome.NOTHING_SENT);
            return true;
        }
        if (Thread.currentThread().isInterrupted()) {
            exchange.abandon(Exchange.Abandoned.INTERRUPTED);
            return true;
        }
        if (exchange.hasNoTime()) {
            exchange.abandon(Exchange.Abandoned.DEADLINE);
            return true;
        }
        return false;
    }

    private boolean admit(Exchange exchange) {
        if (isRefused(exchange)) {
            return false;
        }
        if (room.tryAcquire()) {
            return true;
        }
        if (settings.atBound() == ChannelSettings.AtBound.FAIL) {
            exchange.abandon(Exchange.Abandoned.OVERLOADED);
            return false;
        }
        try {
            if (room.tryAcquire(exchange.nanosLeft(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            exchange.abandon(Exchange.Abandoned.DEADLINE);
        } catch (InterruptedException e) {
            exchange.abandon(Exchange.Abandoned.INTERRUPTED);
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void await(Exchange own) {
        boolean interrupted = false;
        try {
            while (!own.ended()) {
                if (own.takeBaton() || (!wheelTaken && tryTake())) {
                    drive(own);
                    return;
                }
                long left = own.nanosLeft();
                if (left <= 0) {
                    own.abandon(Exchange.Abandoned.DEADLINE);
                    return;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    own.abandon(Exchange.Abandoned.INTERRUPTED);
                }
            }
        } finally {
            if (own.leave()) {
                letGo();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Drives until {@code own} has ended. With the wheel, which is gone afterwards. */
    private void drive(Exchange own) {
        boolean interrupted = false;
        try {
            advance(false);
            while (!own.ended()) {
                long left = own.nanosLeft();
                if (left <= 0) {
                    giveUp(own, Exchange.Abandoned.DEADLINE);
                    break;
                }
                boolean ready = sleep(left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    giveUp(own, Exchange.Abandoned.INTERRUPTED);
                    break;
                }
                advance(ready);
            }
        } finally {
            own.abandon(Exchange.Abandoned.CANCELLED);
            letGo();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends an exchange of the driver's own; what has arrived of its reply stays readable. */
    void giveUp(Exchange own, Exchange.Abandoned reason) {
        byte[] partial = line.partialReply(own);
        if (own.abandon(reason)) {
            own.keepPartial(partial);
        }
    }

    private boolean sleep(long nanos) {
        passDeliveriesOn();
        if (closeRequest != null) {
            // it came before there was a selector to wake
            return false;
        }
        if (!line.isFar()) {
            return line.sleep(nanos);
        }
        wantsNews = true;
        try {
            return line.sleep(queue.hasNew() && line.canSend() ? 0 : nanos);
        } finally {
            wantsNews = false;
        }
    }

    /** What others wait for cannot wait for the end of this driver's own exchange, and it is not for the holder of the wheel to call. */
    private void passDeliveriesOn() {
        Afterwards deliveries = pending.takeDeliveries();
        if (deliveries != null) {
            io.carryOut(deliveries);
        }
    }

    private void tellDriver() {
        if (wantsNews) {
            // the first tells for all: a selector's wake-up takes a lock, and thousands of virtual threads would queue
            // for it
            wantsNews = false;
            wakeDriver();
        }
    }

    private void wakeDriver() {
        Selector elsewhere = gathering;
        if (elsewhere != null) {
            elsewhere.wakeup();
        } else {
            line.wakeup();
        }
    }

    // ---- the wheel

    boolean tryTake() {
        return WHEEL.compareAndSet(this, false, true);
    }

    /** One turn: reads if {@code ready}, then sends. With the wheel. */
    void advance(boolean ready) {
        Failure wish = closeRequest;
        if (wish != null) {
            line.close(wish);
            return;
        }
        if (sweepRequested) {
            sweepRequested = false;
            // first cleared, then looked: a submit in between sets it again
            sweeping = false;
            if (line.sweep()) {
                sweeping = true;
            }
        }
        line.advance(ready);
    }

    /**
     * Lets go of the wheel: to an exchange whose owner waits, else to nobody, else (work is left and nobody waits) to the I/O
     * thread. Then, without the wheel, completes futures and tells listeners.
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
                if (byCaller && (closeRequest != null || queue.hasNew() || line.canGoOn())) {
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
                WHEEL.setVolatile(this, false);
                holding = false;
                news = queue.hasNew() || (closeRequest != null && line.failure() == null);
                if (news && byCaller && looks < LAST_LOOKS) {
                    // if someone else was faster, that one has seen it
                    holding = tryTake();
                    news = false;
                }
            }
        } finally {
            if (holding) {
                // an Error at the worst moment: whatever it was, the wheel must not go down with it
                WHEEL.setVolatile(this, false);
                news = true;
            }
            // before any callback, which may take its time
            if (news || (work && byCaller)) {
                io.attend(this);
            }
        }
        if (afterwards != null) {
            afterwards.carryOut(io.callbacks());
        }
        return work;
    }

    /** The connection was made: from now on the I/O thread watches it while it is idle. Without the wheel. */
    void attended() {
        io.attend(this);
    }

    /** With the wheel, before anything is sent on the new connection. */
    void connected(SocketChannel socket) {
        io.stopWatching(socket);
    }

    /** The server's name was looked up: whoever drives goes on, and if nobody does, the I/O thread. For any thread. */
    void resolved() {
        wakeDriver();
        io.attend(this);
    }

    // ---- for the I/O thread and for gatherings, with the wheel

    Line line() {
        return line;
    }

    ChannelSettings settings() {
        return settings;
    }

    /** Says in which selector the driver will sleep; null for the channel's own. */
    void drivenFrom(@Nullable Selector selector) {
        gathering = selector;
        wantsNews = false;
    }

    /** Queues an exchange of a gathering's; false if there is no room for it now. One that is refused has ended. Never waits. */
    boolean enqueue(Exchange exchange) {
        if (isRefused(exchange)) {
            return true;
        }
        if (room.tryAcquire()) {
            queue.add(exchange);
            tellDriver();
            return true;
        }
        if (settings.atBound() == ChannelSettings.AtBound.FAIL) {
            exchange.abandon(Exchange.Abandoned.OVERLOADED);
            return true;
        }
        return false;
    }

    boolean hasRoom() {
        return draining != null || room.availablePermits() > 0;
    }

    /** Has somebody else drive what was queued. */
    void leaveToOthers() {
        if (!wheelTaken) {
            io.attend(this);
        }
    }

    /** How long a gathering that drives may sleep, whatever it waits for. */
    long prepareToSleep() {
        passDeliveriesOn();
        if (line.isFar()) {
            wantsNews = true;
            if (queue.hasNew() && line.canSend()) {
                return 0;
            }
        }
        return line.canGoOn() ? 0 : line.nanosLeft();
    }

    /** Has whoever drives expire exchanges that nobody waits for, and end a line that is stuck. For the I/O thread. */
    void requestSweep() {
        sweepRequested = true;
        if (wheelTaken) {
            wakeDriver();
        }
    }

    /** Whether asynchronous deadlines are to be watched. */
    boolean isSweeping() {
        return sweeping;
    }

    /** Closes it because nobody has used it for long; a caller that comes at this moment is told that nothing was sent. */
    void endIdle() {
        closeRequest = new Failure(server, "closed after being idle", null);
        advance(false);
    }

    boolean markAttended() {
        return attended.compareAndSet(false, true);
    }

    void clearAttended() {
        attended.set(false);
    }
}
