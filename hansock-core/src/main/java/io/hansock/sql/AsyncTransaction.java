package io.hansock.sql;

import java.util.concurrent.CompletableFuture;

/** The calls of {@link Transaction} with futures; ended by a deadlock as that is. Safe for any thread. */
public interface AsyncTransaction extends AsyncSessionStatements {
    /** {@return a point to which this transaction can go back from here} */
    CompletableFuture<AsyncSavepoint> savepoint();

    /** Has the transaction undone at its end, whatever the body answers. */
    void rollbackOnly();
}
