package io.hansock.mysql;

import io.hansock.sql.BatchResult;
import io.hansock.sql.Capability;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement with many sets of parameters. */
final class BatchRequest implements Request<BatchResult> {
    private final String sql;
    private final List<Parameters> sets;

    BatchRequest(String sql, List<Parameters> sets) {
        this.sql = sql;
        this.sets = sets;
    }

    /**
     * Takes what a user hands over.
     *
     * @throws IllegalArgumentException if there is no set, if they are not alike, or if one holds what cannot be a parameter
     */
    static List<Parameters> checked(Iterable<? extends List<? extends @Nullable Object>> given) {
        List<Parameters> sets = new ArrayList<>();
        for (List<? extends @Nullable Object> set : given) {
            Parameters checked = Parameters.of(set);
            if (checked.hasStreams()) {
                throw new IllegalArgumentException("a batch takes no streams as parameters");
            }
            if (!sets.isEmpty()) {
                checked.requireCount(sets.get(0).count());
            }
            sets.add(checked);
        }
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("a batch without parameters");
        }
        return sets;
    }

    @Override
    public Conversation<BatchResult> on(MysqlConnection connection) {
        boolean bulk = sets.size() > 1
                && sets.get(0).count() > 0
                && connection.agreed().has(Capability.STMT_BULK_OPERATIONS);
        return bulk ? new BulkRun(connection, sql, sets) : new BatchRun(connection, sql, sets);
    }
}
