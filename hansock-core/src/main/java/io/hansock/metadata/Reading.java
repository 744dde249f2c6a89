package io.hansock.metadata;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a table at one time.
 *
 * @param metadata what the user is shown; null if that is nothing
 * @param began when reading began, on {@link System#nanoTime}'s clock: what is said was true at some time from then on
 */
public record Reading(@Nullable TableMetadata metadata, long began) {
    /** Whether it is this very reading, not one that has found the same. */
    @SuppressWarnings("ReferenceEquality") // readings share what has not changed
    public boolean isSame(@Nullable Reading other) {
        return other != null && began == other.began && metadata == other.metadata;
    }

    /** Whether it began at that time or later. */
    public boolean isSince(long nanoTime) {
        return began - nanoTime >= 0;
    }
}
