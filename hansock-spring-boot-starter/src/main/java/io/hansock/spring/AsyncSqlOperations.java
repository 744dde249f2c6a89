package io.hansock.spring;

import io.hansock.sql.BatchResult;
import io.hansock.sql.UpdateResult;
import io.hansock.value.RecordMapper;
import io.hansock.value.RowMapper;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The statements of {@link SqlOperations} with futures, each on a connection for itself: none takes part in a transaction, and
 * {@link TransactionPolicy} says what is done about those that are begun inside one. Futures complete and are cancelled as those of
 * {@link AsyncHansockOperations}; mappers run where the futures complete, or, if the answer is there by then, in the call. Safe to share between
 * threads.
 */
public interface AsyncSqlOperations {
    /**
     * {@return the rows of {@link SqlOperations#query(String, RowMapper, Object...)}}
     *
     * @param sql one statement
     * @param mapper called once a row
     * @param parameters one for each {@code ?}
     * @param <T> what a row becomes
     */
    <T> CompletableFuture<List<T>> query(String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters);

    /**
     * {@return the rows of {@link SqlOperations#query(String, Class, Object...)}}
     *
     * @param sql one statement
     * @param record its components are the columns
     * @param parameters one for each {@code ?}
     * @param <R> the record
     */
    default <R extends Record> CompletableFuture<List<R>> query(
            String sql, Class<R> record, @Nullable Object... parameters) {
        return query(sql, RecordMapper.of(record), parameters);
    }

    /**
     * {@return the row of {@link SqlOperations#queryOne(String, RowMapper, Object...)}, or empty}
     *
     * @param sql one statement
     * @param mapper called if there is a row
     * @param parameters one for each {@code ?}
     * @param <T> what a row becomes
     */
    <T> CompletableFuture<Optional<T>> queryOne(
            String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters);

    /**
     * {@return the row of {@link SqlOperations#queryOne(String, Class, Object...)}, or empty}
     *
     * @param sql one statement
     * @param record its components are the columns
     * @param parameters one for each {@code ?}
     * @param <R> the record
     */
    default <R extends Record> CompletableFuture<Optional<R>> queryOne(
            String sql, Class<R> record, @Nullable Object... parameters) {
        return queryOne(sql, RecordMapper.of(record), parameters);
    }

    /**
     * {@return the value of {@link SqlOperations#queryValue}, or empty}
     *
     * @param sql one statement
     * @param type what the first column becomes
     * @param parameters one for each {@code ?}
     * @param <T> that type
     */
    <T> CompletableFuture<Optional<T>> queryValue(String sql, Class<T> type, @Nullable Object... parameters);

    /**
     * {@return what {@link SqlOperations#update} has changed, and the key that it has generated}
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     */
    CompletableFuture<UpdateResult> update(String sql, @Nullable Object... parameters);

    /**
     * {@return what all sets of {@link SqlOperations#batch} have changed}
     *
     * @param sql one statement that answers no rows
     * @param parameterSets a parameter for each {@code ?} in each; read before this returns
     */
    CompletableFuture<BatchResult> batch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets);
}
