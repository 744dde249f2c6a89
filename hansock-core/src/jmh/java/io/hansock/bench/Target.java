package io.hansock.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The servers that are asked: the comparison's, or their own when a benchmark is run alone. */
@State(Scope.Benchmark)
public class Target {
    private List<PeopleServer.Endpoint> endpoints = List.of();
    private @Nullable PeopleServer own;

    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        if (PeopleServer.Endpoint.isGiven()) {
            endpoints = PeopleServer.Endpoint.given();
        } else {
            PeopleServer started = Task.of(benchmark.getBenchmark()).server().start();
            own = started;
            endpoints = started.endpoints();
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (own != null) {
            own.close();
        }
    }

    /** The first, or the only one. */
    PeopleServer.Endpoint endpoint() {
        return endpoints.get(0);
    }

    List<PeopleServer.Endpoint> endpoints() {
        return endpoints;
    }
}
