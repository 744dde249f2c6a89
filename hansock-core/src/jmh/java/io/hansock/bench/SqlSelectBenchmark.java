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

/** One row of four columns by its key, by a prepared statement over one connection; the caller waits for it. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class SqlSelectBenchmark {
    @Benchmark
    public int floor(SqlFloorClient client, Ids ids) throws IOException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hansock(HansockSqlClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person hansockRow(HansockSqlClient client, Ids ids) {
        return client.findRow(ids.next());
    }

    @Benchmark
    public Person hansockPool(HansockSqlClient client, Ids ids) {
        return client.findPooled(ids.next());
    }

    @Benchmark
    public Person jdbc(MariadbClient client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person connectorJ(ConnectorJClient client, Ids ids) throws SQLException {
        return client.find(ids.next());
    }

    @Benchmark
    public Person vertx(VertxSingleClient client, Ids ids) {
        return client.find(ids.next());
    }

    @Benchmark
    public Person r2dbc(R2dbcClient client, Ids ids) {
        return client.find(ids.next());
    }
}
