package io.hansock.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said beforehand of finds of single rows by primary key: the common find takes this way. Immutable, safe for any thread. */
public final class KeyGuard {
    /** Of each part of the key; null if HandlerSocket must not be asked, or nobody. */
    private final @Nullable List<ColumnGuard> parts;

    KeyGuard(@Nullable List<ColumnGuard> parts) {
        this.parts = parts == null ? null : List.copyOf(parts);
    }

    /**
     * Whether HandlerSocket finds the row of that key exactly, with these very values. If not, {@link TableGuard#judge(io.hansock.index.Find)}
     * says why, or with which others.
     */
    public boolean admits(Object... key) {
        List<ColumnGuard> columns = parts;
        if (columns == null || key.length != columns.size()) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            Object value = key[i];
            ValueCheck values = columns.get(i).values();
            if (!isPlain(value) || values.misfit(value) != null || !isSame(values.onTheWire(value), value)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // what is to be sent as it is comes back as it is
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /** Whether a value needs no look beforehand, nor becomes another one. */
    private static boolean isPlain(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof String;
    }
}
