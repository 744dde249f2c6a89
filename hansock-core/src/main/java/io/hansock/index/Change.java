package io.hansock.index;

import org.jspecify.annotations.Nullable;

/**
 * A command that changes the rows that a find would find, and answers how many matched.
 *
 * @param <R> what a row becomes
 */
public sealed interface Change<R> extends Command<R> permits Update, Delete, Increment {
    /** {@return which rows are changed: those that this would find} */
    Find<R> rows();

    @Override
    default Table<?> table() {
        return rows().table();
    }

    @Override
    default Target target() {
        return rows().target();
    }

    @Override
    default byte @Nullable [] shardKey() {
        return rows().shardKey();
    }
}
