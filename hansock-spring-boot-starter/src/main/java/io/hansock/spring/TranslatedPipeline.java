package io.hansock.spring;

import io.hansock.HansockException;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import io.hansock.sql.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline whose answers throw what a template throws. For one thread. */
final class TranslatedPipeline implements Pipeline {
    private final Pipeline pipeline;
    private final Function<HansockException, RuntimeException> translation;
    private final List<Answer<?>> answers = new ArrayList<>();

    TranslatedPipeline(Pipeline pipeline, Function<HansockException, RuntimeException> translation) {
        this.pipeline = pipeline;
        this.translation = translation;
    }

    @Override
    public Answer<QueryResult> query(String sql, @Nullable Object... parameters) {
        return translated(pipeline.query(sql, parameters));
    }

    @Override
    public Answer<UpdateResult> update(String sql, @Nullable Object... parameters) {
        return translated(pipeline.update(sql, parameters));
    }

    private <T> Answer<T> translated(Answer<T> answer) {
        answers.add(answer);
        return () -> {
            try {
                return answer.get();
            } catch (HansockException e) {
                throw translation.apply(e);
            }
        };
    }

    /** What has failed of it, once it was run. */
    List<HansockException> failures() {
        List<HansockException> failures = new ArrayList<>();
        for (Answer<?> answer : answers) {
            try {
                Object unused = answer.get();
            } catch (HansockException e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
