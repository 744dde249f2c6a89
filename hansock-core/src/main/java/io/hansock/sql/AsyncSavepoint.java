package io.hansock.sql;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls of {@link Savepoint} with futures. */
public interface AsyncSavepoint {
    /** {@return a future that is complete once what was done since is undone} */
    CompletableFuture<@Nullable Void> rollback();

    /** {@return a future that is complete once the point is forgotten} */
    CompletableFuture<@Nullable Void> release();
}
