package io.hansock.ring;

/**
 * One server of a ring, as the ring sees it. Immutable.
 *
 * @param label the text that places the server on the ring: another label is another place. All clients of one ring must use
 *     the same (see {@link Labelling}). Not blank, without control characters and unpaired surrogates
 * @param weight how much of the ring the server owns, relative to the others; at least 0. A server of weight 0, and one whose
 *     weight is very small beside the others, owns nothing ({@link Ring#emptyNodes})
 */
public record Node(String label, int weight) {
    /** The weight of a server for which none is given. */
    public static final int DEFAULT_WEIGHT = 100;

    /**
     * Checks both.
     *
     * @param label as above
     * @param weight as above
     * @throws IllegalArgumentException if the label or the weight is not as described
     */
    public Node {
        if (label.isBlank() || label.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a label must not be blank nor hold control characters");
        }
        Keys.utf8(label);
        if (weight < 0) {
            throw new IllegalArgumentException("the weight of " + label + " is negative: " + weight);
        }
    }

    /**
     * A server of {@link #DEFAULT_WEIGHT}.
     *
     * @param label as above
     * @throws IllegalArgumentException if the label is not as described
     */
    public Node(String label) {
        this(label, DEFAULT_WEIGHT);
    }
}
