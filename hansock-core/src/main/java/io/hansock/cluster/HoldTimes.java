package io.hansock.cluster;

import java.time.Duration;

/**
 * How long a lock outlives its holder, and how its holder sees to it that it does not end before.
 *
 * @param silence after how long without a word of the holder's the server ends its session, and with it the lock; whole seconds
 * @param period how often the server is asked whether the lock is there
 * @param patience how long the server may take for the answer
 */
record HoldTimes(Duration silence, Duration period, Duration patience) {
    /**
     * A machine that is moved or collects garbage is silent for seconds, and one that is gone must not keep the others off for more than
     * half a minute. A holder asks often enough to know of a loss before the server frees the lock, whatever was lost.
     */
    static final HoldTimes DEFAULTS =
            new HoldTimes(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(10));
}
