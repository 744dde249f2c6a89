package io.hansock.spring;

import io.hansock.HansockException;
import io.hansock.sql.BatchResult;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.RowStream;
import io.hansock.sql.Statements;
import io.hansock.sql.UpdateResult;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Statements that throw what a template throws, also to the lambda that is handed them: it can catch a {@code DuplicateKeyException} and go on. Safe
 * for any thread if what runs them is.
 */
final class TranslatedStatements implements Statements {
    private final Supplier<? extends Statements> source;
    private final Function<HansockException, RuntimeException> translation;
    private final Consumer<HansockException> noticed;

    /**
     * Creates them.
     *
     * @param source asked before each call for what runs it
     * @param translation what is thrown
     * @param noticed told of each failure first
     */
    TranslatedStatements(
            Supplier<? extends Statements> source,
            Function<HansockException, RuntimeException> translation,
            Consumer<HansockException> noticed) {
        this.source = source;
        this.translation = translation;
        this.noticed = noticed;
    }

    @Override
    public QueryResult query(String sql, @Nullable Object... parameters) {
        return run(() -> source.get().query(sql, parameters));
    }

    @Override
    public UpdateResult update(String sql, @Nullable Object... parameters) {
        return run(() -> source.get().update(sql, parameters));
    }

    @Override
    public Results execute(String sql, @Nullable Object... parameters) {
        return run(() -> source.get().execute(sql, parameters));
    }

    @Override
    public BatchResult batch(String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        return run(() -> source.get().batch(sql, parameterSets));
    }

    @Override
    public void pipeline(Consumer<? super Pipeline> statements) {
        TranslatedPipeline pipeline = run(() -> {
            TranslatedPipeline[] filled = new TranslatedPipeline[1];
            source.get().pipeline(empty -> {
                filled[0] = new TranslatedPipeline(empty, translation);
                statements.accept(filled[0]);
            });
            return filled[0];
        });
        pipeline.failures().forEach(noticed);
    }

    @Override
    public RowStream stream(String sql, @Nullable Object... parameters) {
        return new TranslatedRows(run(() -> source.get().stream(sql, parameters)), this);
    }

    /** Runs what may fail. */
    <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (HansockException e) {
            noticed.accept(e);
            throw translation.apply(e);
        }
    }
}
