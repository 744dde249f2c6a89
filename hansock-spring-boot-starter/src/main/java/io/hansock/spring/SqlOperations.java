package io.hansock.spring;

import io.hansock.sql.BatchResult;
import io.hansock.sql.Statements;
import io.hansock.sql.UpdateResult;
import io.hansock.value.RecordMapper;
import io.hansock.value.RowMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SQL on one server. Inside a transaction of {@link HansockTransactionManager}'s, statements are part of it, and all of them have to be
 * on one server; outside, each is for itself. Inside a transaction of somebody else's, they are no part of it: {@link TransactionPolicy} says
 * what is done about that. Parameters are those of {@link Statements}. What goes wrong is a
 * {@link org.springframework.dao.DataAccessException}. Safe to share between threads.
 */
public interface SqlOperations {
    /**
     * Runs anything that {@link Statements} can. What goes wrong is a {@link org.springframework.dao.DataAccessException} inside {@code call}
     * too, so that it can be caught there; only what {@code call} does with an answer that it has, such as reading a cell as a type that it is
     * not, fails there with an {@link io.hansock.ResultException}, which is translated on the way out.
     *
     * @param call what to run; what it opens, it closes
     * @param <T> what comes of it
     * @return what the call returns
     */
    <T extends @Nullable Object> T execute(Function<? super Statements, T> call);

    /**
     * Runs a statement that answers rows.
     *
     * @param sql one statement
     * @param mapper called once a row
     * @param parameters one for each {@code ?}
     * @param <T> what a row becomes
     * @return the rows, in order; unmodifiable
     */
    default <T> List<T> query(String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters) {
        return execute(statements -> statements.query(sql, parameters).list(mapper));
    }

    /**
     * Runs a statement that answers rows.
     *
     * @param sql one statement
     * @param record its components are the columns
     * @param parameters one for each {@code ?}
     * @param <R> the record
     * @return the rows, in order; unmodifiable
     */
    default <R extends Record> List<R> query(String sql, Class<R> record, @Nullable Object... parameters) {
        return query(sql, RecordMapper.of(record), parameters);
    }

    /**
     * Runs a statement that answers one row, or none.
     *
     * @param sql one statement
     * @param mapper called if there is a row
     * @param parameters one for each {@code ?}
     * @param <T> what a row becomes
     * @return the row, or empty
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are several
     */
    default <T> Optional<T> queryOne(String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters) {
        return execute(statements -> statements.query(sql, parameters).one(mapper));
    }

    /**
     * Runs a statement that answers one row, or none.
     *
     * @param sql one statement
     * @param record its components are the columns
     * @param parameters one for each {@code ?}
     * @param <R> the record
     * @return the row, or empty
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are several
     */
    default <R extends Record> Optional<R> queryOne(String sql, Class<R> record, @Nullable Object... parameters) {
        return queryOne(sql, RecordMapper.of(record), parameters);
    }

    /**
     * Runs a statement that answers one value, or none.
     *
     * @param sql one statement
     * @param type what the first column becomes
     * @param parameters one for each {@code ?}
     * @param <T> that type
     * @return the value; empty if there is no row, or if it is NULL
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are several rows
     */
    default <T> Optional<T> queryValue(String sql, Class<T> type, @Nullable Object... parameters) {
        return execute(statements -> statements.query(sql, parameters).value(type));
    }

    /**
     * Runs a statement that answers no rows.
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     * @return what it has changed, and the key that it has generated
     */
    default UpdateResult update(String sql, @Nullable Object... parameters) {
        return execute(statements -> statements.update(sql, parameters));
    }

    /**
     * Runs one statement with many sets of parameters, as {@link Statements#batch}.
     *
     * @param sql one statement that answers no rows
     * @param parameterSets a parameter for each {@code ?} in each
     * @return what all of them have changed
     */
    default BatchResult batch(String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        return execute(statements -> statements.batch(sql, parameterSets));
    }
}
