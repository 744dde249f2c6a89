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

    static RefusedException transactions(TableMetadata table) {
        return new RefusedException(
                null,
                "no-transactions",
                "table " + table
                        + " is of an engine without transactions, where a half of this could stay, or others change the"
                        + " rows in between; make it InnoDB, change one row at a time, or use SQL");
    }

    static RefusedException primaryKey(TableMetadata table) {
        return new RefusedException(
                null,
                "no-primary-key",
                "table " + table
                        + " has no primary key by which the rows that were found could be changed; give it one, or use SQL");
    }
}
