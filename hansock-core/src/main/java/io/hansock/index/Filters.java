package io.hansock.index;

/**
 * Makes filters; meant for static import: {@code BY_AGE.ge(65).where("name", isNotNull())}. NULL counts as lower than every value:
 * {@code lt(30)} holds for NULL too, as {@code ge} and {@code gt} never do. Each method throws {@link IllegalArgumentException}
 * for a value whose type cannot be a parameter.
 */
public final class Filters {
    private Filters() {}

    /**
     * {@return the column equals {@code value}}
     *
     * @param value not null; {@link #isNull()} asks for NULL
     */
    public static Filter eq(Object value) {
        return new Filter(Comparison.EQ, value(value, "isNull()"));
    }

    /**
     * {@return the column does not equal {@code value}; holds for NULL}
     *
     * @param value not null; {@link #isNotNull()} asks for all but NULL
     */
    public static Filter ne(Object value) {
        return new Filter(Comparison.NE, value(value, "isNotNull()"));
    }

    /**
     * {@return the column is greater than {@code value}}
     *
     * @param value not null
     */
    public static Filter gt(Object value) {
        return new Filter(Comparison.GT, value);
    }

    /**
     * {@return the column is greater than or equal to {@code value}}
     *
     * @param value not null
     */
    public static Filter ge(Object value) {
        return new Filter(Comparison.GE, value);
    }

    /**
     * {@return the column is less than {@code value}, or NULL}
     *
     * @param value not null
     */
    public static Filter lt(Object value) {
        return new Filter(Comparison.LT, value);
    }

    /**
     * {@return the column is less than or equal to {@code value}, or NULL}
     *
     * @param value not null
     */
    public static Filter le(Object value) {
        return new Filter(Comparison.LE, value);
    }

    /** {@return the column is NULL} */
    public static Filter isNull() {
        return new Filter(Comparison.EQ, null);
    }

    /** {@return the column is not NULL} */
    public static Filter isNotNull() {
        return new Filter(Comparison.NE, null);
    }

    private static Object value(Object value, String forNull) {
        Object checked = Arguments.value(value);
        if (checked == null) {
            throw new IllegalArgumentException("NULL is asked for by " + forNull);
        }
        return checked;
    }
}
