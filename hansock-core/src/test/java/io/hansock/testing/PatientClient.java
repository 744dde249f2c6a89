package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerState.Condition;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Clients of tests that are not about time: a machine that stands still for a few seconds fails none of their calls. */
public final class PatientClient {
    /** The request timeout, as a property of an application. */
    public static final String REQUEST_TIMEOUT = "hansock.request-timeout=20s";

    /** The connect timeout, likewise. */
    public static final String CONNECT_TIMEOUT = "hansock.connect-timeout=20s";

    /** As long as both. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private PatientClient() {}

    /** A builder of one, of which all but its timeouts is as it is by default. */
    public static HansockBuilder builder() {
        return Hansock.builder().requestTimeout(PATIENCE).connectTimeout(PATIENCE);
    }

    /** Both for an application, as {@code name=value}. */
    public static String[] properties() {
        return new String[] {REQUEST_TIMEOUT, CONNECT_TIMEOUT};
    }

    /** Both for its command line, before others, which must not set them too. */
    public static String[] arguments(String... others) {
        return Stream.concat(Stream.of(properties()).map("--"::concat), Stream.of(others))
                .toArray(String[]::new);
    }

    /** Makes finds until HandlerSocket carries them: the first may go over SQL while the port proves itself. */
    public static void awaitHandlerSocket(Hansock hansock, ThrowingCallable find) {
        InTime.within(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            find.call();
            assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.UP);
        });
    }
}
