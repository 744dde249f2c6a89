package io.hansock;

import java.time.Duration;

/** Checks what settings may be. Stateless. */
final class Bounds {
    /** No duration is longer: a clock in nanoseconds would overflow at some point, and nobody waits for so long. */
    static final Duration LONGEST = Duration.ofDays(1);

    private Bounds() {}

    static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new ConfigurationException("the " + what + " must be more than zero, not " + duration);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("the " + what + " must be at most a day, not " + duration);
        }
        return duration;
    }

    static int within(String what, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new ConfigurationException(
                    what + " must be within " + smallest + " and " + largest + ", not " + value);
        }
        return value;
    }
}
