package io.hansock.mysql;

import io.hansock.sql.AsyncPrepared;
import io.hansock.sql.BatchResult;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** As {@link PreparedOfSession}, with futures. Safe for any thread. */
final class AsyncPreparedOfSession implements AsyncPrepared {
    private final FutureSessionStatements session;
    private final String sql;
    private final int parameterCount;
    private volatile boolean closed;

    AsyncPreparedOfSession(FutureSessionStatements session, String sql, int parameterCount) {
        this.session = session;
        this.sql = sql;
        this.parameterCount = parameterCount;
    }

    @Override
    public int parameterCount() {
        return parameterCount;
    }

    @Override
    public CompletableFuture<QueryResult> query(@Nullable Object... parameters) {
        return run(AnswerReader.QUERY, parameters);
    }

    @Override
    public CompletableFuture<UpdateResult> update(@Nullable Object... parameters) {
        return run(AnswerReader.UPDATE, parameters);
    }

    @Override
    public CompletableFuture<Results> execute(@Nullable Object... parameters) {
        return run(AnswerReader.ALL, parameters);
    }

    @Override
    public CompletableFuture<BatchResult> batch(Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        requireOpen();
        return session.batch(sql, parameterSets);
    }

    @Override
    public Flow.Publisher<Row> publish(@Nullable Object... parameters) {
        return session.publish(request(RowFeed.READER, parameters));
    }

    private <T> CompletableFuture<T> run(AnswerReader<T> answer, @Nullable Object... parameters) {
        return session.askFor(request(answer, parameters));
    }

    private <T> Request<T> request(AnswerReader<T> answer, @Nullable Object... parameters) {
        requireOpen();
        Parameters checked = Parameters.of(parameters);
        checked.requireCount(parameterCount);
        return StatementRequest.prepared(sql, checked, answer);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the statement was closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            CompletableFuture<?> unused = session.askFor(new ForgetRequest(sql));
        }
    }
}
