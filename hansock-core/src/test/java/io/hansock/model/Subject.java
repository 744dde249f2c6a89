package io.hansock.model;

import io.hansock.Hansock;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.index.InsertResult;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client and the server that it asks, in a database of its own.
 *
 * @param name what messages call it
 * @param dialect the server's
 * @param sql runs statements in that database, beside the client
 * @param client asks
 */
record Subject(String name, Dialect dialect, Consumer<String> sql, Hansock client) {
    /**
     * What came of a call.
     *
     * @param answer what was answered
     * @param generatedId the id of a new row, if the server has made one
     */
    record Told(Answer answer, OptionalLong generatedId) {}

    /** Makes the call, without waiting for what comes of it. */
    CompletableFuture<Told> ask(Step step, Schema schema) {
        try {
            return sent(step, schema).handle((told, problem) -> problem == null ? told : told(problem));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(told(e));
        }
    }

    private CompletableFuture<Told> sent(Step step, Schema schema) {
        if (step instanceof Step.Illegal illegal) {
            return sent(illegal.call(), schema);
        }
        if (step instanceof Step.Search search) {
            return client.async()
                    .find(search.find())
                    .thenApply(rows -> told(search.find().columns(), rows, schema));
        }
        if (step instanceof Step.One one) {
            return client.async()
                    .findOne(schema.table(), one.key().toArray())
                    .thenApply(
                            row -> told(schema.table().columns(), row.stream().toList(), schema));
        }
        if (step instanceof Step.Many many) {
            return client.async().findAll(schema.table(), many.keys()).thenApply(rows -> told(rows, schema));
        }
        if (step instanceof Step.Put put) {
            return client.async().insert(put.insert()).thenApply(Subject::told);
        }
        if (step instanceof Step.PutOver put) {
            return client.async()
                    .upsert(put.upsert())
                    .thenApply(done -> new Told(new Answer.Done(), OptionalLong.empty()));
        }
        if (step instanceof Step.Sum sum) {
            ModelColumn<?> column = schema.columns().get(schema.position(sum.column()));
            return client.async()
                    .incrementAndGet(schema.table().key(sum.key().toArray()), sum.column(), sum.by())
                    .thenApply(number -> new Told(
                            new Answer.Found(List.of(Collections.singletonList(column.of(number)))),
                            OptionalLong.empty()));
        }
        if (step instanceof Step.Sums sums) {
            return client.async()
                    .incrementAndGet(sums.increment())
                    .thenApply(row ->
                            told(sums.increment().rows().columns(), row.stream().toList(), schema));
        }
        if (step instanceof Step.Alter alter) {
            return client.async()
                    .change(alter.change())
                    .thenApply(rows -> new Told(new Answer.Changed(rows), OptionalLong.empty()));
        }
        Step.AlterOld old = (Step.AlterOld) step;
        return client.async()
                .change(old.change())
                .thenApply(rows -> told(old.change().columns(), rows, schema));
    }

    private static Told told(InsertResult result) {
        return new Told(new Answer.Inserted(result.generatedId().isPresent()), result.generatedId());
    }

    private static Told told(Map<?, Row> rows, Schema schema) {
        return told(schema.table().columns(), rows.values(), schema);
    }

    private static Told told(List<String> columns, Collection<Row> rows, Schema schema) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<@Nullable Object> read = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                read.add(schema.columns().get(schema.position(columns.get(i))).read(row, i + 1));
            }
            cells.add(read);
        }
        return new Told(new Answer.Found(cells), OptionalLong.empty());
    }

    private static Told told(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        Answer answer = cause instanceof ServerException refused
                ? new Answer.Failed(refused.kind())
                : cause instanceof RefusedException refused
                        ? new Answer.Refused(refused.rule())
                        : cause instanceof ResultException
                                ? new Answer.NoResult()
                                : new Answer.Broken(cause.toString());
        return new Told(answer, OptionalLong.empty());
    }
}
