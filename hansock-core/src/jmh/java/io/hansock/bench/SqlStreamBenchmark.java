package io.hansock.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The whole table in each client's way to read more rows than fit into memory, every cell read; an operation is one row. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(PeopleServer.ROWS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class SqlStreamBenchmark {
    @Benchmark
    public int floor(SqlFloorClient client) throws IOException {
        return client.stream();
    }

    @Benchmark
    public int hansock(HansockSqlClient client) {
        return client.stream();
    }

    @Benchmark
    public int hansockRow(HansockSqlClient client) {
        return client.streamRows();
    }

    @Benchmark
    public int jdbc(MariadbClient client) throws SQLException {
        return client.stream();
    }

    @Benchmark
    public int connectorJ(ConnectorJClient client) throws SQLException {
        return client.stream();
    }

    @Benchmark
    public int vertx(VertxSingleClient client) {
        return client.stream();
    }

    @Benchmark
    public int r2dbc(R2dbcClient client) {
        return client.stream();
    }
}
