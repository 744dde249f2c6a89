package io.hansock.index;

import io.hansock.value.ParameterEncoder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and copies what users hand over, so that a command never changes and never fails for want of a legal value. */
final class Arguments {
    private Arguments() {}

    /** A key: one value or more, each checked; may hold nulls, unmodifiable. */
    static List<@Nullable Object> key(@Nullable Object... parts) {
        if (parts.length == 1) {
            return Collections.singletonList(value(parts[0]));
        }
        if (parts.length == 0) {
            throw new IllegalArgumentException("a key has at least one part");
        }
        @Nullable Object[] checked = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            checked[i] = value(parts[i]);
        }
        return Collections.unmodifiableList(Arrays.asList(checked));
    }

    /** The values of a list to look up, each checked, none null; unmodifiable. */
    static List<Object> values(Collection<?> values) {
        Object[] checked = new Object[values.size()];
        int count = 0;
        for (Object value : values) {
            checked[count++] = present(value, "a value of an IN list");
        }
        return Collections.unmodifiableList(Arrays.asList(checked));
    }

    static @Nullable Object value(@Nullable Object value) {
        return ParameterEncoder.check(value);
    }

    static Object present(@Nullable Object value, String what) {
        Object checked = ParameterEncoder.check(value);
        if (checked == null) {
            throw new IllegalArgumentException(what + " cannot be NULL");
        }
        return checked;
    }
}
