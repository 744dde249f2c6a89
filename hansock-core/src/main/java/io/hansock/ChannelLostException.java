package io.hansock;

import org.jspecify.annotations.Nullable;

/** The connection could not be made, or broke before the answer was in. {@link #outcome()} says what may have happened. */
public final class ChannelLostException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param outcome whether the command may have reached the server
     * @param message what happened, without a value of the caller
     * @param cause what the operating system or the channel said, if anything
     */
    public ChannelLostException(@Nullable String server, Outcome outcome, String message, @Nullable Throwable cause) {
        super(server, message + (outcome == Outcome.UNKNOWN ? "; outcome unknown" : "; nothing was done"), cause);
        this.outcome = outcome;
    }

    /** {@return whether the command may have reached the server} */
    public Outcome outcome() {
        return outcome;
    }
}
