package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;

/** What may be sent a second time: a read whose channel was lost, and a write of which no byte left. Never anything a third time. */
final class Repeats {
    private Repeats() {}

    static boolean mayRepeat(boolean write, HansockException problem) {
        return problem instanceof ChannelLostException lost && (!write || lost.outcome() == Outcome.NOTHING_SENT);
    }
}
