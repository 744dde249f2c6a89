package io.hansock.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of {@link SqlSession} with futures. For one caller at a time, on any thread. */
public interface AsyncSession extends AsyncSessionStatements, AutoCloseable {
    /**
     * Runs a transaction: committed when what {@code body} answers has succeeded, undone otherwise.
     *
     * @param <T> what comes of it
     * @param options how it begins
     * @param body the statements; called on the callback executor
     * @return what the body's stage gives
     */
    <T extends @Nullable Object> CompletableFuture<T> transaction(
            TransactionOptions options, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body);

    /** {@return a future that is complete once the server has answered} */
    CompletableFuture<@Nullable Void> ping();

    /**
     * {@return a future that is complete once names without a database mean this one}
     *
     * @param name the database
     */
    CompletableFuture<@Nullable Void> useDatabase(String name);

    /** {@return a future that is complete once the session is as it was when it was leased} */
    CompletableFuture<@Nullable Void> reset();

    /**
     * {@return a future that is complete once the session is another user's, as {@link SqlSession#changeUser}}
     *
     * @param login the account
     */
    CompletableFuture<@Nullable Void> changeUser(LoginSettings login);

    /**
     * {@return a future that is complete once several statements in one text are allowed, or no longer}
     *
     * @param allowed whether to
     */
    CompletableFuture<@Nullable Void> multiStatements(boolean allowed);

    /** {@return the server's own line of statistics} */
    CompletableFuture<String> statistics();

    /** {@return what is known of the session, as of the answers of those calls that have ended} */
    SessionFacts facts();

    /** Gives the connection back, once the statements under way have ended. Blocks nobody. */
    @Override
    void close();
}
