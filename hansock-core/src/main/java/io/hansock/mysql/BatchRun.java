package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.sql.BatchResult;
import io.hansock.sql.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement with many sets of parameters, as a pipeline. */
final class BatchRun implements Conversation<BatchResult> {
    private final List<PipelinedStatement<UpdateResult>> statements = new ArrayList<>();
    private final PipelineRun pipeline;

    BatchRun(MysqlConnection connection, String sql, List<Parameters> sets) {
        for (Parameters set : sets) {
            statements.add(new PipelinedStatement<>(sql, set, AnswerReader.UPDATE));
        }
        this.pipeline = new PipelineRun(connection, statements);
    }

    @Override
    public CommandExchange begin() {
        return pipeline.begin();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        return pipeline.next(answered);
    }

    @Override
    public boolean hasDoneNothing() {
        return pipeline.hasDoneNothing();
    }

    @Override
    public BatchResult result() {
        throwFailures();
        List<UpdateResult> each = new ArrayList<>(statements.size());
        long affected = 0;
        int warnings = 0;
        for (PipelinedStatement<UpdateResult> statement : statements) {
            UpdateResult result = statement.get();
            each.add(result);
            affected += result.affectedRows();
            warnings = result.warnings();
        }
        return new BatchResult(affected, warnings, each);
    }

    private void throwFailures() {
        RuntimeException first = null;
        for (PipelinedStatement<UpdateResult> statement : statements) {
            RuntimeException failure = statement.failure();
            if (first == null) {
                first = failure instanceof ServerException refused ? refused.again() : failure;
            } else if (failure != null && failure != first.getCause()) {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
