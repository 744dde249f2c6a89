package io.hansock.mysql;

import io.hansock.sql.BatchResult;
import io.hansock.sql.Prepared;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.RowStream;
import io.hansock.sql.UpdateResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement as its user holds it: a text, which the connection has prepared or prepares anew. So it can outlive its place in the
 * connection's cache. For the thread that uses the session.
 */
final class PreparedOfSession implements Prepared {
    private final BlockingSessionStatements session;
    private final String sql;
    private final int parameterCount;
    private boolean closed;

    PreparedOfSession(BlockingSessionStatements session, String sql, int parameterCount) {
        this.session = session;
        this.sql = sql;
        this.parameterCount = parameterCount;
    }

    @Override
    public int parameterCount() {
        return parameterCount;
    }

    @Override
    public QueryResult query(@Nullable Object... parameters) {
        return run(AnswerReader.QUERY, parameters);
    }

    @Override
    public UpdateResult update(@Nullable Object... parameters) {
        return run(AnswerReader.UPDATE, parameters);
    }

    @Override
    public Results execute(@Nullable Object... parameters) {
        return run(AnswerReader.ALL, parameters);
    }

    @Override
    public BatchResult batch(Iterable<? extends List<? extends @Nullable Object>> parameterSets) {
        requireOpen();
        return session.batch(sql, parameterSets);
    }

    @Override
    public RowStream stream(@Nullable Object... parameters) {
        requireOpen();
        return session.stream(StatementRequest.prepared(sql, checked(parameters), RowFeed.READER));
    }

    private <T> T run(AnswerReader<T> answer, @Nullable Object... parameters) {
        requireOpen();
        return session.ask(StatementRequest.prepared(sql, checked(parameters), answer));
    }

    private Parameters checked(@Nullable Object... parameters) {
        Parameters checked = Parameters.of(parameters);
        checked.requireCount(parameterCount);
        return checked;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the statement was closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.leased().connection().statements().close(sql);
        }
    }
}
