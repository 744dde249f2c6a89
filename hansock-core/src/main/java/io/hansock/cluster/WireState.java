package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is known of one way to a server. Safe for any thread. */
final class WireState {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String server;
    private volatile Known known = new Known(Condition.UNTRIED, "", null, 0);

    /** With the moment of the next try, if it is down. */
    private record Known(
            Condition condition, String why, @Nullable HansockException cause, long nextTry) {}

    WireState(String server) {
        this.server = server;
    }

    Condition condition() {
        return known.condition;
    }

    boolean is(Condition condition) {
        return condition() == condition;
    }

    /** It answers. */
    Condition up() {
        return set(new Known(Condition.UP, "", null, 0));
    }

    /** It is not to be used. */
    Condition off(String why) {
        return set(new Known(Condition.OFF, why, null, 0));
    }

    /** It does not answer, and is tried again after a pause. */
    Condition down(HansockException cause, long pauseNanos) {
        return set(new Known(Condition.DOWN, Reason.of(server, cause), cause, System.nanoTime() + pauseNanos));
    }

    /** Something went wrong with it; false if that was known, or it was not in use. */
    synchronized boolean suspect(String why) {
        if (known.condition != Condition.UP) {
            return false;
        }
        known = new Known(Condition.SUSPECT, why, null, 0);
        return true;
    }

    /** Returns what it was before. */
    private synchronized Condition set(Known next) {
        Condition former = known.condition;
        known = next;
        return former;
    }

    /** Why it is as it is. */
    String why() {
        return known.why;
    }

    /** What a caller gets who needs it, if it is down. */
    @Nullable
    HansockException refusal() {
        Known present = known;
        if (present.condition != Condition.DOWN) {
            return null;
        }
        if (present.cause instanceof ServerException refused) {
            return refused.again();
        }
        long left = Math.max(0, present.nextTry - System.nanoTime());
        return new ChannelLostException(
                server,
                Outcome.NOTHING_SENT,
                "cannot be reached (" + present.why + "), next try in " + (left / NANOS_PER_MILLI + 1) + " ms",
                present.cause);
    }

    /** The same for everybody. */
    ServerState.Wire view(OptionalInt port) {
        Known present = known;
        Optional<Duration> nextTry = present.condition == Condition.DOWN
                ? Optional.of(Duration.ofNanos(Math.max(0, present.nextTry - System.nanoTime())))
                : Optional.empty();
        return new ServerState.Wire(present.condition, port, present.why, nextTry);
    }
}
