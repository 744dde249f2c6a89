package io.hansock.batch;

/** How a key is compared with the index. Results are in index order, backwards for {@link #LT} and {@link #LE}. */
public enum Operator {
    /** Equal. */
    EQ("="),
    /** Greater: from behind the key to the end of the index. */
    GT(">"),
    /** Greater or equal: from the key to the end of the index. */
    GE(">="),
    /** Less: from before the key back to the start of the index. */
    LT("<"),
    /** Less or equal: from the key back to the start of the index. */
    LE("<=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
