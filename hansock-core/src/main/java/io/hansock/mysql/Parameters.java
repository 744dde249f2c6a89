package io.hansock.mysql;

import io.hansock.value.ParameterEncoder;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one execution, checked. */
final class Parameters {
    /** No parameters. */
    static final Parameters NONE = new Parameters(new @Nullable Object[0], false);

    private final @Nullable Object[] values;
    private final boolean hasStreams;

    private Parameters(@Nullable Object[] values, boolean hasStreams) {
        this.values = values;
        this.hasStreams = hasStreams;
    }

    /**
     * Takes what a user hands over.
     *
     * @throws IllegalArgumentException if one of them cannot be a parameter
     */
    static Parameters of(@Nullable Object... given) {
        if (given.length == 0) {
            return NONE;
        }
        @Nullable Object[] checked = new @Nullable Object[given.length];
        boolean streams = false;
        for (int i = 0; i < given.length; i++) {
            Object value = given[i];
            if (value instanceof InputStream) {
                streams = true;
                checked[i] = value;
            } else {
                checked[i] = ParameterEncoder.check(value);
            }
        }
        return new Parameters(checked, streams);
    }

    static Parameters of(List<? extends @Nullable Object> given) {
        return of(given.toArray());
    }

    List<@Nullable Object> values() {
        return Arrays.asList(values);
    }

    int count() {
        return values.length;
    }

    boolean hasStreams() {
        return hasStreams;
    }

    void requireCount(int wanted) {
        if (values.length != wanted) {
            throw wrongCount(wanted, values.length);
        }
    }

    static IllegalArgumentException wrongCount(int wanted, int given) {
        return new IllegalArgumentException("the statement has " + wanted + " parameters, and was given " + given);
    }

    /** Whether it is certain, without asking the server, that the statement has as many parameters; and they all fit one request. */
    boolean fitWithoutAsking(String sql) {
        return !hasStreams && Placeholders.count(sql) == values.length;
    }
}
