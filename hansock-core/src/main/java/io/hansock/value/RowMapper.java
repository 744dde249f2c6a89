package io.hansock.value;

/**
 * Makes one object of each row. {@link RecordMapper} does so for records. Implementations that keep no state are safe to share.
 *
 * <p>Called by whoever gets what it makes: by the thread that waits for the answer, or that takes the rows of a stream or a cursor one after
 * the other; for a call with a future on the {@linkplain io.hansock.HansockBuilder#callbackExecutor callback executor}. Never by a thread that
 * drives connections for others, so one that is slow, that blocks, that calls Hansock or throws is felt by its own call alone. Calls at
 * the same time that share one call it at the same time.
 *
 * @param <T> what a row becomes; never null
 */
@FunctionalInterface
public interface RowMapper<T> {
    /**
     * Makes the object. The row stays readable afterwards, but keeps the whole reply in memory: take what is needed.
     *
     * @param row the row
     * @return what it becomes
     * @throws io.hansock.ResultException if a cell is not of the type that is read
     */
    T map(Row row);
}
