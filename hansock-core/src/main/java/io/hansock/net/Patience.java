package io.hansock.net;

import java.time.Duration;

/**
 * How long a server may owe a reply that nobody waits for any more, before its line is taken for dead; no longer than the time of its calls
 * if another connection to the server is dead. Under the wheel.
 */
final class Patience {
    private final Pending pending;
    private final long nanos;

    /** When something came, or the connection was made. */
    private long lastHeard;

    /** Since when the head is one that nobody waits for, and how many replies there were then; -1 if the head is wanted. */
    private long unwantedSince;

    private long repliesWhenUnwanted = -1;

    /** How many replies there were when one was owed and another connection was found to be dead; -1 before. */
    private long repliesWhenDoubted = -1;

    Patience(Pending pending, Duration patience) {
        this.pending = pending;
        this.nanos = patience.toNanos();
    }

    /** Something has come, or the connection was made, at that time of {@link System#nanoTime}. */
    void heard(long nanoTime) {
        lastHeard = nanoTime;
    }

    /** Whether it has heard nothing for so long that it would be over. */
    boolean hasHeardNothing() {
        return System.nanoTime() - lastHeard >= nanos;
    }

    /** Until the next reply, the server gets no time beyond that of its calls. */
    void doubt(long replies) {
        repliesWhenDoubted = replies;
    }

    /**
     * Whether it is over.
     *
     * @param replies so many have come until now
     * @param discarding the rest of a reply that is too long is read away
     * @param lastLook when the line looked last for what may have come; one that was idle does so before it sends
     */
    boolean isOver(long replies, boolean discarding, long lastLook) {
        if (!pending.owesOnlyUnwanted() && !discarding) {
            repliesWhenUnwanted = -1;
            return false;
        }
        if (repliesWhenUnwanted != replies) {
            repliesWhenUnwanted = replies;
            unwantedSince = unwantedSince();
        }
        long since = repliesWhenDoubted == replies ? lastLook : unwantedSince;
        return System.nanoTime() - since >= nanos;
    }

    /** Since the time of its owner was over, if that is why nobody waits for it, and nothing has come since. */
    private long unwantedSince() {
        long now = System.nanoTime();
        Exchange owed = pending.owed();
        long over = owed == null ? 0 : pending.overSince(owed);
        return now - Math.min(over, now - lastHeard);
    }

    /** Whether it has to be asked again soon: a reply was owed that nobody waits for. */
    boolean isTried() {
        return repliesWhenUnwanted >= 0;
    }
}
