package io.hansock;

/** The answer is in and valid, but it does not have the shape that was asked for. */
public final class ResultException extends HansockException {
    private static final long serialVersionUID = 1L;

    /** In which way the answer does not fit. */
    public enum Kind {
        /** More rows than the one that was asked for. */
        TOO_MANY_ROWS,
        /** Rows where none were asked for, none where some were, or several results. */
        OTHER_RESULT,
        /** A cell cannot be read as the type that was asked for. */
        CONVERSION,
        /** A column that the result does not have. */
        NO_SUCH_COLUMN,
        /** More bytes than a reply may have; what the command did is done. Ask for less at once, or raise the bound. */
        TOO_LARGE,
        /** Rows of one server that are not in the order by which those of several servers were to be merged. */
        UNORDERED
    }

    private final Kind kind;

    /**
     * Creates one.
     *
     * @param kind in which way the answer does not fit
     * @param message the column and the types, never the value
     */
    public ResultException(Kind kind, String message) {
        super(null, message, null);
        this.kind = kind;
    }

    /** {@return in which way the answer does not fit} */
    public Kind kind() {
        return kind;
    }
}
