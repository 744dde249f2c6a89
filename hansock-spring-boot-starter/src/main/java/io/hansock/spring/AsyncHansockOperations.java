package io.hansock.spring;

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

/**
 * The commands and the SQL of {@link HansockOperations} with futures, which fail with the {@link org.springframework.dao.DataAccessException} that the
 * call would throw; what is wrong with the arguments is thrown at once. Cancelling a future gives its command up. Futures complete as those
 * of {@link io.hansock.HansockAsync}. Safe to share between threads.
 */
public interface AsyncHansockOperations {
    /**
     * {@return as {@link HansockOperations#findOne(Table, Object...)}}
     *
     * @param table the table
     * @param key a value for each primary key column
     * @param <R> what a row becomes
     */
    <R> CompletableFuture<Optional<R>> findOne(Table<R> table, Object... key);

    /**
     * {@return as {@link HansockOperations#findAll}}
     *
     * @param table the table
     * @param keys the keys
     * @param <K> what a key is
     * @param <R> what a row becomes
     */
    <K, R> CompletableFuture<Map<K, R>> findAll(Table<R> table, Collection<K> keys);

    /**
     * {@return as {@link HansockOperations#find(Find)}}
     *
     * @param find what to find
     * @param <R> what a row becomes
     */
    <R> CompletableFuture<List<R>> find(Find<R> find);

    /**
     * {@return as {@link HansockOperations#find(Find, Class)}}
     *
     * @param find what to find
     * @param record its class
     * @param <T> the record
     */
    default <T extends Record> CompletableFuture<List<T>> find(Find<?> find, Class<T> record) {
        return find(find.as(record));
    }

    /**
     * {@return as {@link HansockOperations#findOne(Find)}}
     *
     * @param find what to find; a limit of 2 or more, or rows beyond the first stay unnoticed
     * @param <R> what a row becomes
     */
    <R> CompletableFuture<Optional<R>> findOne(Find<R> find);

    /**
     * {@return as {@link HansockOperations#insert(Table, Record)}}
     *
     * @param table the table
     * @param row the row
     * @param <R> the record
     */
    default <R extends Record> CompletableFuture<InsertResult> insert(Table<R> table, R row) {
        return insert(Insert.of(table, row));
    }

    /**
     * {@return as {@link HansockOperations#insert(Insert)}}
     *
     * @param insert the columns and their values
     */
    CompletableFuture<InsertResult> insert(Insert<?> insert);

    /**
     * {@return as {@link HansockOperations#upsert(Table, Record)}, {@code true} once it is done}
     *
     * @param table the table
     * @param row the row
     * @param <R> the record
     */
    default <R extends Record> CompletableFuture<Boolean> upsert(Table<R> table, R row) {
        return upsert(Upsert.of(table, row));
    }

    /**
     * {@return as {@link HansockOperations#upsert(Upsert)}, {@code true} once it is done}
     *
     * @param upsert the columns and their values
     */
    CompletableFuture<Boolean> upsert(Upsert<?> upsert);

    /**
     * {@return as {@link HansockOperations#update}}
     *
     * @param update which rows, and what to set
     */
    default CompletableFuture<Long> update(Update<?> update) {
        return change(update);
    }

    /**
     * {@return as {@link HansockOperations#change(Change)}}
     *
     * @param change which rows, and what to change
     */
    CompletableFuture<Long> change(Change<?> change);

    /**
     * {@return as {@link HansockOperations#change(ReturningOld)}}
     *
     * @param change which rows, and what to change
     * @param <R> what a row becomes
     */
    <R> CompletableFuture<List<R>> change(ReturningOld<R> change);

    /**
     * {@return as {@link HansockOperations#delete}}
     *
     * @param key its primary key
     */
    CompletableFuture<Boolean> delete(Key<?> key);

    /**
     * {@return as {@link HansockOperations#increment}}
     *
     * @param key its primary key
     * @param column the column
     * @param delta what is added
     */
    CompletableFuture<Boolean> increment(Key<?> key, String column, long delta);

    /**
     * {@return as {@link HansockOperations#incrementAndGet(Key, String, long)}}
     *
     * @param key its primary key
     * @param column the column
     * @param delta what is added
     */
    CompletableFuture<Long> incrementAndGet(Key<?> key, String column, long delta);

    /**
     * {@return as {@link HansockOperations#incrementAndGet(Increment)}}
     *
     * @param increment of one row by its primary key
     * @param <R> what a row becomes
     */
    <R> CompletableFuture<Optional<R>> incrementAndGet(Increment<R> increment);

    /**
     * {@return SQL on one server, as {@link HansockOperations#sql(String)}, but that it takes no part in transactions}
     *
     * @param server its configured name
     */
    AsyncSqlOperations sql(String server);

    /**
     * {@return SQL on the server that has the rows of a key, as {@link HansockOperations#sql(Shard)}, but that it takes no part in transactions}
     *
     * @param shard {@link io.hansock.index.Table#shard}
     */
    AsyncSqlOperations sql(Shard shard);

    /**
     * {@return what {@code call} answers} As {@link HansockOperations#sqlOnAllServers}.
     *
     * <pre>{@code
     * CompletableFuture<List<Top>> top = template.async()
     *         .sqlOnAllServers(all -> all.query("select name, views from users").async().list(Top.class));
     * }</pre>
     *
     * @param call what to run, by {@link io.hansock.sql.AllServersQuery#async}
     * @param <T> what comes of it
     */
    <T extends @Nullable Object> CompletableFuture<T> sqlOnAllServers(
            Function<? super AllServersSql, CompletableFuture<T>> call);

    /**
     * {@return as {@link HansockOperations#transaction(Shard, io.hansock.sql.TransactionBody)}} Committed when what {@code body} answers has succeeded, undone otherwise, and if the
     * future is cancelled before. What goes wrong is translated in this future: in those of {@code body} it is a
     * {@link io.hansock.HansockException}.
     *
     * @param shard {@link io.hansock.index.Table#shard}
     * @param body the statements; called where futures complete
     * @param <T> what comes of it
     */
    default <T extends @Nullable Object> CompletableFuture<T> transaction(
            Shard shard, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return transaction(shard, TransactionOptions.DEFAULTS, body);
    }

    /**
     * {@return the same with options}
     *
     * @param shard {@link io.hansock.index.Table#shard}
     * @param options how it begins: its isolation level, and whether it only reads
     * @param body the statements; called where futures complete
     * @param <T> what comes of it
     */
    <T extends @Nullable Object> CompletableFuture<T> transaction(
            Shard shard,
            TransactionOptions options,
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body);
}
