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

/** A hundred rows of three columns a prepared select, every cell of them read; an operation is one row. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(SqlRangeBenchmark.SIZE)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class SqlRangeBenchmark {
    static final int SIZE = 100;

    @Benchmark
    public int floor(SqlFloorClient client, Ids ids) throws IOException {
        return client.readRange(ids.firstOf(SIZE));
    }

    @Benchmark
    public int hansock(HansockSqlClient client, Ids ids) {
        return client.readRange(ids.firstOf(SIZE));
    }

    @Benchmark
    public int hansockRow(HansockSqlClient client, Ids ids) {
        return client.readRangeRows(ids.firstOf(SIZE));
    }

    @Benchmark
    public int jdbc(MariadbClient client, Ids ids) throws SQLException {
        return client.readRange(ids.firstOf(SIZE));
    }

    @Benchmark
    public int connectorJ(ConnectorJClient client, Ids ids) throws SQLException {
        return client.readRange(ids.firstOf(SIZE));
    }

    @Benchmark
    public int vertx(VertxSingleClient client, Ids ids) {
        return client.readRange(ids.firstOf(SIZE));
    }

    @Benchmark
    public int r2dbc(R2dbcClient client, Ids ids) {
        return client.readRange(ids.firstOf(SIZE));
    }
}
