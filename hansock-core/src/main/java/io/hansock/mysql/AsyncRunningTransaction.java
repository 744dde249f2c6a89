package io.hansock.mysql;

import io.hansock.sql.AsyncSavepoint;
import io.hansock.sql.AsyncTransaction;
import io.hansock.sql.TransactionOptions;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction while its body's stage is open. Safe for any thread. */
public final class AsyncRunningTransaction extends FutureSessionStatements implements AsyncTransaction {
    private final Leased leased;
    private final long timeoutNanos;
    private final AtomicInteger savepoints = new AtomicInteger();
    private volatile boolean rollbackOnly;
    private volatile boolean ended;

    private AsyncRunningTransaction(Leased leased, long timeoutNanos) {
        this.leased = leased;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Runs {@code body} in a transaction, which ends with what it answers. Cancelling the future has the transaction undone.
     *
     * @param whenOver run when the transaction has ended, before the future hears of it; not when the future is cancelled
     */
    public static <T extends @Nullable Object> CompletableFuture<T> run(
            Leased leased,
            long timeoutNanos,
            TransactionOptions options,
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body,
            Runnable whenOver) {
        Executor callbacks = leased.turns().callbacks();
        AsyncRunningTransaction transaction = new AsyncRunningTransaction(leased, timeoutNanos);
        Promise<T> promise = new Promise<>();
        promise.givingUp(transaction::rollbackOnly);
        CompletableFuture<?> unused = transaction.begin(options).whenComplete((begun, failure) -> {
            Runnable next = () -> transaction.runBody(failure, body, promise, whenOver);
            CallbackRunner.run(callbacks, next);
        });
        return promise;
    }

    private CompletableFuture<Boolean> begin(TransactionOptions options) {
        CompletableFuture<Boolean> begun = CompletableFuture.completedFuture(true);
        for (Request<Boolean> words : TransactionWords.begin(options)) {
            begun = begun.thenCompose(before -> ask(words));
        }
        return begun;
    }

    private <T extends @Nullable Object> void runBody(
            @Nullable Throwable notBegun,
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body,
            Promise<T> promise,
            Runnable whenOver) {
        CompletableFuture<T> running =
                notBegun == null ? runBody(body, promise) : CompletableFuture.failedFuture(notBegun);
        CompletableFuture<?> unused = running.whenComplete((result, problem) -> {
            whenOver.run();
            promise.conclude(result, problem == null ? null : cause(problem));
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> runBody(
            Function<? super AsyncTransaction, ? extends CompletionStage<T>> body, Promise<T> promise) {
        if (promise.isDone()) {
            return undo(new CancellationException());
        }
        CompletableFuture<T> done;
        try {
            done = body.apply(this).toCompletableFuture();
        } catch (RuntimeException | Error e) {
            done = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> underWay = done;
        promise.givingUp(() -> {
            rollbackOnly();
            underWay.cancel(false);
        });
        return done.thenCompose(this::finish).exceptionallyCompose(this::undo);
    }

    private <T extends @Nullable Object> CompletableFuture<T> finish(T result) {
        return end(rollbackOnly ? TransactionWords.rollback() : Settled.commit())
                .thenApply(done -> result);
    }

    /** Fails with {@code because}, whatever becomes of the rollback: whoever takes the connection back ends what is left of it. */
    private <T extends @Nullable Object> CompletableFuture<T> undo(Throwable because) {
        Throwable cause = cause(because);
        CompletableFuture<T> failed = new CompletableFuture<>();
        if (!leased.isSound()) {
            failed.completeExceptionally(cause);
            return failed;
        }
        CompletableFuture<?> unused = end(TransactionWords.rollback()).whenComplete((undone, failure) -> {
            if (failure != null) {
                cause.addSuppressed(failure);
            }
            failed.completeExceptionally(cause);
        });
        return failed;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private CompletableFuture<Boolean> end(Request<Boolean> words) {
        ended = true;
        return say(words)
                .thenCompose(done -> leased.isAutocommit() ? CompletableFuture.completedFuture(true) : autocommitOn());
    }

    private CompletableFuture<Boolean> autocommitOn() {
        return say(TransactionWords.autocommitOn()).exceptionally(failure -> {
            TransactionWords.noteAutocommitOff(leased.server(), cause(failure));
            return false;
        });
    }

    private CompletableFuture<Boolean> say(Request<Boolean> request) {
        return new Call<>(leased.turns(), request, timeoutNanos).begin();
    }

    @Override
    Leased leased() {
        return TransactionWords.goingOn(leased, ended);
    }

    @Override
    protected long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public CompletableFuture<AsyncSavepoint> savepoint() {
        String name = "hansock_" + savepoints.incrementAndGet();
        return ask(SessionCommands.say("savepoint " + name)).thenApply(set -> new AsyncSavepoint() {
            @Override
            public CompletableFuture<@Nullable Void> rollback() {
                return done(ask(SessionCommands.say("rollback to savepoint " + name)));
            }

            @Override
            public CompletableFuture<@Nullable Void> release() {
                return done(ask(SessionCommands.say("release savepoint " + name)));
            }
        });
    }

    @Override
    public void rollbackOnly() {
        rollbackOnly = true;
    }
}
