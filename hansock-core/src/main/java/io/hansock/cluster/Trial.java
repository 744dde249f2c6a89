package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.mysql.Request;
import io.hansock.net.Channel;
import io.hansock.wire.WireExchange;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way: where it is sent, and once more, perhaps over the other wire, if its channel was lost and that is safe. For one
 * thread at a time.
 *
 * @param <T> the result of the call
 */
final class Trial<T> {
    private final Call<T> call;
    private final long deadline;
    private Lane lane;

    /** What to ask on a session of its own; null where {@link #exchange} does it. */
    private @Nullable Request<T> request;

    private @Nullable WireExchange exchange;

    /** What it was sent on, or is to be sent on; null while any channel will do. */
    private @Nullable Channel channel;

    private boolean repeated;

    /**
     * Chooses what carries the call.
     *
     * @throws HansockException if nothing does, or if it cannot be sent
     */
    Trial(Call<T> call, long timeoutNanos) {
        this.call = call;
        this.deadline = System.nanoTime() + timeoutNanos;
        this.lane = call.lane();
        this.request = call.request(lane.wire());
        if (request == null) {
            this.exchange = call.exchange(lane.wire()).within(timeoutNanos);
        }
        call.server().repeats().called();
    }

    /** Goes on with a call whose exchange was sent without such a trial; {@code channel} is null if it was not even sent. */
    Trial(Call<T> call, Lane lane, WireExchange sent, @Nullable Channel channel, long nanosLeft) {
        this.call = call;
        this.deadline = System.nanoTime() + nanosLeft;
        this.lane = lane;
        this.exchange = sent;
        this.channel = channel;
    }

    Call<T> call() {
        return call;
    }

    Lane lane() {
        return lane;
    }

    /** What to ask on a session of its own; null if {@link #exchange} is to be sent. */
    @Nullable
    Request<T> request() {
        return request;
    }

    /** What to send, or what was sent. */
    WireExchange exchange() {
        WireExchange present = exchange;
        if (present == null) {
            throw new IllegalStateException("a call that takes a session of its own");
        }
        return present;
    }

    /** As {@link WireExchange#settle}: what has to be sent instead goes to the same channel. */
    void sendInstead(WireExchange next) {
        exchange = next;
    }

    @Nullable
    Channel channel() {
        return channel;
    }

    void take(Channel chosen) {
        channel = chosen;
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** Carries it out in the calling thread, and again if it may be. */
    T carryOut() {
        while (true) {
            Request<T> asked = request;
            if (asked != null) {
                return call.server().ask(asked, nanosLeft());
            }
            WireExchange answered = attempt();
            if (answered != null) {
                return call.result(answered);
            }
        }
    }

    /** The same for a call that takes no session of its own: returns the exchange that has the answer. */
    WireExchange answered() {
        WireExchange answered = attempt();
        while (answered == null) {
            answered = attempt();
        }
        return answered;
    }

    /** The exchange that has the answer; null if it is to be sent once more. */
    private @Nullable WireExchange attempt() {
        try {
            Channel chosen = channel == null ? lane.channels().forCaller() : channel;
            channel = chosen;
            return exchange().carryOut(chosen, call.server().name(), nanosLeft());
        } catch (HansockException problem) {
            if (!mayGoOn(problem)) {
                throw problem;
            }
            return null;
        }
    }

    /** Whether it is to be sent once more after that: then what to send, and where, has changed. */
    boolean mayGoOn(HansockException problem) {
        if (call.isWritten()) {
            return false;
        }
        lane.channels().noteFailure(problem);
        if (repeated) {
            return false;
        }
        Lane next = other(problem);
        if (lane.equals(next) && problem instanceof ChannelLostException) {
            // whoever has met the end of the channel first may not have come to tell of it yet
            lane.channels().noteLoss(problem);
            next = other(problem);
        }
        if (next == null || !call.server().repeats().mayRepeat(call.isWrite(), problem)) {
            return false;
        }
        boolean same = next.equals(lane);
        Channel chosen;
        try {
            if (same) {
                exchange = exchange().repeat();
            } else {
                goOver(next);
            }
            chosen = request != null ? null : next.channels().forSecondAttempt(same ? channel : null);
        } catch (HansockException cannot) {
            problem.addSuppressed(cannot);
            return false;
        }
        repeated = true;
        call.server().countRepeat(call.operation());
        channel = chosen;
        lane = next;
        return true;
    }

    /** What one exchange makes over HandlerSocket can take a session of its own over SQL. */
    private void goOver(Lane next) {
        request = call.request(next.wire());
        if (request == null) {
            exchange = exchange().handOver(call.exchange(next.wire()));
        }
    }

    /** What would carry it now; null if that would be no better. */
    private @Nullable Lane other(HansockException problem) {
        try {
            Lane next = call.lane();
            return channel == null && next.equals(lane) ? null : next;
        } catch (HansockException nothingDoes) {
            problem.addSuppressed(nothingDoes);
            return null;
        }
    }
}
