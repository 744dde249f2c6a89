package io.hansock;

import io.hansock.cluster.Cluster;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Shard;
import io.hansock.index.Table;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
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

/**
 * The calls of {@link Hansock} with futures. A future fails with the {@link HansockException} that the call would throw; what is wrong
 * with the arguments is thrown at once. Futures complete on the {@linkplain HansockBuilder#callbackExecutor callback executor}, never on a
 * thread that others depend on: dependents may block and may call Hansock. Deadlines are kept to within 50 ms. Cancelling a future gives
 * its command up: if it was not sent yet it never is, else it may or may not be carried out.
 *
 * <p>Where as many commands wait as {@link HansockBuilder#maxPending} allows, a call here blocks too, or fails, as
 * {@link HansockBuilder#queueFull} says: nothing is queued without bound. Safe for any thread.
 */
public final class HansockAsync {
    private final Cluster cluster;
    private final HansockSql sql;
    private final long timeoutNanos;

    HansockAsync(Cluster cluster, HansockSql sql, long timeoutNanos) {
        this.cluster = cluster;
        this.sql = sql;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * {@return as {@link Hansock#findOne}}
     *
     * @param <R> what a row becomes
     * @param table the table
     * @param key the values of the primary key columns, in their order
     */
    public <R> CompletableFuture<Optional<R>> findOne(Table<R> table, Object... key) {
        return cluster.runAsync(cluster.planner().findOne(table, key), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#findAll}}
     *
     * @param <K> a value of the primary key column, or a {@link List} of values if the key has several
     * @param <R> what a row becomes
     * @param table the table
     * @param keys the keys
     */
    public <K, R> CompletableFuture<Map<K, R>> findAll(Table<R> table, Collection<K> keys) {
        return cluster.runAsync(cluster.planner().findAll(table, keys), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#find}}
     *
     * @param <R> what a row becomes
     * @param find what to find
     */
    public <R> CompletableFuture<List<R>> find(Find<R> find) {
        return cluster.runAsync(cluster.planner().find(find), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#find(Find, Class)}}
     *
     * @param <T> the record
     * @param find what to find
     * @param record its class
     */
    public <T extends Record> CompletableFuture<List<T>> find(Find<?> find, Class<T> record) {
        return find(find.as(record));
    }

    /**
     * {@return as {@link Hansock#insert(Table, Record)}}
     *
     * @param <R> the record
     * @param table the table
     * @param row the row
     */
    public <R extends Record> CompletableFuture<InsertResult> insert(Table<R> table, R row) {
        return insert(Insert.of(table, row));
    }

    /**
     * {@return as {@link Hansock#insert(Insert)}}
     *
     * @param insert the columns and their values
     */
    public CompletableFuture<InsertResult> insert(Insert<?> insert) {
        return cluster.runAsync(cluster.planner().writes().insert(insert), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#upsert(Table, Record)}, {@code true} once it is done}
     *
     * @param <R> the record
     * @param table the table
     * @param row the row
     */
    public <R extends Record> CompletableFuture<Boolean> upsert(Table<R> table, R row) {
        return upsert(Upsert.of(table, row));
    }

    /**
     * {@return as {@link Hansock#upsert(Upsert)}, {@code true} once it is done}
     *
     * @param upsert the columns and their values
     */
    public CompletableFuture<Boolean> upsert(Upsert<?> upsert) {
        return cluster.runAsync(cluster.planner().writes().upsert(upsert), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#update}}
     *
     * @param update which rows, and what to set
     */
    public CompletableFuture<Long> update(Update<?> update) {
        return change(update);
    }

    /**
     * {@return as {@link Hansock#change(Change)}}
     *
     * @param change what to change
     */
    public CompletableFuture<Long> change(Change<?> change) {
        return cluster.runAsync(cluster.planner().writes().change(change), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#change(ReturningOld)}}
     *
     * @param <R> what a row becomes
     * @param change what to change
     */
    public <R> CompletableFuture<List<R>> change(ReturningOld<R> change) {
        return cluster.runAsync(cluster.planner().writes().change(change), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#delete}}
     *
     * @param key its primary key
     */
    public CompletableFuture<Boolean> delete(Key<?> key) {
        return change(key.delete()).thenApply(rows -> rows > 0);
    }

    /**
     * {@return as {@link Hansock#increment}}
     *
     * @param key its primary key
     * @param column an integer column
     * @param delta what is added; negative to subtract
     */
    public CompletableFuture<Boolean> increment(Key<?> key, String column, long delta) {
        return change(key.increment(column, delta)).thenApply(rows -> rows > 0);
    }

    /**
     * {@return as {@link Hansock#incrementAndGet(Key, String, long)}}
     *
     * @param key its primary key
     * @param column a column of an integer type, or a DECIMAL
     * @param delta what is added; negative to subtract
     */
    public CompletableFuture<Long> incrementAndGet(Key<?> key, String column, long delta) {
        return cluster.runAsync(Sums.of(cluster, key, column, delta), timeoutNanos)
                .thenApply(sum -> sum.orElseThrow(() -> Sums.noRow(key)));
    }

    /**
     * {@return as {@link Hansock#incrementAndGet(Increment)}}
     *
     * @param <R> what a row becomes
     * @param increment of one row by its primary key
     */
    public <R> CompletableFuture<Optional<R>> incrementAndGet(Increment<R> increment) {
        return cluster.runAsync(Sums.of(cluster, increment), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#transaction(Shard, io.hansock.sql.TransactionBody)}} Committed when what {@code body} answers has succeeded, undone
     * otherwise, and if the future is cancelled before.
     *
     * @param <T> what comes of it
     * @param shard {@link Table#shard}
     * @param body the statements; called on the callback executor
     */
    public <T extends @Nullable Object> CompletableFuture<T> transaction(
            Shard shard, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return transaction(shard, TransactionOptions.DEFAULTS, body);
    }

    /**
     * {@return the same with options}
     *
     * @param <T> what comes of it
     * @param shard {@link Table#shard}
     * @param options how it begins
     * @param body the statements; called on the callback executor
     */
    public <T extends @Nullable Object> CompletableFuture<T> transaction(
            Shard shard,
            TransactionOptions options,
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return sql.on(shard).async().transaction(options, body);
    }
}
