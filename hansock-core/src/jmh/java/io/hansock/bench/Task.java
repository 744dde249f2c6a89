package io.hansock.bench;

import java.util.Arrays;

/** What there is to do: the methods of one benchmark class, each a contender's way to do it. */
enum Task {
    FIND(FindBenchmark.class, PeopleServer.Kind.HANDLERSOCKET, "find"),
    FIND_OVER_SHARDS(ShardsBenchmark.class, PeopleServer.Kind.THREE, "find"),
    FIND_OVER_SQL(WireBenchmark.class, PeopleServer.Kind.SQL, "find"),
    FIND_MANY(BatchBenchmark.class, PeopleServer.Kind.HANDLERSOCKET, "find"),
    SELECT(SqlSelectBenchmark.class, PeopleServer.Kind.SQL, "select"),
    PIPELINE(SqlPipelineBenchmark.class, PeopleServer.Kind.SQL, "select"),
    SELECT_RANGE(SqlRangeBenchmark.class, PeopleServer.Kind.SQL, "row"),
    STREAM(SqlStreamBenchmark.class, PeopleServer.Kind.SQL, "row");

    private final Class<?> benchmark;
    private final PeopleServer.Kind server;
    private final String unit;

    Task(Class<?> benchmark, PeopleServer.Kind server, String unit) {
        this.benchmark = benchmark;
        this.server = server;
        this.unit = unit;
    }

    /** The task of a benchmark's method. */
    static Task of(String method) {
        return Arrays.stream(values())
                .filter(task -> method.startsWith(task.benchmark.getName() + "."))
                .findFirst()
                .orElseThrow();
    }

    /** The full name of a contender's method. */
    String method(Contender contender) {
        return benchmark.getName() + "." + contender.method();
    }

    /** Which server it needs. */
    PeopleServer.Kind server() {
        return server;
    }

    /** What is counted: JMH's operation. */
    String unit() {
        return unit;
    }
}
