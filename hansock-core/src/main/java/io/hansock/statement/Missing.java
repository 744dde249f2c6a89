package io.hansock.statement;

import io.hansock.RefusedException;
import io.hansock.metadata.TableMetadata;

/** Refusals of what a table does not have. Stateless. */
final class Missing {
    private Missing() {}

    static RefusedException column(TableMetadata table, String name) {
        return new RefusedException(
                null, "unknown-column", "table " + table + ": this user is shown no column " + name);
    }

    static RefusedException index(TableMetadata table, String name) {
        return new RefusedException(null, "unknown-index", "table " + table + " has no index " + name);
    }

    static RefusedException primaryKey(TableMetadata table) {
        return new RefusedException(
                null,
                "no-primary-key",
                "table " + table
                        + " has no primary key by which the rows that were found could be changed; give it one, or use SQL");
    }
}
