package io.hansock.mysql;

import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.sql.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that do not depend on each other, as one request. For one caller, once. */
final class PipelinedStatements implements Pipeline, Request<Boolean> {
    private final List<PipelinedStatement<?>> statements = new ArrayList<>();
    private boolean sent;

    @Override
    public Answer<QueryResult> query(String sql, @Nullable Object... parameters) {
        return add(new PipelinedStatement<>(sql, Parameters.of(parameters), AnswerReader.QUERY));
    }

    @Override
    public Answer<UpdateResult> update(String sql, @Nullable Object... parameters) {
        return add(new PipelinedStatement<>(sql, Parameters.of(parameters), AnswerReader.UPDATE));
    }

    private <T> Answer<T> add(PipelinedStatement<T> statement) {
        if (sent) {
            throw new IllegalStateException("the pipeline was run already");
        }
        statement.requireNoStreams();
        statements.add(statement);
        return statement;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    @Override
    public Conversation<Boolean> on(MysqlConnection connection) {
        sent = true;
        return new PipelineRun(connection, statements);
    }
}
