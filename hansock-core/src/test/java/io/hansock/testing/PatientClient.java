package io.hansock.testing;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import java.time.Duration;
import java.util.stream.Stream;

/** Clients of tests that are not about time: a machine that stands still for a few seconds fails none of their calls. */
public final class PatientClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PatientClient() {}

    /** A builder of one, of which all but its timeouts is as it is by default. */
    public static HansockBuilder builder() {
        return Hansock.builder().requestTimeout(PATIENCE).connectTimeout(PATIENCE);
    }

    /** The same for an application, as {@code name=value}. */
    public static String[] properties() {
        return new String[] {"hansock.request-timeout=" + PATIENCE, "hansock.connect-timeout=" + PATIENCE};
    }

    /** The same for its command line, before other arguments. */
    public static String[] arguments(String... others) {
        return Stream.concat(Stream.of(properties()).map("--"::concat), Stream.of(others))
                .toArray(String[]::new);
    }
}
