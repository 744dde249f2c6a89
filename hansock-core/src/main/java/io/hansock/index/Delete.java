package io.hansock.index;

/**
 * Deletes rows. Made by {@link Key#delete()} for one row, by {@link Find#delete()} for several. The answer counts them.
 *
 * @param rows which rows
 * @param <R> what a row becomes
 */
public record Delete<R>(Find<R> rows) implements Change<R> {
    /** {@return this delete, answering the rows that it deleted} */
    public ReturningOld<R> returningOld() {
        return new ReturningOld<>(this, rows.columns(), rows.mapper());
    }
}
