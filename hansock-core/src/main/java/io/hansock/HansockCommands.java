package io.hansock;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands by key: what {@link Hansock} carries out, in the calling thread. What each means is the same over HandlerSocket and over
 * SQL. Safe for any thread.
 *
 * <p>Every command throws {@link ConfigurationException} or {@link RefusedException} for what cannot or must not be sent, and
 * {@link ServerException}, {@link ChannelLostException}, {@link DeadlineException}, {@link HansockInterruptedException},
 * {@link OverloadedException}, {@link ProtocolException} or {@link ResultException} for what came of it.
 */
public interface HansockCommands {
    /**
     * {@return the row with this primary key, if there is one}
     *
     * @param <R> what a row becomes
     * @param table the table
     * @param key the values of the primary key columns, in their order
     */
    <R> Optional<R> findOne(Table<R> table, Object... key);

    /**
     * Finds many rows by primary key, in one pipelined round trip to each server that has some of them, all at the same time.
     *
     * @param <K> a value of the primary key column, or a {@link List} of values if the key has several
     * @param <R> what a row becomes
     * @param table the table
     * @param keys at most as many as {@link HansockBuilder#maxKeys} allows; one that is given twice is asked for once
     * @return the rows that there are, by key, in the order of {@code keys}; unmodifiable
     */
    <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys);

    /**
     * Finds rows along an index: on the server of the shard key, on a named one, or on all with the results merged in the order of
     * the index.
     *
     * @param <R> what a row becomes
     * @param find what to find
     * @return the rows in the order of the index (descending for {@code lt} and {@code le}), for an IN list in the order of its
     *     values
     */
    <R> List<R> find(Find<R> find);

    /**
     * As {@link #find(Find)}, into another record than that of the table: its components are the columns that are read.
     *
     * @param <T> the record
     * @param find what to find
     * @param record its class
     * @return the rows in the order of the index
     */
    default <T extends Record> List<T> find(Find<?> find, Class<T> record) {
        return find(find.as(record));
    }

    /**
     * Inserts a row. Over HandlerSocket a NULL for a NOT NULL column becomes 0 or empty (trap H10).
     *
     * @param <R> the record
     * @param table the table
     * @param row the row; every component is sent
     * @return the generated key, if the server made one
     */
    default <R extends Record> InsertResult insert(Table<R> table, R row) {
        return insert(Insert.of(table, row));
    }

    /**
     * Inserts a row from named columns. Over HandlerSocket a column that is not named would not get what SQL gives it: without a
     * default it becomes 0 or empty rather than NULL, and expressions such as {@code NOW()} are not evaluated (trap H9). So the
     * columns of the table's declaration that are not named are refused: name every column.
     *
     * @param insert the columns and their values
     * @return the generated key, if the server made one; none also if the key was given explicitly (trap H21)
     */
    InsertResult insert(Insert<?> insert);

    /**
     * Inserts a row or, if there is one with the same primary key, sets all its other columns. Over SQL; a row that is in the way by
     * another unique key is a {@link ServerException} of kind {@code DUPLICATE_KEY}, and never changed.
     *
     * @param <R> the record
     * @param table the table
     * @param row the row; every component is sent
     */
    default <R extends Record> void upsert(Table<R> table, R row) {
        upsert(Upsert.of(table, row));
    }

    /**
     * Inserts a row or, if there is one with the same primary key, sets the other columns that are named in it.
     *
     * <pre>{@code
     * hansock.upsert(USERS.key(42).upsert().set("name", "Ann").set("age", 30));
     * }</pre>
     *
     * Columns that are not named get their defaults in a new row, and stay as they are in one that is there. The row is
     * updated or, if it is not there, inserted, and so do triggers fire.
     *
     * @param upsert the columns and their values
     * @throws ConfigurationException if this client does not log in
     */
    void upsert(Upsert<?> upsert);

    /**
     * Sets columns of rows; those that are not named stay as they are.
     *
     * <pre>{@code
     * hansock.update(USERS.key(42).set("name", "Ann"));
     * }</pre>
     *
     * @param update which rows, and what to set
     * @return how many rows matched; a row that already had the values counts
     */
    default long update(Update<?> update) {
        return change(update);
    }

    /**
     * Updates, deletes or increments rows.
     *
     * <pre>{@code
     * hansock.change(USERS.key(42).set("name", "Ann"));
     * hansock.change(USERS.key(42).increment("views", 1));
     * hansock.change(BY_AGE.lt(18).limit(100).on("east").delete());
     * }</pre>
     *
     * Over HandlerSocket a change of several rows is not atomic, and one along the column that it changes can meet rows twice (H19).
     *
     * @param change what to change
     * @return how many rows matched; a row that already had the values counts
     */
    long change(Change<?> change);

    /**
     * Changes rows and answers them as they were before.
     *
     * @param <R> what a row becomes
     * @param change what to change
     * @return the rows before the change; rows that an increment left alone because of its sign rule are among them (H18)
     */
    <R> List<R> change(ReturningOld<R> change);

    /**
     * Deletes one row.
     *
     * @param key its primary key
     * @return whether there was such a row
     */
    default boolean delete(Key<?> key) {
        return change(key.delete()) > 0;
    }

    /**
     * Adds to a column of one row, on the server. Over HandlerSocket the sum is clamped to the column's range, BIGINT wraps, and
     * DECIMAL and DOUBLE are rounded to integers first (trap H18).
     *
     * @param key its primary key
     * @param column an integer column
     * @param delta what is added; negative to subtract
     * @return whether there was such a row
     */
    default boolean increment(Key<?> key, String column, long delta) {
        return change(key.increment(column, delta)) > 0;
    }

    /**
     * Adds to a column of one row, and answers the sum: over SQL, in one transaction. A sum outside the column's range is a
     * {@link ServerException} of kind {@code BAD_VALUE}. Whatever goes wrong, the row is then as it was, unless no answer came.
     *
     * @param key its primary key
     * @param column a column of an integer type, or a DECIMAL
     * @param delta what is added; negative to subtract
     * @return the sum
     * @throws ResultException if there is no such row ({@link ResultException.Kind#OTHER_RESULT}), or if the column is NULL or the sum no
     *     {@code long} ({@link ResultException.Kind#CONVERSION})
     * @throws ConfigurationException if this client does not log in
     */
    long incrementAndGet(Key<?> key, String column, long delta);

    /**
     * Adds to columns of one row, and answers it as it is then: over SQL, in one transaction.
     *
     * <pre>{@code
     * Optional<User> then = hansock.incrementAndGet(USERS.key(42).increment("views", 1).increment("likes", 1));
     * }</pre>
     *
     * @param <R> what a row becomes
     * @param increment of one row by its primary key
     * @return the row; empty if there is none, or if it was {@linkplain Increment#unlessSignChanges() left alone}
     * @throws IllegalArgumentException if it is of more than one row, or adds to a column of the primary key
     * @throws ConfigurationException if this client does not log in
     */
    <R> Optional<R> incrementAndGet(Increment<R> increment);
}
