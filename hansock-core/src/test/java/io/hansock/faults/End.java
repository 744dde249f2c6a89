package io.hansock.faults;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.OverloadedException;
import io.hansock.ServerException;

/** What became of a call, as its caller was told. */
enum End {
    ANSWERED,
    /** Certainly not done. */
    NOT_DONE,
    UNKNOWN;

    /** What a failure tells. Anything that no fault brings about is a failure of the test. */
    static End of(HansockException e) {
        if (e instanceof ChannelLostException lost) {
            return of(lost.outcome());
        }
        if (e instanceof DeadlineException late) {
            return of(late.outcome());
        }
        if (e instanceof ServerException || e instanceof OverloadedException) {
            return NOT_DONE;
        }
        throw e;
    }

    private static End of(Outcome outcome) {
        return outcome == Outcome.UNKNOWN ? UNKNOWN : NOT_DONE;
    }
}
