package io.hansock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer was not in when the call's deadline passed. The deadline covers queueing, connecting, writing and reading. */
public final class DeadlineException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param outcome whether the command may have reached the server
     * @param timeout the time that the call was given
     */
    public DeadlineException(@Nullable String server, Outcome outcome, Duration timeout) {
        super(
                server,
                "no answer within " + timeout.toMillis() + " ms"
                        + (outcome == Outcome.UNKNOWN ? "; outcome unknown" : "; nothing was sent"),
                null);
        this.outcome = outcome;
    }

    /** {@return whether the command may have reached the server} */
    public Outcome outcome() {
        return outcome;
    }
}
