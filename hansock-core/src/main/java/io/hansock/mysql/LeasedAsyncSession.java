package io.hansock.mysql;

import io.hansock.sql.AsyncSession;
import io.hansock.sql.AsyncTransaction;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SessionFacts;
import io.hansock.sql.TransactionOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A leased connection as its asynchronous user sees it. Safe for any thread. */
public final class LeasedAsyncSession extends FutureSessionStatements implements AsyncSession {
    private final Leased leased;
    private final long timeoutNanos;

    /** Wraps a leased connection. */
    public LeasedAsyncSession(Leased leased, long timeoutNanos) {
        this.leased = leased;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    Leased leased() {
        return leased;
    }

    @Override
    protected long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> transaction(
            TransactionOptions options, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        return AsyncRunningTransaction.run(leased, timeoutNanos, options, body, () -> {});
    }

    @Override
    public CompletableFuture<@Nullable Void> ping() {
        return done(ask(SessionCommands.ping()));
    }

    @Override
    public CompletableFuture<@Nullable Void> useDatabase(String name) {
        return done(ask(SessionCommands.useDatabase(name)));
    }

    @Override
    public CompletableFuture<@Nullable Void> reset() {
        return done(ask(Upkeep.reset()));
    }

    @Override
    public CompletableFuture<@Nullable Void> changeUser(LoginSettings login) {
        return done(ask(connection -> new ChangeUserRun(connection, login)));
    }

    @Override
    public CompletableFuture<@Nullable Void> multiStatements(boolean allowed) {
        return done(ask(SessionCommands.multiStatements(allowed)));
    }

    @Override
    public CompletableFuture<String> statistics() {
        return ask(SessionCommands.statistics());
    }

    @Override
    public SessionFacts facts() {
        return new LeasedSession(leased, timeoutNanos);
    }

    @Override
    public void close() {
        leased.giveBack();
    }
}
