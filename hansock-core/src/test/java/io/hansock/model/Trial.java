package io.hansock.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One generated table, on all subjects and in the model, and the calls that are made on it. */
final class Trial {
    private static final int MOST_READS = 40;
    private static final int MOST_WRITES = 6;

    private final List<Subject> subjects;
    private final Schema schema;
    private final ModelTable table;
    private final List<Object[]> firstRows;
    private final List<Step> writes = new ArrayList<>();
    private final Random random;
    private final StepSource source;
    private final Tally tally;

    Trial(long seed, int number, Reach reach, List<Subject> subjects, Tally tally) {
        this.tally = tally;
        this.random = new Random(seed * 1_000_003 + number);
        boolean isForMySql =
                random.nextBoolean() && subjects.stream().anyMatch(each -> each.dialect() == Dialect.MYSQL);
        SchemaSource schemas = new SchemaSource(random, reach, isForMySql);
        this.schema = schemas.draw("t" + number);
        this.subjects = new ArrayList<>(subjects);
        if (schema.isMariaDbs()) {
            this.subjects.removeIf(subject -> subject.dialect() != Dialect.MARIADB);
        }
        this.table = new ModelTable(schema);
        schemas.fill(schema, table);
        this.firstRows = table.snapshot();
        this.source = new StepSource(schema, table, random, reach);
    }

    /** Makes about so many calls; ends at the first answer that is not the model's. */
    Optional<Mismatch> run(int calls) {
        subjects.forEach(
                subject -> subject.sql().accept(schema.ddl(subject.dialect()) + "; " + schema.inserts(firstRows)));
        for (int made = 0; made < calls; ) {
            List<Step> reads = new ArrayList<>();
            int wanted = 1 + random.nextInt(MOST_READS);
            for (int i = 0; i < wanted; i++) {
                reads.add(source.read());
            }
            Optional<Mismatch> mismatch = readAll(reads);
            for (int i = random.nextInt(MOST_WRITES); i > 0 && mismatch.isEmpty(); i--) {
                mismatch = write(source.write());
                made++;
            }
            if (mismatch.isPresent()) {
                return mismatch;
            }
            made += reads.size();
        }
        return Optional.empty();
    }

    /** All on their way at once. */
    private Optional<Mismatch> readAll(List<Step> reads) {
        List<List<CompletableFuture<Subject.Told>>> answers = new ArrayList<>();
        for (Step read : reads) {
            answers.add(askAll(read));
        }
        for (int i = 0; i < reads.size(); i++) {
            Answer expected = table.answer(reads.get(i), OptionalLong.empty());
            @Nullable Mismatch mismatch = compare(reads.get(i), expected, answers.get(i));
            if (mismatch != null) {
                return Optional.of(mismatch);
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> write(Step write) {
        List<CompletableFuture<Subject.Told>> answers = askAll(write);
        OptionalLong id = answers.get(0).join().generatedId();
        Answer expected = table.answer(write, id);
        @Nullable Mismatch mismatch = compare(write, expected, answers);
        writes.add(write);
        Set<Subject> parted = new HashSet<>();
        for (int i = 0; i < answers.size() && mismatch == null; i++) {
            if (!answers.get(i).join().generatedId().equals(id)) {
                if (subjects.get(i).dialect() == subjects.get(0).dialect()) {
                    mismatch = mismatch(write, i, expected, answers.get(i).join());
                } else {
                    parted.add(subjects.get(i));
                }
            }
        }
        // Which ids a make of servers leaves out is its own affair; from there on its table has other rows.
        parted.forEach(subject -> tally.parted());
        subjects.removeAll(parted);
        return Optional.ofNullable(mismatch);
    }

    private List<CompletableFuture<Subject.Told>> askAll(Step step) {
        return subjects.stream().map(subject -> subject.ask(step, schema)).toList();
    }

    private @Nullable Mismatch compare(Step step, Answer expected, List<CompletableFuture<Subject.Told>> answers) {
        tally.count(step, expected);
        for (int i = 0; i < subjects.size(); i++) {
            Subject.Told told = answers.get(i).join();
            Expectation expectation =
                    Expectation.of(step, expected, schema, subjects.get(i).dialect());
            if (!expectation.isMetBy(told.answer())) {
                return mismatch(step, i, expectation.answer(), told);
            }
        }
        return null;
    }

    private Mismatch mismatch(Step step, int subject, Answer expected, Subject.Told told) {
        List<Step> steps = new ArrayList<>(writes);
        steps.add(step);
        return new Mismatch(new Script(schema, firstRows, steps), subjects.get(subject), expected, told);
    }
}
