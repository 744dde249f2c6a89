package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.HansockException;
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
import java.util.function.Supplier;

/** {@link HansockOperations} on a {@link Hansock}, which stays its owner's to close. Safe to share between threads. */
public final class HansockTemplate implements HansockOperations {
    private final Hansock hansock;
    private final HansockExceptionTranslator translator;

    /**
     * Creates one.
     *
     * @param hansock carries the commands
     * @param translator translates what that throws
     */
    public HansockTemplate(Hansock hansock, HansockExceptionTranslator translator) {
        this.hansock = hansock;
        this.translator = translator;
    }

    @Override
    public <R> Optional<R> findOne(Table<R> table, Object... key) {
        return translated(() -> hansock.findOne(table, key));
    }

    @Override
    public <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys) {
        return translated(() -> hansock.findAll(table, keys));
    }

    @Override
    public <R> List<R> find(Find<R> find) {
        return translated(() -> hansock.find(find));
    }

    @Override
    public <R extends Record> InsertResult insert(Table<R> table, R row) {
        return translated(() -> hansock.insert(table, row));
    }

    @Override
    public InsertResult insert(Insert<?> insert) {
        return translated(() -> hansock.insert(insert));
    }

    @Override
    public long change(Change<?> change) {
        return translated(() -> hansock.change(change));
    }

    @Override
    public <R> List<R> change(ReturningOld<R> change) {
        return translated(() -> hansock.change(change));
    }

    @Override
    public boolean delete(Key<?> key) {
        return translated(() -> hansock.delete(key));
    }

    @Override
    public boolean increment(Key<?> key, String column, long delta) {
        return translated(() -> hansock.increment(key, column, delta));
    }

    private <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (HansockException e) {
            throw translator.translate(e);
        }
    }
}
