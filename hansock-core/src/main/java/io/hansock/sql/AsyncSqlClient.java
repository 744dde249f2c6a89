package io.hansock.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of {@link SqlClient} with futures. Safe for any thread. */
public interface AsyncSqlClient extends AsyncStatements {
    /**
     * Runs a transaction on a connection of its own: committed when what {@code body} answers has succeeded, undone otherwise, and if
     * the future is cancelled before.
     *
     * @param <T> what comes of it
     * @param options how it begins
     * @param body the statements; called on the callback executor
     * @return what the body's stage gives
     */
    <T extends @Nullable Object> CompletableFuture<T> transaction(
            TransactionOptions options, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body);

    /**
     * As the other one, with the defaults.
     *
     * @param <T> what comes of it
     * @param body the statements
     * @return what the body's stage gives
     */
    default <T extends @Nullable Object> CompletableFuture<T> transaction(
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return transaction(TransactionOptions.DEFAULTS, body);
    }

    /** {@return a connection out of the pool, in turn; to be closed, which gives it back} */
    CompletableFuture<AsyncSession> lease();
}
