package io.hansock.net;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.OverloadedException;
import io.hansock.buffer.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply on one channel. It goes QUEUED → WRITTEN → DONE or ABANDONED by compare-and-set, so that exactly one
 * side decides how it ends: its owner (deadline, interrupt, cancel) or whoever drives the channel (reply, failure).
 *
 * <p>Parameters are encoded by the owner before queueing, the reply is decoded by the owner after it: under the wheel an exchange
 * only copies its bytes out and finds where its reply ends. One that asks for others too ({@link #canAskFor}) encodes their few numbers there.
 */
public abstract class Exchange implements Runnable {
    /** How many bytes one turn encodes, so that nobody writes for others for ever. */
    protected static final int TURN_BYTES = Outbox.TURN_BYTES;

    private static final byte QUEUED = 0;
    private static final byte WRITTEN = 1;
    private static final byte DONE = 2;

    /** Plus the reason's code: given up while nothing of it had been sent. One word holds it all, so one side decides it all. */
    private static final byte ABANDONED_UNSENT = 8;

    /** Plus the reason's code: given up when it may have reached the server. */
    private static final byte ABANDONED_SENT = 16;

    /** Longer timeouts are cut to this, a century and more, so that no sum of times overflows. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    /** So long before its deadline an owner that waits without a clock is roused, or a little later. */
    private static final long ROUSED_NANOS = 3 * IoThread.SWEEP_NANOS;

    private static final byte NO_BATON = 0;
    private static final byte BATON_OFFERED = 1;
    private static final byte LEFT = 2;

    private static final byte[] NO_REPLY = {};
    private static final VarHandle STATE;
    private static final VarHandle BATON;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Exchange.class, "state", byte.class);
            BATON = lookup.findVarHandle(Exchange.class, "baton", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The way an owner gave up. */
    enum Abandoned {
        DEADLINE(0),
        INTERRUPTED(1),
        CANCELLED(2),
        OVERLOADED(3);

        private final int code;

        Abandoned(int code) {
            this.code = code;
        }
    }

    @SuppressWarnings("unused") // through STATE
    private volatile byte state;

    @SuppressWarnings("unused") // through BATON
    private volatile byte baton = LEFT;

    /** The next in the queue. */
    volatile @Nullable Exchange next;

    /** The thread that is parked for the answer, or the selector it waits in; null where nobody waits. */
    private @Nullable Object waiter;

    /** Where in the channel's stream of written bytes this request begins. */
    long startsAt;

    /** The one begun in front of it that asks for it too, so that it has the same reply; null if it asks for itself. Under the wheel. */
    @Nullable
    Exchange leader;

    private byte[] reply = NO_REPLY;
    private int replyFrom;
    private int replyTo;

    private @Nullable Failure failure;
    private boolean nothingLeft;
    private boolean delivered;

    /** The owner drove when it gave up; otherwise a driver may still be setting the reply. */
    private boolean partialKept;

    /** An executor that runs it and then throws has run it all the same. */
    private boolean ran;

    private int timeoutMillis;
    private long deadline;

    /** Its owner waits without a clock until little time is left. */
    private boolean dozes;

    /**
     * Appends the next bytes of the request and returns whether that was all. An implementation with much to say returns false
     * once {@code out} holds {@link Outbox#TURN_BYTES}, and is asked again. Called under the wheel: no I/O, no user code. What was
     * begun is sent to its end even if the owner has given up meanwhile, so the owner must not change what is encoded here.
     */
    protected abstract boolean encode(ByteWriter out, Session session);

    /**
     * Looks at bytes of the reply that have not been shown before and returns the index after the reply's last byte, or -1 if the
     * reply goes on. Called under the wheel, also after the owner has left.
     *
     * @throws io.hansock.ProtocolException if these bytes can't be a reply; the channel is closed
     */
    protected abstract int frame(byte[] bytes, int from, int to, Session session);

    /** Whether one request could ask for this one and for {@code other}, on some channel. Must always say the same. */
    protected boolean isLike(Exchange other) {
        return false;
    }

    /**
     * Whether the request of this one, of which nothing is encoded yet, can ask for {@code other} too, which {@link #isLike} it and was queued
     * behind it. Called under the wheel, once for each until one is told no: no I/O, no user code.
     */
    protected boolean canAskFor(Exchange other, Session session) {
        return false;
    }

    /**
     * How many like it have to be queued, this one included, for it to be sent while answers are awaited: those that come meanwhile might be asked
     * for together. 1 if it is to be sent at once. Asked under the wheel, of one that is next, on a near server.
     */
    protected int worthSending(Session session) {
        return 1;
    }

    /**
     * The request, which is about to be encoded, is to ask for {@code other} too: {@link #canAskFor} has just said that it can. The reply is that
     * of both; {@code other} is neither encoded nor shown any bytes.
     */
    protected void askFor(Exchange other) {
        throw new IllegalStateException("asks for nobody else");
    }

    /** How many answers the rest of its reply has; asked under the wheel, by a driver that could collect several. */
    protected int answersLeft() {
        return 1;
    }

    /**
     * The array that a reply of so many bytes is to be put into, from its beginning; null for a new one. Called under the wheel, also
     * after the owner has left: what an owner gives away here it never uses again unless the exchange has ended well.
     */
    protected byte @Nullable [] room(int bytes) {
        return null;
    }

    /** Whether there is a reply. One without has ended well when its last byte was written. Must always say the same. */
    protected boolean isAnswered() {
        return true;
    }

    /** Called once on the callback executor, after an exchange without a waiter has ended; the place to decode and complete. */
    protected void deliver() {}

    @Override
    public final void run() {
        if (!ran) {
            ran = true;
            deliver();
        }
    }

    // ---- the owner's side

    /** Starts the clock; {@code threadOrSelector} is what waits for the end, null if nobody does. */
    final void start(@Nullable Object threadOrSelector, long timeout) {
        startUndriven(threadOrSelector, timeout);
        baton = threadOrSelector == null ? LEFT : NO_BATON;
    }

    /** As {@link #start}, for a waiter that never takes the wheel. */
    final void startUndriven(@Nullable Object threadOrSelector, long timeout) {
        waiter = threadOrSelector;
        timeoutMillis =
                (int) Math.min(Integer.MAX_VALUE, Math.max(0, timeout / 1_000_000 + (timeout % 1_000_000 > 0 ? 1 : 0)));
        deadline = System.nanoTime() + within(timeout);
    }

    /**
     * Has its owner wait without a clock while much time is left: whoever drives rouses it. A timer for each wait of a virtual thread
     * costs as much as half a find. To be called before it is queued.
     */
    final void doze() {
        dozes = nanosLeft() > ROUSED_NANOS;
    }

    final boolean dozes() {
        return dozes;
    }

    /** Whether its owner, who has {@code left} nanoseconds, may wait without a clock. */
    final boolean mayDoze(long left) {
        return dozes && left > ROUSED_NANOS;
    }

    /** Wakes its owner if that waits without a clock and little time is left; returns whether it has to be looked at again. */
    final boolean rouse() {
        if (dozes && !mayDoze(nanosLeft())) {
            wake();
        }
        return dozes;
    }

    /** A timeout that can be added to a moment. */
    static long within(long timeoutNanos) {
        return Math.min(timeoutNanos, LONGEST_NANOS);
    }

    /** Whether it was given no time at all. */
    final boolean hasNoTime() {
        return timeoutMillis == 0;
    }

    /** How much of its time is left, in nanoseconds; negative once that is over. */
    public final long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** Whether reply or failure are in, or the owner has given up. */
    public final boolean ended() {
        return state >= DONE;
    }

    final boolean isAbandoned() {
        return state > DONE;
    }

    /** Gives up; false if the end was already there. Nothing of a request that was still queued is sent. */
    final boolean abandon(Abandoned reason) {
        return STATE.compareAndSet(this, QUEUED, (byte) (ABANDONED_UNSENT + reason.code))
                || STATE.compareAndSet(this, WRITTEN, (byte) (ABANDONED_SENT + reason.code));
    }

    /** Gives up for a caller that no longer wants the answer; false if the end was already there. */
    public final boolean cancel() {
        boolean cancelled = abandon(Abandoned.CANCELLED);
        if (cancelled) {
            wake();
        }
        return cancelled;
    }

    /** The array that holds the reply, or the part of it that came before a failure. */
    public final byte[] reply() {
        return hasReply() ? reply : NO_REPLY;
    }

    /** Where the reply begins in {@link #reply()}. */
    public final int replyFrom() {
        return hasReply() ? replyFrom : 0;
    }

    /** Where the reply ends in {@link #reply()}. */
    public final int replyTo() {
        return hasReply() ? replyTo : 0;
    }

    private boolean hasReply() {
        return state == DONE || partialKept;
    }

    /** What went wrong, or null if the reply is in. To be asked by the owner, once {@link #ended()}. */
    public final @Nullable HansockException problem(String server) {
        int end = state;
        if (end == DONE) {
            Failure why = failure;
            return why == null ? null : why.toException(nothingLeft ? Outcome.NOTHING_SENT : Outcome.UNKNOWN);
        }
        if (end < DONE) {
            throw new IllegalStateException("asked before the end");
        }
        boolean sent = end >= ABANDONED_SENT;
        Outcome outcome = sent ? Outcome.UNKNOWN : Outcome.NOTHING_SENT;
        int reason = end - (sent ? ABANDONED_SENT : ABANDONED_UNSENT);
        if (reason == Abandoned.DEADLINE.code) {
            return new DeadlineException(server, outcome, Duration.ofMillis(timeoutMillis));
        }
        if (reason == Abandoned.OVERLOADED.code) {
            return new OverloadedException(
                    server,
                    "too many commands wait for one connection; raise the bound of pending commands or open more channels");
        }
        return new HansockInterruptedException(server, outcome);
    }

    // ---- the driver's side, under the wheel

    /** Keeps what has arrived of the reply although the owner, who drives, gives up. */
    final void keepPartial(byte[] bytes) {
        reply = bytes;
        replyFrom = 0;
        replyTo = bytes.length;
        partialKept = true;
    }

    final boolean isAwaited() {
        return waiter != null;
    }

    /** Whether its owner would take the wheel: once an exchange has ended, its owner may be gone without another word. */
    final boolean canDrive() {
        return baton != LEFT && !ended();
    }

    /** True once, for the one who is to have it delivered. */
    final boolean claimDelivery() {
        boolean first = !delivered;
        delivered = true;
        return first;
    }

    /** Whether its reply is that of the exchange that {@code head} is or has asked for it. */
    final boolean sharesReplyOf(Exchange head) {
        return this == head || leader == head;
    }

    final boolean begin() {
        return STATE.compareAndSet(this, QUEUED, WRITTEN);
    }

    final void complete(byte[] bytes, int from, int to) {
        if (state != WRITTEN) {
            return;
        }
        reply = bytes;
        replyFrom = from;
        replyTo = to;
        if (STATE.compareAndSet(this, WRITTEN, DONE)) {
            wake();
        }
    }

    /** Ends it without a reply. */
    final void fail(Failure why, Outcome outcome) {
        fail(why, outcome, NO_REPLY, 0, 0);
    }

    /** Ends it without a (whole) reply; what has arrived of the reply stays readable. */
    final void fail(Failure why, Outcome outcome, byte[] bytes, int from, int to) {
        begin();
        if (state == WRITTEN) {
            failure = why;
            nothingLeft = outcome == Outcome.NOTHING_SENT;
            complete(bytes, from, to);
        }
    }

    final void wake() {
        Object target = waiter;
        if (target instanceof Thread thread) {
            LockSupport.unpark(thread);
        } else if (target != null) {
            ((Selector) target).wakeup();
        }
    }

    // ---- the wheel changes hands

    /** Makes this exchange's owner the holder of the wheel; false if it is not there to take it. */
    final boolean offerBaton() {
        if (BATON.compareAndSet(this, NO_BATON, BATON_OFFERED)) {
            wake();
            return true;
        }
        return false;
    }

    /** The owner's acknowledgement: true if the wheel was handed to it. */
    final boolean takeBaton() {
        return baton == BATON_OFFERED && BATON.compareAndSet(this, BATON_OFFERED, NO_BATON);
    }

    /** The owner will not look again. True if the wheel was handed to it in the meantime: it must pass it on. */
    final boolean leave() {
        return (byte) BATON.getAndSet(this, LEFT) == BATON_OFFERED;
    }
}
