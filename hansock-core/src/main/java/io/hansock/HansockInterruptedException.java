package io.hansock;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited. Its interrupt flag is set again when this is thrown, and the connection
 * stays open for the others.
 */
public final class HansockInterruptedException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param outcome whether the command may have reached the server
     */
    public HansockInterruptedException(@Nullable String server, Outcome outcome) {
        super(server, "interrupted" + (outcome == Outcome.UNKNOWN ? "; outcome unknown" : "; nothing was done"), null);
        this.outcome = outcome;
    }

    /** {@return whether the command may have reached the server} */
    public Outcome outcome() {
        return outcome;
    }
}
