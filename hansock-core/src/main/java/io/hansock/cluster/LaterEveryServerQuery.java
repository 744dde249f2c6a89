package io.hansock.cluster;

import io.hansock.mysql.CallbackRunner;
import io.hansock.mysql.Promise;
import io.hansock.mysql.SharedQuery;
import io.hansock.sql.AsyncAllServersQuery;
import io.hansock.sql.QueryResult;
import io.hansock.value.RecordMapper;
import io.hansock.value.RowMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A query of every server without a thread that waits. Immutable, safe for any thread. */
final class LaterEveryServerQuery implements AsyncAllServersQuery {
    private final List<ServerSql> servers;
    private final long timeoutNanos;
    private final SharedQuery query;

    LaterEveryServerQuery(List<ServerSql> servers, long timeoutNanos, SharedQuery query) {
        this.servers = servers;
        this.timeoutNanos = timeoutNanos;
        this.query = query;
    }

    @Override
    public <R extends Record> CompletableFuture<List<R>> list(Class<R> type) {
        return list(RecordMapper.of(type));
    }

    @Override
    public <T> CompletableFuture<List<T>> list(RowMapper<? extends T> mapper) {
        return ask(answers -> EveryServerQuery.joined(answers, mapper));
    }

    @Override
    public <T> CompletableFuture<List<T>> merged(Comparator<? super T> order, RowMapper<? extends T> mapper) {
        return ask(answers -> EveryServerQuery.merged(answers, order, mapper));
    }

    private <T> CompletableFuture<List<T>> ask(Function<List<QueryResult>, List<T>> whole) {
        List<CompletableFuture<QueryResult>> answers = new ArrayList<>(servers.size());
        for (ServerSql server : servers) {
            answers.add(server.client()
                    .withTimeout(Duration.ofNanos(timeoutNanos))
                    .async()
                    .query(query.sql(), query.parameters()));
        }
        return joined(answers, whole, servers.get(0).sessions().care().callbacks());
    }

    /**
     * What all answers come to. The first failure ends it, and has the others given up; so does cancelling it.
     *
     * @param whole the application's: run by {@code callbacks}, also where all answers are there already
     */
    static <A, T> CompletableFuture<T> joined(
            List<CompletableFuture<A>> answers, Function<List<A>, T> whole, Executor callbacks) {
        Promise<T> promise = new Promise<>();
        Runnable givingUp = () -> answers.forEach(answer -> answer.cancel(false));
        promise.givingUp(givingUp);
        for (CompletableFuture<A> answer : answers) {
            CompletableFuture<?> unused = answer.whenComplete((result, failure) -> {
                if (failure != null) {
                    promise.conclude(null, SessionPool.cause(failure));
                    givingUp.run();
                }
            });
        }
        CompletableFuture<?> unused = CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                .whenComplete((all, failure) -> {
                    if (failure == null) {
                        CallbackRunner.run(callbacks, () -> conclude(promise, answers, whole));
                    }
                });
        return promise;
    }

    private static <A, T> void conclude(
            Promise<T> promise, List<CompletableFuture<A>> answers, Function<List<A>, T> whole) {
        if (promise.isDone()) {
            return;
        }
        try {
            promise.conclude(
                    whole.apply(answers.stream().map(CompletableFuture::join).toList()), null);
        } catch (RuntimeException | Error e) {
            promise.conclude(null, e);
        }
    }
}
