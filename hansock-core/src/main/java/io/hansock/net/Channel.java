package io.hansock.net;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection, made on first use, pipelined and driven by its callers; it lives once. A caller queues its exchange and tries to
 * take the {@link Wheel}. Whoever holds the wheel connects, sends all that is queued in one write, reads until its own answer is in,
 * completes the others on the way and hands the wheel to one that waits. Without the wheel nobody touches the socket.
 *
 * <p>{@link #call} and {@link #submit} are safe for any thread; the rest says who may.
 */
public final class Channel {
    private final String server;
    private final ChannelSettings settings;
    private final IoThread io;
    private final ExchangeQueue queue = new ExchangeQueue();
    private final Gate gate;
    private final Pending pending;
    private final Line line;
    private final Wheel wheel;

    private final Address address;

    /** The handshake was done. */
    private volatile boolean ready;

    /** Where it has connected to. */
    private volatile @Nullable Address peer;

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
        this.address = address;
        this.settings = settings;
        this.io = io;
        this.gate = new Gate(settings);
        this.pending = new Pending(queue, gate.room);
        this.line = new Line(server, address, session, settings, io.resolver(), listener, pending, this);
        this.wheel = new Wheel(this, io, pending, line);
    }

    /** Whether this channel has ended, for whatever reason: another one is needed. */
    public boolean isClosed() {
        return line.failure() != null || gate.isShut() || wheel.isToClose();
    }

    /** Whether there is a connection that carries exchanges. */
    public boolean isOpen() {
        return ready && !isClosed();
    }

    /** Whether nothing will ever happen on it again. */
    boolean hasEnded() {
        return line.failure() != null;
    }

    /** Whether it was given up since the server was silent for too long: the server may not know. */
    public boolean fellSilent() {
        Failure why = line.failure();
        return why != null && why.cause() instanceof SocketTimeoutException;
    }

    /** The very address that it has connected to, where its own is a name that can stand for several; its own before that. */
    public Address address() {
        Address reached = peer;
        return reached == null ? address : reached;
    }

    /** How many exchanges are queued or in flight; a moment's value, for choosing between channels. */
    public int pending() {
        return gate.inside();
    }

    /** How many exchanges have begun to go out and are not answered yet, the session's own not counted; a moment's value, for gauges. */
    public int inFlight() {
        return pending.underWay();
    }

    /** How many exchanges wait to go out, those included that wait for room to wait in; a moment's value, for gauges. */
    public int queued() {
        return Math.max(0, gate.inside() - inFlight()) + gate.outside();
    }

    /** Whether someone drives at this moment; for choosing between channels. */
    public boolean isDriven() {
        return wheel.isTaken();
    }

    /**
     * Carries out an exchange in the calling thread.
     *
     * @throws HansockException if there is no complete reply, for whatever reason
     */
    public void call(Exchange exchange, long timeoutNanos) {
        exchange.start(Thread.currentThread(), timeoutNanos);
        if (VirtualThreads.isCurrent()) {
            exchange.doze();
        }
        if (gate.admit(exchange)) {
            queue.add(exchange);
            if (wheel.tryTake()) {
                drive(exchange);
            } else {
                wheel.tell();
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
        if (!gate.admit(exchange)) {
            Afterwards afterwards = new Afterwards();
            afterwards.deliver(exchange);
            afterwards.carryOut(io.callbacks());
            return;
        }
        queue.add(exchange);
        wheel.tellOfUnawaited();
    }

    /**
     * Lets no more exchanges in, closes once all that is pending has ended, or at once when {@code drainNanos} have passed. For any
     * thread.
     */
    public void close(long drainNanos) {
        boolean interrupted = false;
        Failure why = new Failure(server, "the client was closed", null);
        gate.shut(why);
        try {
            gate.awaitEmpty(drainNanos);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        wheel.requestClose(why);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Looks at this very moment whether the server has ended it, however short ago that was looked at: {@link #isClosed} says it then. Never
     * waits, and connects to nothing: one that has not connected has not been ended. For any thread.
     *
     * @return false if somebody else drives, who finds out as well
     */
    public boolean look() {
        if (!wheel.tryTake()) {
            return false;
        }
        try {
            wheel.look();
        } finally {
            wheel.letGo();
        }
        return true;
    }

    /**
     * Says that another connection to the server has been silent for too long. This one, if it has been silent as long, is closed if nothing
     * is under way on it, and otherwise taken for dead as soon as a call has waited for its answer in vain. For any thread.
     */
    public void doubt() {
        wheel.requestDoubt();
    }

    /** Ends it because what came over it makes no sense to the owner of a reply; everyone else on it is told so. For any thread. */
    public void fail(ProtocolException cause) {
        Failure why = new Failure(server, "the server's bytes make no sense, the connection is closed", cause);
        wheel.requestClose(gate.shutUnlessShut(why));
    }

    // ---- callers

    private void await(Exchange own) {
        boolean interrupted = false;
        try {
            if (own.dozes()) {
                wheel.tellOfDozing();
            }
            while (!own.ended()) {
                if (own.takeBaton() || (!wheel.isTaken() && wheel.tryTake())) {
                    drive(own);
                    return;
                }
                long left = own.nanosLeft();
                if (left <= 0) {
                    own.abandon(Exchange.Abandoned.DEADLINE);
                    wheel.tellOfUnwanted();
                    return;
                }
                if (own.mayDoze(left)) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, left);
                }
                if (Thread.interrupted()) {
                    interrupted = true;
                    own.abandon(Exchange.Abandoned.INTERRUPTED);
                }
            }
        } finally {
            own.abandon(Exchange.Abandoned.CANCELLED);
            if (own.leave()) {
                wheel.letGo();
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
            wheel.advance(false);
            while (!own.ended()) {
                long left = own.nanosLeft();
                if (left <= 0) {
                    giveUp(own, Exchange.Abandoned.DEADLINE);
                    wheel.tellOfUnwanted();
                    break;
                }
                boolean ready = wheel.sleep(left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    giveUp(own, Exchange.Abandoned.INTERRUPTED);
                    break;
                }
                wheel.advance(ready);
            }
        } finally {
            own.abandon(Exchange.Abandoned.CANCELLED);
            wheel.letGo();
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

    // ---- for the line

    /** The connection was made, and exchanges can go out. With the wheel. */
    void opened() {
        ready = true;
    }

    /** The connection was made: from now on the I/O thread watches it while it is idle. Without the wheel. */
    void attended() {
        io.attend(this);
    }

    /** With the wheel, before anything is sent on the new connection. */
    void connected(SocketChannel socket) throws IOException {
        peer = Address.of(socket.getRemoteAddress(), address);
        io.stopWatching(socket);
    }

    /** The server's name was looked up: whoever drives goes on, and if nobody does, the I/O thread. For any thread. */
    void resolved() {
        wheel.wake();
        io.attend(this);
    }

    // ---- for the I/O thread and for gatherings

    Wheel wheel() {
        return wheel;
    }

    /** With the wheel. */
    Line line() {
        return line;
    }

    ChannelSettings settings() {
        return settings;
    }

    /** Queues an exchange of a gathering's; false if there is no room for it now. One that is refused has ended. Never waits. */
    boolean enqueue(Exchange exchange) {
        Gate.Answer answer = gate.knock(exchange);
        if (answer == Gate.Answer.ADMITTED) {
            queue.add(exchange);
            wheel.tell();
        }
        return answer != Gate.Answer.NO_ROOM;
    }

    boolean hasRoom() {
        return gate.hasAnswer();
    }

    /** Has somebody else drive what was queued. */
    void leaveToOthers() {
        if (!wheel.isTaken()) {
            io.attend(this);
        }
    }

    /** Closes it because nobody has used it for long. With the wheel. */
    void endIdle() {
        wheel.endIdle(new Failure(server, "closed after being idle", null));
    }

    boolean markAttended() {
        return attended.compareAndSet(false, true);
    }

    void clearAttended() {
        attended.set(false);
    }
}
