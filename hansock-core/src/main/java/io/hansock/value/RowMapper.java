package io.hansock.value;

/**
 * Makes one object of each row. {@link RecordMapper} does so for records. Implementations that keep no state are safe to share.
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
