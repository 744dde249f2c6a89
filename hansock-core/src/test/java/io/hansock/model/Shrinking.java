package io.hansock.model;

import io.hansock.index.Condition;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.KeyMatch;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a script that was answered wrongly as short as it gets, by playing parts of it again to the subject that did so. */
final class Shrinking {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final Subject subject;
    private final long end = System.nanoTime() + PATIENCE;
    private Mismatch shortest;

    private Shrinking(Mismatch mismatch) {
        this.subject = mismatch.subject();
        this.shortest = mismatch;
    }

    /** The shortest that was found; {@code mismatch} itself if it does not happen again. */
    static Mismatch of(Mismatch mismatch) {
        Shrinking shrinking = new Shrinking(mismatch);
        if (shrinking.fails(mismatch.script())) {
            shrinking.dropSteps();
            shrinking.dropRows();
            shrinking.simplifyLast();
            shrinking.dropRows();
        }
        return shrinking.shortest;
    }

    private void dropSteps() {
        for (int size = Math.max(1, shortest.script().steps().size() / 2); size > 0; size /= 2) {
            // The last call is the one that fails.
            for (int at = shortest.script().steps().size() - 1 - size; at >= 0; at -= size) {
                if (at + size < shortest.script().steps().size()) {
                    fails(shortest.script().calling(without(shortest.script().steps(), at, size)));
                }
            }
        }
    }

    private void dropRows() {
        for (int size = Math.max(1, shortest.script().rows().size() / 2); size > 0; size /= 2) {
            for (int at = shortest.script().rows().size() - size; at >= 0; at -= size) {
                if (at + size <= shortest.script().rows().size()) {
                    fails(shortest.script().with(without(shortest.script().rows(), at, size)));
                }
            }
        }
    }

    private static <T> List<T> without(List<T> list, int from, int count) {
        List<T> rest = new ArrayList<>(list.subList(0, from));
        rest.addAll(list.subList(from + count, list.size()));
        return rest;
    }

    private void simplifyLast() {
        List<Step> steps = shortest.script().steps();
        if (!(steps.get(steps.size() - 1) instanceof Step.Search search)) {
            return;
        }
        Find<Row> find = search.find();
        fails(ending(find.limit(1000).offset(0)));
        for (Condition condition : find.conditions()) {
            fails(ending(bare(current(), condition)));
        }
        List<String> columns = schema().table().columns();
        fails(ending(current()
                .columns(columns.get(0), columns.subList(1, columns.size()).toArray(new String[0]))));
    }

    private Find<Row> current() {
        List<Step> steps = shortest.script().steps();
        return ((Step.Search) steps.get(steps.size() - 1)).find();
    }

    private Schema schema() {
        return shortest.script().schema();
    }

    /** The same walk without one of its filters. */
    private Find<Row> bare(Find<Row> find, Condition without) {
        Find<Row> bare = walk(find).limit(find.limit()).offset(find.offset());
        for (Condition condition : find.conditions()) {
            if (!condition.equals(without)) {
                bare = condition.otherwise() == Condition.Otherwise.SKIP
                        ? bare.where(condition.column(), condition.filter())
                        : bare.takeWhile(condition.column(), condition.filter());
            }
        }
        return bare;
    }

    private Find<Row> walk(Find<Row> find) {
        Index<Row> index = schema().index(schema().key(find.index().name()));
        if (find.match() instanceof KeyMatch.In in) {
            return in.prefix().isEmpty()
                    ? index.in(in.values())
                    : index.eq(in.prefix().toArray()).andIn(in.values());
        }
        KeyMatch.Compare compare = (KeyMatch.Compare) find.match();
        @Nullable Object[] parts = compare.parts().toArray();
        return switch (compare.comparison()) {
            case EQ -> index.eq(parts);
            case GE -> index.ge(parts);
            case GT -> index.gt(parts);
            case LE -> index.le(parts);
            case LT -> index.lt(parts);
            case NE -> throw new IllegalArgumentException("no walk");
        };
    }

    private Script ending(Find<Row> find) {
        List<Step> steps = new ArrayList<>(shortest.script().steps());
        steps.set(steps.size() - 1, new Step.Search(find));
        return shortest.script().calling(steps);
    }

    /** Whether that is answered wrongly too; then it is the shortest. */
    private boolean fails(Script script) {
        if (System.nanoTime() - end > 0) {
            return false;
        }
        Optional<Mismatch> mismatch = play(script);
        mismatch.ifPresent(found -> shortest = found);
        return mismatch.isPresent();
    }

    private Optional<Mismatch> play(Script script) {
        Schema schema = script.schema();
        subject.sql().accept("delete from " + Schema.quoted(schema.name()) + "; " + schema.inserts(script.rows()));
        ModelTable table = new ModelTable(schema);
        table.reset(script.rows());
        for (int i = 0; i < script.steps().size(); i++) {
            Step step = script.steps().get(i);
            Subject.Told told = subject.ask(step, schema).join();
            Answer answer = table.answer(step, told.generatedId());
            Expectation expectation = Expectation.of(step, answer, schema, subject.dialect());
            if (!expectation.isMetBy(told.answer())) {
                Script upToHere = script.calling(script.steps().subList(0, i + 1));
                return Optional.of(new Mismatch(upToHere, subject, expectation.answer(), told));
            }
        }
        return Optional.empty();
    }
}
