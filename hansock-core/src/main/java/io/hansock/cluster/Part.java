package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.net.Channel;
import io.hansock.net.Gathering;
import io.hansock.wire.WireExchange;
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
        ClusterServer server = call.server();
        long left = deadline - System.nanoTime();
        try {
            left = doubted
                    ? server.awaitAnew(call.table(), left)
                    : server.awaitReady(call.table(), call.isWrite(), left);
            trial = new Trial<>(call, left);
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

    /** {@code gatheringFailure} is why nobody waited for the answer to its end; null if somebody did. */
    void conclude(@Nullable Throwable gatheringFailure) {
        Trial<X> open = trial();
        Channel used = open.channel();
        if (concluded || used == null || !open.exchange().ended()) {
            return;
        }
        concluded = true;
        String server = call.server().name();
        if (gatheringFailure != null && open.exchange().problem(server) != null) {
            fail(new ChannelLostException(server, Outcome.UNKNOWN, "waiting for it failed", gatheringFailure));
            return;
        }
        try {
            WireExchange next = open.exchange().settle(used, server);
            if (next == null) {
                result = call.result(open.exchange());
            } else {
                open.sendInstead(next);
                concluded = false;
            }
        } catch (HansockException e) {
            goOn(e);
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
