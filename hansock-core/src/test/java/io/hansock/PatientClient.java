package io.hansock;

import java.time.Duration;

/** Clients of tests that are not about time: a machine that stands still for a few seconds fails none of their calls. */
public final class PatientClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PatientClient() {}

    /** A builder of one, of which all but its timeouts is as it is by default. */
    public static HansockBuilder builder() {
        return Hansock.builder().requestTimeout(PATIENCE).connectTimeout(PATIENCE);
    }
}
