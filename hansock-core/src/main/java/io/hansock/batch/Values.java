package io.hansock.batch;

import io.hansock.value.ParameterEncoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that a caller hands over to a typed command. */
final class Values {
    private Values() {}

    /** A copy, each value checked; unmodifiable, may hold nulls. */
    static List<@Nullable Object> checked(List<? extends @Nullable Object> values) {
        @Nullable Object[] checked = new Object[values.size()];
        for (int i = 0; i < checked.length; i++) {
            checked[i] = ParameterEncoder.check(values.get(i));
        }
        return Collections.unmodifiableList(Arrays.asList(checked));
    }
}
