package io.hansock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer was not in when the call's deadline passed. The deadline covers queueing, connecting, writing and reading. */
public final class DeadlineException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /** Creates one for {@code server}; {@code timeout} is the time that the call was given. */
    public DeadlineException(@Nullable String server, Outcome outcome, Duration timeout) {
        super(
                server,
                "no answer within " + timeout.toMillis() + " ms"
                        + (outcome == Outcome.UNKNOWN ? "; outcome unknown" : "; nothing was sent"),
                null);
        this.outcome = outcome;
    }

    /** Whether the command may have reached the server. */
    public Outcome outcome() {
        return outcome;
    }
}
