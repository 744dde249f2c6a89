package io.hansock.guard;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether one column holds a value exactly. Values are such as {@link io.hansock.value.ParameterEncoder#check} returns, and never
 * null. Immutable, safe for any thread.
 */
interface ValueCheck {
    /** Why the column does not hold the value; null if it does. */
    @Nullable
    Misfit misfit(Object value);

    /** What HandlerSocket is to be sent for a value that fits: the value itself where its own text in UTF-8 is right. */
    default Object onTheWire(Object value) {
        return value;
    }
}
