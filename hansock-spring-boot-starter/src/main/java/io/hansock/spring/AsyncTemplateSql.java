package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.sql.AsyncStatements;
import io.hansock.sql.BatchResult;
import io.hansock.sql.QueryResult;
import io.hansock.sql.UpdateResult;
import io.hansock.value.RecordMapper;
import io.hansock.value.RowMapper;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link AsyncSqlOperations} on one server. Safe to share between threads. */
final class AsyncTemplateSql implements AsyncSqlOperations {
    private final Hansock hansock;
    private final String server;
    private final TemplateCalls calls;

    AsyncTemplateSql(Hansock hansock, String server, TemplateCalls calls) {
        this.hansock = hansock;
        this.server = server;
        this.calls = calls;
    }

    @Override
    public <T> CompletableFuture<List<T>> query(
            String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters) {
        return query(sql, parameters, rows -> rows.list(mapper));
    }

    @Override
    public <T> CompletableFuture<Optional<T>> queryOne(
            String sql, RowMapper<? extends T> mapper, @Nullable Object... parameters) {
        return query(sql, parameters, rows -> rows.one(mapper));
    }

    @Override
    public <T> CompletableFuture<Optional<T>> queryValue(String sql, Class<T> type, @Nullable Object... parameters) {
        return query(sql, parameters, rows -> rows.value(type));
    }

    @Override
    public <R extends Record> CompletableFuture<List<R>> query(
            String sql, Class<R> record, @Nullable Object... parameters) {
        return query(sql, calls.translated(() -> RecordMapper.of(record)), parameters);
    }

    @Override
    public <R extends Record> CompletableFuture<Optional<R>> queryOne(
            String sql, Class<R> record, @Nullable Object... parameters) {
        return queryOne(sql, calls.translated(() -> RecordMapper.of(record)), parameters);
    }

    private <T> CompletableFuture<T> query(
            String sql, @Nullable Object[] parameters, Function<QueryResult, T> mapping) {
        return calls.sqlLater("sql", () -> statements().query(sql, parameters), mapping);
    }

    @Override
    public CompletableFuture<UpdateResult> update(String sql, @Nullable Object... parameters) {
        return calls.sqlLater("sql", () -> statements().update(sql, parameters), changed -> changed);
    }

    @Override
    public CompletableFuture<BatchResult> batch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        return calls.sqlLater("sql", () -> statements().batch(sql, parameterSets), changed -> changed);
    }

    private AsyncStatements statements() {
        return hansock.sql().on(server).async();
    }
}
