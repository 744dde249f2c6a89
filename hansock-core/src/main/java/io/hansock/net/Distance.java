package io.hansock.net;

/**
 * Whether a server is far: a round trip to it takes longer than waking a thread, so that each is worth a wake-up. Connecting says so at first, but
 * it may have been this machine that was slow then; an answer that comes sooner proves it. Under the wheel.
 */
final class Distance {
    /** A round trip longer than this is worth waking the driver for, so that it sends at once what was queued meanwhile. */
    private static final long FAR_NANOS = 250_000;

    private boolean far;
    private boolean asked;
    private long askedAt;

    /** Connecting, which is one round trip, has taken so long. */
    void connectedIn(long nanos) {
        far = nanos > FAR_NANOS;
        asked = false;
    }

    boolean isFar() {
        return far;
    }

    /** What is about to be sent is all that is to be answered. */
    void asks() {
        if (far) {
            askedAt = System.nanoTime();
            asked = true;
        }
    }

    /** Something has come, at that time of {@link System#nanoTime}. */
    void heard(long nanoTime) {
        if (asked) {
            asked = false;
            far = nanoTime - askedAt > FAR_NANOS;
        }
    }
}
