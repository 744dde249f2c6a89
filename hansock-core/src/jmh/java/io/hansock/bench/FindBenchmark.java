package io.hansock.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One row a call, the caller waits for it. The number of threads and of shared connections is chosen from outside. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class FindBenchmark {
    @Benchmark
    public int floor(FloorClient client, Ids ids) throws IOException {
        return client.find(ids.next());
    }

    @Benchmark
    public int channel(ChannelClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hansock(HansockClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hansockRow(HansockClient client, Ids ids) {
        return client.findRow(ids.next());
    }

    @Benchmark
    public Person hansockGuarded(HansockGuardedClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hs4j(Hs4jClient client, Ids ids) throws Exception {
        return client.find(ids.next());
    }

    @Benchmark
    public Person jdbc(MariadbClient client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }
}
