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

/** Rows by their keys, a prepared select each, as many at a time as a client lets be under way; an operation is one select. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(SqlPipelineBenchmark.SIZE)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class SqlPipelineBenchmark {
    static final int SIZE = 64;

    @Benchmark
    public int floor(SqlFloorClient client, Ids ids) throws IOException {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] hansock(HansockSqlClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] jdbc(MariadbClient client, Ids ids) throws SQLException {
        return client.findOneByOne(ids.next(SIZE));
    }

    @Benchmark
    public Person[] connectorJ(ConnectorJClient client, Ids ids) throws SQLException {
        return client.findOneByOne(ids.next(SIZE));
    }

    @Benchmark
    public Person[] vertx(VertxSingleClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] vertxPipelined(VertxPipelinedClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }

    @Benchmark
    public Person[] r2dbc(R2dbcClient client, Ids ids) {
        return client.findAll(ids.next(SIZE));
    }
}
