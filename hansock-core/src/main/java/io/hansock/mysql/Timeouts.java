package io.hansock.mysql;

import io.hansock.ConfigurationException;
import java.time.Duration;

/** Timeouts as users give them. Stateless. */
public final class Timeouts {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Timeouts() {}

    /**
     * In nanoseconds; more than a day counts as a day.
     *
     * @throws ConfigurationException if it is not more than zero
     */
    public static long nanos(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new ConfigurationException("the request timeout must be more than zero, not " + timeout);
        }
        return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }
}
