package io.hansock.mysql;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.ServerException;

/** Tells of an exchange that was not answered whether the server can have seen any of it. Stateless. */
final class Unsent {
    private Unsent() {}

    /** Whether the server did nothing of it, for certain. */
    static boolean is(HansockException problem) {
        if (problem instanceof ChannelLostException lost) {
            return lost.outcome() == Outcome.NOTHING_SENT;
        }
        if (problem instanceof DeadlineException late) {
            return late.outcome() == Outcome.NOTHING_SENT;
        }
        if (problem instanceof HansockInterruptedException interrupted) {
            return interrupted.outcome() == Outcome.NOTHING_SENT;
        }
        return false;
    }

    /**
     * Whether another connection may carry it out: nothing was sent on one that has ended, or the server said goodbye to that before it
     * read any of it (trap B22).
     */
    static boolean mayMove(HansockException problem) {
        return problem instanceof ChannelLostException
                ? is(problem)
                : problem instanceof ServerException refused && refused.kind() == ServerException.Kind.KILLED;
    }
}
