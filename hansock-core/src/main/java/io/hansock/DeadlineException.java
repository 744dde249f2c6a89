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
        this(server, outcome, "no answer within " + timeout.toMillis() + " ms");
    }

    /**
     * Creates one that says what was waited for.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param outcome whether the command may have reached the server
     * @param message what did not come in time, and what that time was
     */
    public DeadlineException(@Nullable String server, Outcome outcome, String message) {
        super(server, message + (outcome == Outcome.UNKNOWN ? "; outcome unknown" : "; nothing was done"), null);
        this.outcome = outcome;
    }

    /** {@return whether the command may have reached the server} */
    public Outcome outcome() {
        return outcome;
    }
}
