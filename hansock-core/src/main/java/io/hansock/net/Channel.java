package io.hansock.net;

import io.hansock.HansockException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
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
    private final Line line;

    @SuppressWarnings("unused") // through WHEEL
    private volatile boolean wheelTaken;

    /** Asks whoever drives to close; also keeps new exchanges out. */
    private volatile @Nullable Failure closeRequest;

    /** The driver sleeps and wants to hear of new exchanges. */
    private volatile boolean wantsNews;

    /** The selector of a driver that has several channels, null while the line's own is used. */
    private volatile @Nullable Selector gathering;

    private volatile boolean sweepRequested;

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
        this.line = new Line(server, address, session, settings, io.resolver(), listener, queue, room, this);
    }

    /** Whether this channel has ended, for whatever reason: another one is needed. */
    public boolean isClosed() {
        return line.failure() != null || closeRequest != null;
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
        if (wheelTaken) {
            tellDriver();
        } else {
            io.attend(this);
        }
    }

    /** Closes once all that is pending has ended, or at once when {@code drainNanos} have passed. For any thread. */
    public void close(long drainNanos) {
        boolean interrupted = false;
        try {
            if (drainNanos > 0 && room.tryAcquire(settings.maxPending(), drainNanos, TimeUnit.NANOSECONDS)) {
                room.release(settings.maxPending());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        requestClose("the client was closed");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void requestClose(String why) {
        if (closeRequest == null) {
            closeRequest = new Failure(server, why, null);
        }
        if (tryTake()) {
            letGo();
        } else {
            wakeDriver();
        }
    }

    // ---- callers

    private boolean admit(Exchange exchange) {
        if (Thread.currentThread().isInterrupted()) {
            exchange.abandon(Exchange.Abandoned.INTERRUPTED);
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

    private void tellDriver() {
        if (wantsNews) {
            wakeDriver();
        }
    }

    void wakeDriver() {
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
            line.expireAsync();
        }
        line.advance(ready);
    }

    /**
     * Lets go of the wheel: to an exchange whose owner waits, else to nobody, else (work is left and nobody waits) to the I/O
     * thread. Then, without the wheel, completes futures and tells listeners.
     */
    void letGo() {
        if (handOver()) {
            io.attend(this);
        }
    }

    /** As {@link #letGo}, but returns whether work is left that nobody waits for, instead of telling the I/O thread. */
    boolean handOver() {
        Afterwards afterwards = null;
        boolean work;
        while (true) {
            if (closeRequest != null || queue.hasNew() || line.hasMoreToSend()) {
                advance(false);
            }
            afterwards = Afterwards.join(afterwards, line.takeAfterwards());
            Exchange heir = line.heir();
            if (heir != null) {
                if (heir.offerBaton()) {
                    work = false;
                    break;
                }
                continue;
            }
            work = line.hasWork();
            WHEEL.setVolatile(this, false);
            boolean again = queue.hasNew() || (closeRequest != null && line.failure() == null);
            if (!again || !tryTake()) {
                break;
            }
        }
        if (afterwards != null) {
            afterwards.carryOut(io.callbacks());
        }
        return work;
    }

    /** The connection was made: from now on the I/O thread watches it while it is idle. */
    void attended() {
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
        wantsNews = selector != null && line.isFar();
    }

    /** Queues an exchange of a gathering's; false if it was not admitted. */
    boolean enqueue(Exchange exchange, Object waiter, long timeoutNanos) {
        exchange.start(waiter, timeoutNanos);
        if (!admit(exchange)) {
            return false;
        }
        queue.add(exchange);
        tellDriver();
        return true;
    }

    String server() {
        return server;
    }

    /** Has whoever drives expire exchanges that nobody waits for. Without the wheel. */
    void requestSweep() {
        sweepRequested = true;
        if (wheelTaken) {
            wakeDriver();
        }
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
