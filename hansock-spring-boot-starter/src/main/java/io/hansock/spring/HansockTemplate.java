package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.ResultException;
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
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link HansockOperations} on a {@link Hansock}, which stays its owner's to close. Safe to share between threads. */
public final class HansockTemplate implements HansockOperations {
    private final Hansock hansock;
    private final TemplateCalls calls;
    private final AsyncHansockOperations async;

    /**
     * Creates one with the default settings.
     *
     * @param hansock carries the commands
     */
    public HansockTemplate(Hansock hansock) {
        this(hansock, TemplateSettings.DEFAULTS);
    }

    /**
     * Creates one.
     *
     * @param hansock carries the commands
     * @param settings what is done around each call
     */
    public HansockTemplate(Hansock hansock, TemplateSettings settings) {
        this.hansock = hansock;
        this.calls = new TemplateCalls(hansock, settings);
        this.async = new AsyncHansockTemplate(hansock, calls);
    }

    @Override
    public <R> Optional<R> findOne(Table<R> table, Object... key) {
        return calls.index("findOne", table, () -> hansock.findOne(table, key));
    }

    @Override
    public <R> Optional<R> findOne(Find<R> find) {
        return calls.index("findOne", find.table(), () -> only(find, hansock.find(find)));
    }

    static <R> Optional<R> only(Find<R> find, List<R> rows) {
        if (rows.size() > 1) {
            throw new ResultException(
                    ResultException.Kind.TOO_MANY_ROWS,
                    rows.size() + " rows of " + find.table() + " where at most one was asked for");
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    @Override
    public <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys) {
        return calls.index("findAll", table, () -> hansock.findAll(table, keys));
    }

    @Override
    public <R> List<R> find(Find<R> find) {
        return calls.index("find", find.table(), () -> hansock.find(find));
    }

    @Override
    public <T extends Record> List<T> find(Find<?> find, Class<T> record) {
        return find(calls.translated(() -> find.as(record)));
    }

    @Override
    public <R extends Record> InsertResult insert(Table<R> table, R row) {
        return insert(calls.translated(() -> Insert.of(table, row)));
    }

    @Override
    public InsertResult insert(Insert<?> insert) {
        return calls.index("insert", insert.table(), () -> hansock.insert(insert));
    }

    @Override
    public <R extends Record> void upsert(Table<R> table, R row) {
        upsert(calls.translated(() -> Upsert.of(table, row)));
    }

    @Override
    public void upsert(Upsert<?> upsert) {
        calls.index("upsert", upsert.table(), () -> {
            hansock.upsert(upsert);
            return upsert;
        });
    }

    @Override
    public long change(Change<?> change) {
        return calls.index("change", change.table(), () -> hansock.change(change));
    }

    @Override
    public <R> List<R> change(ReturningOld<R> change) {
        return calls.index("change", change.table(), () -> hansock.change(change));
    }

    @Override
    public boolean delete(Key<?> key) {
        return calls.index("delete", key.table(), () -> hansock.delete(key));
    }

    @Override
    public boolean increment(Key<?> key, String column, long delta) {
        return calls.index("increment", key.table(), () -> hansock.increment(key, column, delta));
    }

    @Override
    public long incrementAndGet(Key<?> key, String column, long delta) {
        return calls.index("incrementAndGet", key.table(), () -> hansock.incrementAndGet(key, column, delta));
    }

    @Override
    public <R> Optional<R> incrementAndGet(Increment<R> increment) {
        return calls.index("incrementAndGet", increment.table(), () -> hansock.incrementAndGet(increment));
    }

    @Override
    public AsyncHansockOperations async() {
        return async;
    }

    @Override
    public SqlOperations sql(String server) {
        return new TemplateSql(hansock, server, calls);
    }

    @Override
    public SqlOperations sql(Shard shard) {
        return sql(TemplateSql.server(hansock, shard));
    }

    @Override
    public <T extends @Nullable Object> T sqlOnAllServers(Function<? super AllServersSql, T> call) {
        return calls.sqlOutside(
                "sqlOnAllServers", () -> call.apply(hansock.sql().onAllServers()));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T transaction(
            Shard shard, TransactionOptions options, TransactionBody<T, X> body) throws X {
        return calls.checked("transaction", () -> hansock.transaction(shard, options, body));
    }
}
