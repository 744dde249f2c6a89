package io.hansock.mysql;

import io.hansock.sql.BatchResult;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.Statements;
import io.hansock.sql.UpdateResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the calls of {@link Statements} into requests. Which connection carries them is for who extends it. */
public abstract class BlockingStatements implements Statements {
    /** Asks on some connection, and waits in the calling thread. */
    protected abstract <T> T ask(Request<T> request);

    @Override
    public final QueryResult query(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.QUERY));
    }

    @Override
    public final UpdateResult update(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.UPDATE));
    }

    @Override
    public final Results execute(String sql, @Nullable Object... parameters) {
        return ask(new StatementRequest<>(sql, Parameters.of(parameters), AnswerReader.ALL));
    }

    @Override
    public final BatchResult batch(String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        return ask(new BatchRequest(sql, BatchRequest.checked(parameterSets)));
    }

    @Override
    public final void pipeline(Consumer<? super Pipeline> statements) {
        PipelinedStatements all = new PipelinedStatements();
        statements.accept(all);
        if (!all.isEmpty()) {
            ask(all);
        }
    }
}
