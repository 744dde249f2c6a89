package io.hansock.value;

import java.util.Optional;
import java.util.function.Function;

/**
 * A choice by the kind of a {@link Value}: {@code value.<String>match().when(Value.Text.class, Value.Text::text)
 * .when(NumberValue.class, n -> "a number").otherwise(v -> "?")}. The first kind that fits counts. For one thread.
 *
 * @param <R> what the choice gives; never null
 */
public final class ValueMatch<R> {
    private final Value value;
    private Optional<R> answer = Optional.empty();

    ValueMatch(Value value) {
        this.value = value;
    }

    /**
     * Says what to do with one kind.
     *
     * @param <V> the kind
     * @param kind a record of {@link Value}, or a family of them such as {@link NumberValue}
     * @param then makes the answer; not called if an earlier kind fitted
     * @return this
     */
    public <V extends Value> ValueMatch<R> when(Class<V> kind, Function<? super V, ? extends R> then) {
        if (answer.isEmpty() && kind.isInstance(value)) {
            answer = Optional.of(then.apply(kind.cast(value)));
        }
        return this;
    }

    /**
     * {@return the answer of the kind that fitted, or else what {@code then} makes of the value}
     *
     * @param then called if no kind fitted
     */
    public R otherwise(Function<? super Value, ? extends R> then) {
        return answer.isPresent() ? answer.get() : then.apply(value);
    }

    /** {@return the answer of the kind that fitted, if one did} */
    public Optional<R> answer() {
        return answer;
    }
}
