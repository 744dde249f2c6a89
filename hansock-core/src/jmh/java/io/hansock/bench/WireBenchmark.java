package io.hansock.bench;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One row a call by Hansock's commands over SQL, and by what an application would use otherwise. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class WireBenchmark {
    @Benchmark
    public Person hansockWire(HansockWireClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hikari2(HikariClient.Two client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hikari4(HikariClient.Four client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hikari8(HikariClient.Eight client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hikari32(HikariClient.ThirtyTwo client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }
}
