package io.hansock.index;

import org.jspecify.annotations.Nullable;

/**
 * Something to do to rows of one table, addressed by an index. Immutable; safe to share, to keep and to repeat. All checks of
 * arguments happen while a command is made, as {@link IllegalArgumentException}.
 *
 * @param <R> what a row becomes
 */
public sealed interface Command<R> permits Find, Insert, Upsert, Change, ReturningOld {
    /** {@return the table} */
    Table<?> table();

    /** {@return which servers it goes to} */
    Target target();

    /**
     * {@return the bytes that the ring places, or null if the command does not hold a value for each shard column}
     *
     * @throws IllegalArgumentException if a shard column is of a type that needs {@link Table#shardEncoder(ShardEncoder)}
     */
    byte @Nullable [] shardKey();
}
