package io.hansock.guard;

import io.hansock.value.ColumnType;
import io.hansock.value.Value;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns whose values the server understands better. What no server takes for one of theirs is told apart all the same. */
final class ServerCheck implements ValueCheck {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Misfit TEXT = Misfit.of(Rule.VALUE_TYPE, "the column takes text");
    private static final Misfit BYTES = Misfit.of(Rule.VALUE_TYPE, "the column takes byte[]");
    private static final Misfit UUIDS = Misfit.of(Rule.VALUE_TYPE, "the column takes UUID, and its text");
    private static final Misfit UUID_FORM =
            Misfit.of(Rule.VALUE_FORM, "the text is not a UUID as the server prints it; give a UUID");
    private static final Misfit ADDRESS = Misfit.of(Rule.VALUE_FORM, "the text is no Internet address in digits");

    private final ColumnType type;

    ServerCheck(ColumnType type) {
        this.type = type;
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        return switch (type) {
            case UUID -> uuid(value);
            case INET4, INET6 -> value instanceof String text ? address(text) : TEXT;
            case JSON -> TextCheck.text(value) != null ? Misfit.SERVER_DECIDES : TEXT;
            case GEOMETRY, VECTOR -> value instanceof byte[] ? Misfit.SERVER_DECIDES : BYTES;
            default -> Misfit.SERVER_DECIDES;
        };
    }

    private static @Nullable Misfit uuid(Object value) {
        if (value instanceof String text) {
            return UUID_TEXT.matcher(text).matches() ? null : UUID_FORM;
        }
        return value instanceof UUID ? null : UUIDS;
    }

    private static @Nullable Misfit address(String text) {
        try {
            return new Value.Inet(text).address().isEmpty() ? ADDRESS : null;
        } catch (IllegalArgumentException e) {
            return ADDRESS;
        }
    }
}
