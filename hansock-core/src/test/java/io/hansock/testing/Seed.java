package io.hansock.testing;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where tests that make up what they try begin: at the same seed each time, so that a build that failed fails again. {@code -Dhansock.seed=…} gives another
 * one; {@code random} has one drawn, and told.
 */
public final class Seed {
    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);
    private static final String PROPERTY = "hansock.seed";
    private static final String RANDOM = "random";
    private static final long DEFAULT = 1;
    private static final long VALUE = read();

    private Seed() {}

    /** The seed of this run. */
    public static long value() {
        return VALUE;
    }

    private static long read() {
        String given = System.getProperty(PROPERTY, "");
        if (!given.equals(RANDOM)) {
            return given.isEmpty() ? DEFAULT : Long.parseLong(given);
        }
        long drawn = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        LOG.warn("the same again: -D{}={}", PROPERTY, drawn);
        return drawn;
    }
}
