package io.hansock;

import io.hansock.cluster.Cluster;
import io.hansock.cluster.Plan;
import io.hansock.index.Increment;
import io.hansock.index.Key;
import java.util.List;
import java.util.Optional;

/** Increments that answer what has come of them. Stateless. */
final class Sums {
    private Sums() {}

    static Plan<Optional<Long>> of(Cluster cluster, Key<?> key, String column, long delta) {
        return cluster.planner()
                .writes()
                .incrementAndGet(key.increment(column, delta), List.of(column), row -> row.getLong(1));
    }

    static <R> Plan<Optional<R>> of(Cluster cluster, Increment<R> increment) {
        return cluster.planner()
                .writes()
                .incrementAndGet(
                        increment, increment.rows().columns(), increment.rows().mapper());
    }

    static ResultException noRow(Key<?> key) {
        return new ResultException(
                ResultException.Kind.OTHER_RESULT, "table " + key.table() + ": there is no row to be added to");
    }
}
