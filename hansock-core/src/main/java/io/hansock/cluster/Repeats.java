package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What may be sent to one server a second time: a read whose channel was lost, and a write of which no byte left. Never anything a
 * third time, and no more than a tenth of all calls: a server in trouble must not be stormed. Safe for any thread.
 */
final class Repeats {
    private static final double SAVED_BY_A_CALL = 0.1;
    private static final int MOST_SAVED = 10;

    /** Threads count in places of their own, so that counting costs them nothing; those that share one may lose a few. */
    private static final int PLACES = 16;

    /** One statement was stopped, and its connection goes on. */
    private static final int QUERY_KILLED = 1317;

    /** Longs to a cache line. */
    private static final int APART = 8;

    private final AtomicLongArray calls = new AtomicLongArray(PLACES * APART);
    private double saved = MOST_SAVED;
    private long callsSeen;

    /** Counts a call. */
    void called() {
        int place = (int) (Thread.currentThread().getId() % PLACES) * APART;
        calls.setOpaque(place, calls.getOpaque(place) + 1);
    }

    /** Whether what failed so may be sent once more; if so, it counts as done. */
    boolean mayRepeat(boolean write, Throwable problem) {
        boolean may = problem instanceof ChannelLostException lost
                ? !write || lost.outcome() == Outcome.NOTHING_SENT
                : !write && hungUp(problem);
        return may && spend();
    }

    /** Whether the server has ended the connection with a word: an idle one that it closed, or all, since it shuts down. */
    private static boolean hungUp(Throwable problem) {
        return problem instanceof ServerException refused
                && refused.kind() == ServerException.Kind.KILLED
                && refused.code() != QUERY_KILLED;
    }

    private synchronized boolean spend() {
        long total = 0;
        for (int place = 0; place < PLACES; place++) {
            total += calls.getOpaque(place * APART);
        }
        saved = Math.min(MOST_SAVED, saved + (total - callsSeen) * SAVED_BY_A_CALL);
        callsSeen = total;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }
}
