package io.hansock;

import io.hansock.cluster.Cluster;
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
import java.util.concurrent.CompletableFuture;

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
    private final long timeoutNanos;

    HansockAsync(Cluster cluster, long timeoutNanos) {
        this.cluster = cluster;
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
        return cluster.runAsync(cluster.planner().insert(insert), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#change(Change)}}
     *
     * @param change what to change
     */
    public CompletableFuture<Long> change(Change<?> change) {
        return cluster.runAsync(cluster.planner().change(change), timeoutNanos);
    }

    /**
     * {@return as {@link Hansock#change(ReturningOld)}}
     *
     * @param <R> what a row becomes
     * @param change what to change
     */
    public <R> CompletableFuture<List<R>> change(ReturningOld<R> change) {
        return cluster.runAsync(cluster.planner().change(change), timeoutNanos);
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
}
