package io.hansock.bench;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The server that is asked: the comparison's, or one of its own when a benchmark is run alone. */
@State(Scope.Benchmark)
public class Target {
    private PeopleServer.@Nullable Endpoint endpoint;
    private @Nullable PeopleServer own;

    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        if (PeopleServer.Endpoint.isGiven()) {
            endpoint = PeopleServer.Endpoint.given();
        } else {
            PeopleServer started = Task.of(benchmark.getBenchmark()).server().start();
            own = started;
            endpoint = started.endpoint();
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (own != null) {
            own.close();
        }
    }

    PeopleServer.Endpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("not started");
        }
        return endpoint;
    }
}
