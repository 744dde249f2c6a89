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

    /** What is said of all that was asked, if {@code problem} is that of a part behind others that may have been carried out. */
    static HansockException theRest(String server, HansockException problem) {
        if (!is(problem)) {
            return problem;
        }
        if (problem instanceof DeadlineException) {
            return new DeadlineException(server, Outcome.UNKNOWN, "time was over when a part of it had been answered");
        }
        return problem instanceof HansockInterruptedException
                ? new HansockInterruptedException(server, Outcome.UNKNOWN)
                : new ChannelLostException(
                        server, Outcome.UNKNOWN, "lost when a part of it had been answered", problem);
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
