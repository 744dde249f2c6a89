package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.net.Channel;
import io.hansock.net.Gathering;
import io.hansock.wire.WireExchange;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of several that one thread carries out at the same time: where it stands.
 *
 * @param <X> the result of the call
 */
final class Part<X> {
    private final Call<X> call;
    private @Nullable Trial<X> trial;

    /** Unchecked, if there is one. */
    private @Nullable Throwable problem;

    private @Nullable X result;
    private boolean concluded;

    private final long deadline;
    private boolean doubted;

    /** Chooses what carries it. */
    Part(Call<X> call, long deadline) {
        this.call = call;
        this.deadline = deadline;
        begin();
    }

    private void begin() {
        try {
            trial = new Trial<>(call, deadline - System.nanoTime());
        } catch (HansockException e) {
            failUnlessDoubted(e);
        }
    }

    /** Begins anew, once, where the table may not be any longer what it was taken for; nothing was carried out then. */
    private void failUnlessDoubted(HansockException failure) {
        if (doubted || !call.isDoubted(failure)) {
            fail(failure);
            return;
        }
        doubted = true;
        long unused = call.server().awaitReady(call.table(), call.isWrite(), deadline - System.nanoTime());
        begin();
    }

    Call<X> call() {
        return call;
    }

    @Nullable
    Throwable problem() {
        return problem;
    }

    boolean isConcluded() {
        return concluded;
    }

    private void fail(Throwable why) {
        problem = why;
        concluded = true;
    }

    /** Each on a channel of its own, as far as there are some. */
    void join(Gathering gathering, Map<ChannelGroup, Integer> joined) {
        Trial<X> open = trial();
        ChannelGroup channels = open.lane().channels();
        int number = joined.merge(channels, 1, Integer::sum) - 1;
        try {
            Channel present = open.channel();
            Channel chosen = present == null ? channels.forCaller(number) : present;
            open.take(chosen);
            gathering.add(chosen, open.exchange());
        } catch (HansockException e) {
            goOn(e);
        }
    }

    /** After a failure: it stays open if it may be sent once more. */
    private void goOn(HansockException failure) {
        concluded = false;
        if (!trial().mayGoOn(failure)) {
            failUnlessDoubted(failure);
        }
    }

    void conclude(@Nullable IOException pollFailure) {
        Trial<X> open = trial();
        Channel used = open.channel();
        if (concluded || used == null || !open.exchange().ended()) {
            return;
        }
        concluded = true;
        try {
            WireExchange next = open.exchange().settle(used, call.server().name());
            if (next == null) {
                result = call.result(open.exchange());
            } else {
                open.sendInstead(next);
                concluded = false;
            }
        } catch (HansockException e) {
            if (pollFailure != null) {
                fail(new ChannelLostException(call.server().name(), Outcome.UNKNOWN, "polling failed", pollFailure));
            } else {
                goOn(e);
            }
        } catch (RuntimeException | Error e) {
            // thrown by the user's record or mapper; the other parts are to end all the same
            fail(e);
        }
    }

    private Trial<X> trial() {
        Trial<X> present = trial;
        if (present == null) {
            throw new IllegalStateException("a part that never began");
        }
        return present;
    }

    X result() {
        X present = result;
        if (present == null) {
            throw new IllegalStateException("a part without a result");
        }
        return present;
    }
}
