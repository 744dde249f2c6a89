package io.hansock.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A hundred rows by their keys a call; an operation is one row. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(BatchBenchmark.SIZE)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class BatchBenchmark {
    static final int SIZE = 100;

    @Benchmark
    public int floor(FloorClient client, Ids ids) throws IOException {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public int channel(ChannelClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Collection<Person> hansock(HansockClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] hansockBatch(BatchClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] hs4j(Hs4jClient client, Ids ids) throws Exception {
        return client.findOneByOne(ids.next(SIZE));
    }

    @Benchmark
    public Person[] hs4jQueued(Hs4jClient client, Ids ids) throws Exception {
        return client.findQueued(ids.next(SIZE));
    }

    @Benchmark
    public List<Person> jdbc(MariadbClient client, Ids ids) throws SQLException {
        return client.findAll(ids.next(SIZE));
    }
}
