package io.hansock.wire;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.net.Channel;
import io.hansock.net.Exchange;
import io.hansock.value.Rows;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command, or many finds alike, on one channel. What the channel must know before (an open index, a prepared statement) is made
 * known first, which can take further exchanges.
 *
 * <p>A synchronous caller uses {@link #carryOut}. Others submit it, and once it has ended ask {@link #settle}, which decodes the
 * reply or names the exchange to submit next, on the same channel: the command was certainly not executed then. After that the
 * answer is there. For one owner; the methods named are for it, once.
 */
public abstract class WireExchange extends Exchange {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private @Nullable Consumer<WireExchange> whenEnded;

    /** What its caller was given for this and all successors of it; 0 if nobody has said. */
    private long timeoutNanos;

    /** Has {@code callback} called on the channel's callback executor when this or a successor of it has ended unawaited. */
    public final WireExchange whenEnded(Consumer<WireExchange> callback) {
        whenEnded = callback;
        return this;
    }

    /** Says what the caller was given, to be named if it is over: each attempt has only what is left of it. */
    public final WireExchange within(long nanos) {
        timeoutNanos = nanos;
        return this;
    }

    /**
     * Carries the command out in the calling thread, and returns the exchange that has its answer.
     *
     * @throws HansockException if there is no answer, or if it is a refusal
     */
    public final WireExchange carryOut(Channel channel, String server, long nanos) {
        long deadline = System.nanoTime() + nanos;
        WireExchange attempt = timeoutNanos == 0 ? within(nanos) : this;
        while (true) {
            try {
                channel.call(attempt, deadline - System.nanoTime());
            } catch (DeadlineException e) {
                throw attempt.named(e);
            }
            WireExchange next = attempt.settle(channel, server);
            if (next == null) {
                return attempt;
            }
            attempt = next;
        }
    }

    /**
     * To be called once after the end: decodes the reply, or returns the exchange that must be submitted instead, on the same
     * channel and within the same deadline. A channel whose bytes make no sense is closed.
     *
     * @throws HansockException if there is no answer, or if it is a refusal
     */
    public final @Nullable WireExchange settle(Channel channel, String server) {
        HansockException problem = problem(server);
        if (problem != null) {
            throw problem instanceof DeadlineException late ? named(late) : problem;
        }
        try {
            WireExchange next = decode(server);
            return next == null ? null : succeed(next);
        } catch (ProtocolException e) {
            channel.fail(e);
            throw e.server() != null ? e : new ProtocolException(server, String.valueOf(e.getMessage()), e);
        }
    }

    private DeadlineException named(DeadlineException late) {
        long millis = timeoutNanos / NANOS_PER_MILLI + (timeoutNanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        return millis == 0 ? late : new DeadlineException(late.server(), late.outcome(), Duration.ofMillis(millis));
    }

    /** The same command once more, for another channel; whether that is safe is for the owner to know. */
    public final WireExchange repeat() {
        return succeed(again());
    }

    /** Has {@code other}, which is the same command over another wire and not sent yet, take the place of this one. */
    public final WireExchange handOver(WireExchange other) {
        return succeed(other);
    }

    private WireExchange succeed(WireExchange next) {
        next.whenEnded = whenEnded;
        next.timeoutNanos = timeoutNanos;
        return next;
    }

    /** The same command, not sent yet. */
    protected abstract WireExchange again();

    /**
     * Decodes the reply, which is all there; or returns the exchange to submit instead, on the same channel, when the command was
     * certainly not executed.
     *
     * @throws io.hansock.ServerException if it is a refusal
     * @throws ProtocolException if it makes no sense
     */
    protected abstract @Nullable WireExchange decode(String server);

    /** The rows found, or the rows as they were before a change. */
    public abstract Rows rows();

    /** How many of {@link #rows} belong to the finds up to and including number {@code find}, from 0. */
    public abstract int rowsUpTo(int find);

    /** How many rows a change has met. */
    public abstract long count();

    /** The bits of the unsigned id that the server generated; none if it generated none. */
    public abstract OptionalLong generatedId();

    @Override
    protected final void deliver() {
        Consumer<WireExchange> callback = whenEnded;
        if (callback != null) {
            callback.accept(this);
        }
    }
}
