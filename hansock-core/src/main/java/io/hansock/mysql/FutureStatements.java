package io.hansock.mysql;

import io.hansock.sql.AsyncStatements;
import io.hansock.sql.BatchResult;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the calls of {@link AsyncStatements} into requests. Whose turn it is on which connection is for who extends it. */
public abstract class FutureStatements implements AsyncStatements {
    /** Where calls get their connection. */
    protected abstract Turns turns();

    /** How long a call may take, the wait for its turn included. */
    protected abstract long timeoutNanos();

    /** Asks when it is its turn. */
    protected final <T> CompletableFuture<T> ask(Request<T> request) {
        return new Call<>(turns(), request, timeoutNanos()).begin();
    }

    @Override
    public final CompletableFuture<QueryResult> query(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.QUERY));
    }

    @Override
    public final CompletableFuture<UpdateResult> update(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.UPDATE));
    }

    @Override
    public final CompletableFuture<Results> execute(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.ALL));
    }

    @Override
    public final CompletableFuture<BatchResult> batch(
            String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        return ask(new BatchRequest(sql, BatchRequest.checked(parameterSets)));
    }

    @Override
    public final CompletableFuture<@Nullable Void> pipeline(Consumer<? super Pipeline> statements) {
        PipelinedStatements all = new PipelinedStatements();
        statements.accept(all);
        return all.isEmpty() ? CompletableFuture.completedFuture(null) : done(ask(all));
    }

    @Override
    public final Flow.Publisher<Row> publish(String sql, @Nullable Object... parameters) {
        return publish(new StatementRequest<>(sql, Parameters.of(parameters), RowFeed.READER));
    }

    /** The rows that each asking answers. */
    final Flow.Publisher<Row> publish(Request<RowFeed> request) {
        Turns own = turns();
        return new RowPublisher(own.callbacks(), () -> new StreamSource(own, request, timeoutNanos()));
    }

    /** The same without a result. Cancelling it gives up what is under way, too. */
    static CompletableFuture<@Nullable Void> done(CompletableFuture<?> call) {
        Promise<@Nullable Void> promise = new Promise<>();
        promise.givingUp(() -> call.cancel(false));
        CompletableFuture<?> unused = call.whenComplete((result, failure) -> promise.conclude(null, failure));
        return promise;
    }
}
