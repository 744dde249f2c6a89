package io.hansock.bench;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A hundred rows of three servers by their keys a call; an operation is one row. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(BatchBenchmark.SIZE)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class ShardsBenchmark {
    @Benchmark
    public Collection<Person> hansock(HansockClient client, Ids ids) {
        return client.findAll(ids.next(BatchBenchmark.SIZE));
    }

    @Benchmark
    public Collection<Person> hansockGuarded(HansockGuardedClient client, Ids ids) {
        return client.findAll(ids.next(BatchBenchmark.SIZE));
    }

    @Benchmark
    public Collection<Person> hansockWire(HansockWireClient client, Ids ids) {
        return client.findAll(ids.next(BatchBenchmark.SIZE));
    }
}
