package io.hansock.mysql;

import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.sql.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * One statement of several that are on their way at the same time, and what came of it.
 *
 * @param <T> what is made of the answer
 */
final class PipelinedStatement<T> implements Pipeline.Answer<T> {
    final String sql;
    final Parameters parameters;
    private final AnswerReader<T> answer;
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    PipelinedStatement(String sql, Parameters parameters, AnswerReader<T> answer) {
        this.sql = sql;
        this.parameters = parameters;
        this.answer = answer;
    }

    void requireNoStreams() {
        if (parameters.hasStreams()) {
            throw new IllegalArgumentException("a pipeline takes no streams as parameters");
        }
    }

    boolean isPrepared() {
        return parameters.count() > 0;
    }

    /** Whether what becomes of it is known. */
    boolean hasEnded() {
        return result != null || failure != null;
    }

    void fail(RuntimeException why) {
        failure = why;
    }

    /** It was not executed, and will be. */
    void tryAgain() {
        failure = null;
    }

    /** Reads its answer to its end, whatever that is. */
    void read(ReplyReader reader, @Nullable ServerStatement statement) {
        try {
            result = answer.read(reader, statement);
        } catch (ServerException | ResultException e) {
            failure = e;
        }
    }

    @Nullable
    RuntimeException failure() {
        return failure;
    }

    @Override
    public T get() {
        RuntimeException why = failure;
        if (why instanceof ServerException refused) {
            throw refused.again();
        }
        if (why != null) {
            throw why;
        }
        T present = result;
        if (present == null) {
            throw new IllegalStateException("asked before the pipeline was run");
        }
        return present;
    }
}
