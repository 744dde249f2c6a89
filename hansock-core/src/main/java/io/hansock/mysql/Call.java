package io.hansock.mysql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous request: waits for its turn, asks, and gives the connection back before its future is complete. If the connection
 * turns out to have ended before, and nothing was sent, it asks on another one, once. Safe for any thread.
 *
 * @param <T> the result
 */
final class Call<T> {
    private final Turns turns;
    private final Request<T> request;
    private final long deadline;
    private final Promise<T> promise = new Promise<>();
    private boolean repeated;

    Call(Turns turns, Request<T> request, long timeoutNanos) {
        this.turns = turns;
        this.request = request;
        this.deadline = System.nanoTime() + timeoutNanos;
    }

    CompletableFuture<T> begin() {
        CompletableFuture<MysqlConnection> turn = turns.take(deadline - System.nanoTime());
        promise.givingUp(() -> turn.cancel(false));
        boolean atOnce = turn.isDone();
        CompletableFuture<?> unused = turn.whenComplete((connection, failure) -> {
            if (atOnce) {
                ask(connection, failure);
            } else {
                // not on the thread of whoever had the connection before
                CallbackRunner.run(turns.callbacks(), () -> ask(connection, failure));
            }
        });
        return promise;
    }

    private void ask(@Nullable MysqlConnection connection, @Nullable Throwable failure) {
        if (connection == null) {
            concludeLater(failure);
            return;
        }
        if (promise.isDone()) {
            // cancelled when the connection was on its way to here
            turns.release(connection);
            return;
        }
        promise.givingUp(connection.submit(
                turns.asked(request),
                deadline - System.nanoTime(),
                (result, problem) -> ended(connection, result, problem)));
    }

    private void ended(MysqlConnection connection, @Nullable T result, @Nullable Throwable problem) {
        boolean again =
                problem != null && connection.wasTooLate() && request.isRepeatable() && !repeated && !promise.isDone();
        turns.release(connection);
        if (again) {
            repeated = true;
            CompletableFuture<?> unused = begin();
        } else {
            promise.conclude(result, problem);
        }
    }

    private void concludeLater(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        CallbackRunner.run(turns.callbacks(), () -> promise.conclude(null, cause));
    }
}
