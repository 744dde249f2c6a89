package io.hansock;

import org.jspecify.annotations.Nullable;

/** Hansock itself refused the command before a byte was sent, because it would corrupt, lose, crash or answer wrongly. */
public final class RefusedException extends HansockException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param rule the stable name of the rule
     * @param message which table or column, and the way out
     */
    public RefusedException(@Nullable String server, String rule, String message) {
        super(server, message + " [" + rule + "]", null);
        this.rule = rule;
    }

    /** {@return the stable name of the rule that refused, as counted in metrics} */
    public String rule() {
        return rule;
    }
}
