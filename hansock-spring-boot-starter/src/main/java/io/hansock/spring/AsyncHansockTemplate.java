package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Shard;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.sql.AllServersSql;
import io.hansock.sql.AsyncTransaction;
import io.hansock.sql.TransactionOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link AsyncHansockOperations} on a client. */
final class AsyncHansockTemplate implements AsyncHansockOperations {
    private final Hansock client;
    private final HansockAsync hansock;
    private final TemplateCalls calls;

    AsyncHansockTemplate(Hansock client, TemplateCalls calls) {
        this.client = client;
        this.hansock = client.async();
        this.calls = calls;
    }

    @Override
    public <R> CompletableFuture<Optional<R>> findOne(Table<R> table, Object... key) {
        return calls.indexLater("findOne", table, () -> hansock.findOne(table, key));
    }

    @Override
    public <K, R> CompletableFuture<Map<K, R>> findAll(Table<R> table, Collection<K> keys) {
        return calls.indexLater("findAll", table, () -> hansock.findAll(table, keys));
    }

    @Override
    public <R> CompletableFuture<List<R>> find(Find<R> find) {
        return calls.indexLater("find", find.table(), () -> hansock.find(find));
    }

    @Override
    public <R> CompletableFuture<Optional<R>> findOne(Find<R> find) {
        return calls.indexLater(
                "findOne", find.table(), () -> hansock.find(find), rows -> HansockTemplate.only(find, rows));
    }

    @Override
    public <T extends Record> CompletableFuture<List<T>> find(Find<?> find, Class<T> record) {
        return find(calls.translated(() -> find.as(record)));
    }

    @Override
    public <R extends Record> CompletableFuture<InsertResult> insert(Table<R> table, R row) {
        return insert(calls.translated(() -> Insert.of(table, row)));
    }

    @Override
    public CompletableFuture<InsertResult> insert(Insert<?> insert) {
        return calls.indexLater("insert", insert.table(), () -> hansock.insert(insert));
    }

    @Override
    public <R extends Record> CompletableFuture<Boolean> upsert(Table<R> table, R row) {
        return upsert(calls.translated(() -> Upsert.of(table, row)));
    }

    @Override
    public CompletableFuture<Boolean> upsert(Upsert<?> upsert) {
        return calls.indexLater("upsert", upsert.table(), () -> hansock.upsert(upsert));
    }

    @Override
    public CompletableFuture<Long> change(Change<?> change) {
        return calls.indexLater("change", change.table(), () -> hansock.change(change));
    }

    @Override
    public <R> CompletableFuture<List<R>> change(ReturningOld<R> change) {
        return calls.indexLater("change", change.table(), () -> hansock.change(change));
    }

    @Override
    public CompletableFuture<Boolean> delete(Key<?> key) {
        return calls.indexLater("delete", key.table(), () -> hansock.delete(key));
    }

    @Override
    public CompletableFuture<Boolean> increment(Key<?> key, String column, long delta) {
        return calls.indexLater("increment", key.table(), () -> hansock.increment(key, column, delta));
    }

    @Override
    public CompletableFuture<Long> incrementAndGet(Key<?> key, String column, long delta) {
        return calls.indexLater("incrementAndGet", key.table(), () -> hansock.incrementAndGet(key, column, delta));
    }

    @Override
    public <R> CompletableFuture<Optional<R>> incrementAndGet(Increment<R> increment) {
        return calls.indexLater("incrementAndGet", increment.table(), () -> hansock.incrementAndGet(increment));
    }

    @Override
    public AsyncSqlOperations sql(String server) {
        return new AsyncTemplateSql(client, server, calls);
    }

    @Override
    public AsyncSqlOperations sql(Shard shard) {
        return sql(TemplateSql.server(client, shard));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> sqlOnAllServers(
            Function<? super AllServersSql, CompletableFuture<T>> call) {
        return calls.sqlLater("sqlOnAllServers", () -> call.apply(client.sql().onAllServers()), answer -> answer);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> transaction(
            Shard shard,
            TransactionOptions options,
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return calls.ownLater("transaction", () -> hansock.transaction(shard, options, body));
    }
}
