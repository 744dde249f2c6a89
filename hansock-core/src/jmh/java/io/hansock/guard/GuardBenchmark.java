package io.hansock.guard;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the guard adds to a call whose table it knows: the same commands go to a server for many times as long. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardBenchmark {
    private static final Table<Row> PEOPLE = Table.of("people", "id", "name", "age");
    private static final Index<Row> BY_AGE = PEOPLE.index("by_age", "age");

    private final TableGuard guard = Facts.people().guard();
    private final KeyGuard keys = guard.keys(PEOPLE);
    private final SplittableRandom random = new SplittableRandom(1);

    /** A find by primary key, which takes the short way. */
    @Benchmark
    public boolean key() {
        return keys.admits(random.nextInt());
    }

    /** Any other find. */
    @Benchmark
    public Verdict<Find<Row>> range() {
        return guard.judge(BY_AGE.ge(random.nextInt()).limit(20));
    }

    /** An insert: every value is looked at. */
    @Benchmark
    public Verdict<Insert<Row>> insert() {
        return guard.judge(Insert.into(PEOPLE)
                .set("id", random.nextInt())
                .set("name", "person")
                .set("age", 42));
    }

    /** Nothing but the commands of the other two, to be taken off. */
    @Benchmark
    public Object unguarded() {
        return BY_AGE.ge(random.nextInt()).limit(20);
    }
}
