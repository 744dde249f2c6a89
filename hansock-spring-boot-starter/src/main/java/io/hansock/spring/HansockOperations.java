package io.hansock.spring;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of {@link io.hansock.Hansock}, for beans to ask for and tests to replace. They mean what they mean there; what
 * differs is what they throw: {@link org.springframework.dao.DataAccessException}, as {@link HansockExceptionTranslator} maps it.
 * Wrong arguments are {@link IllegalArgumentException} as everywhere. Safe to share between threads.
 *
 * <p>These commands take no part in Spring's transactions: each write is final as soon as it returns.
 */
public interface HansockOperations {
    /**
     * Finds the row with that primary key.
     *
     * @param table the table
     * @param key a value for each primary key column
     * @param <R> what a row becomes
     * @return the row, or empty
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are two
     */
    <R> Optional<R> findOne(Table<R> table, Object... key);

    /**
     * Finds many rows by primary key, in one round trip to each server, all at once.
     *
     * @param table the table
     * @param keys the values of the primary key column, or a {@link List} of values each if it has several columns
     * @param <K> what a key is
     * @param <R> what a row becomes
     * @return the rows by key, in the order asked; keys without a row are absent
     */
    <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys);

    /**
     * Finds rows along an index.
     *
     * @param find what to find
     * @param <R> what a row becomes
     * @return the rows, in the order of the index, for an IN list in the order of its values
     */
    <R> List<R> find(Find<R> find);

    /**
     * Inserts a row: every component of the record, a null one as NULL.
     *
     * @param table the table
     * @param row the row
     * @param <R> the record
     * @return the generated id, if there is one
     * @throws org.springframework.dao.DuplicateKeyException if its key exists
     */
    <R extends Record> InsertResult insert(Table<R> table, R row);

    /**
     * Inserts a row, column by column.
     *
     * @param insert the row
     * @return the generated id, if there is one
     * @throws org.springframework.dao.DuplicateKeyException if its key exists
     */
    InsertResult insert(Insert<?> insert);

    /**
     * Updates, deletes or increments rows.
     *
     * @param change which rows, and what to change
     * @return how many rows matched, changed or not
     */
    long change(Change<?> change);

    /**
     * Changes rows and answers them as they were before.
     *
     * @param change which rows, and what to change
     * @param <R> what a row becomes
     * @return the rows before the change
     */
    <R> List<R> change(ReturningOld<R> change);

    /**
     * Deletes one row.
     *
     * @param key its primary key
     * @return whether it was there
     */
    boolean delete(Key<?> key);

    /**
     * Adds to a column of one row, on the server. The new value is not answered.
     *
     * @param key its primary key
     * @param column the column, of an integer type
     * @param delta what is added; negative to subtract
     * @return whether the row was there
     */
    boolean increment(Key<?> key, String column, long delta);
}
