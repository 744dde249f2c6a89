package io.hansock.guard;

/**
 * Why a value does not fit its column. Shared, and without the value.
 *
 * @param rule the rule
 * @param reason what is wrong, and the way out
 * @param serverDecides whether the value may yet be right: then the command goes over SQL, and the server says
 */
record Misfit(Rule rule, String reason, boolean serverDecides) {
    static final Misfit SERVER_DECIDES = new Misfit(Rule.VALUE_FORM, "the server has to look at it", true);

    static Misfit of(Rule rule, String reason) {
        return new Misfit(rule, reason, false);
    }
}
