package io.hansock.cluster;

import java.util.List;
import java.util.function.Function;

/**
 * What a command comes to: one call, or several at the same time and how their results become one.
 *
 * @param <T> the result
 */
public sealed interface Plan<T> permits Call, Plan.Many, Plan.Known {
    /** Several calls; {@code combine} gets their results in the same order. */
    record Many<X, T>(List<Call<X>> calls, Function<List<X>, T> combine) implements Plan<T> {}

    /** Nothing to ask: the result is known. */
    record Known<T>(T result) implements Plan<T> {}
}
