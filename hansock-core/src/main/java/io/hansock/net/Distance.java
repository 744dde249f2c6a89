package io.hansock.net;

/**
 * Whether a server is far: a round trip to it takes longer than waking a thread, so that each is worth a wake-up. Connecting says so at first. But it
 * may have been this machine that was slow then: an answer that comes sooner proves it. And it may have been a proxy nearby that was connected to:
 * then none of the first answers comes soon. Under the wheel.
 */
final class Distance {
    /** A round trip longer than this is worth waking the driver for, so that it sends at once what was queued meanwhile. */
    private static final long FAR_NANOS = 250_000;

    /** If none of the first answers was quicker, it is far: a server nearby that is busy answers one of them sooner. */
    private static final long NEVER_NEAR_NANOS = 1_000_000;

    private static final int FIRST_ANSWERS = 16;

    private boolean far;

    /** How many of the first answers are still to be timed. */
    private int untimed;

    private long quickest;
    private boolean asked;
    private long askedAt;

    /** Connecting, which is one round trip, has taken so long. */
    void connectedIn(long nanos) {
        far = nanos > FAR_NANOS;
        untimed = FIRST_ANSWERS;
        quickest = Long.MAX_VALUE;
        asked = false;
    }

    boolean isFar() {
        return far;
    }

    /** What is about to be sent is all that is to be answered. */
    void asks() {
        if (far || untimed > 0) {
            askedAt = System.nanoTime();
            asked = true;
        }
    }

    /** Something has come, at that time of {@link System#nanoTime}. */
    void heard(long nanoTime) {
        if (!asked) {
            return;
        }
        asked = false;
        quickest = Math.min(quickest, nanoTime - askedAt);
        untimed = Math.max(0, untimed - 1);
        if (quickest <= FAR_NANOS) {
            far = false;
            untimed = 0;
        } else if (untimed == 0 && quickest > NEVER_NEAR_NANOS) {
            far = true;
        }
    }
}
