package io.hansock.spring;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A future of the client's, whose failures are translated. Cancelling it cancels that one, and so gives the command up.
 *
 * @param <T> the result
 */
final class TranslatedFuture<T> extends CompletableFuture<T> {
    private final CompletableFuture<T> source;

    TranslatedFuture(CompletableFuture<T> source, UnaryOperator<Throwable> translation) {
        this.source = source;
        CompletableFuture<T> unused = source.whenComplete((result, failure) -> {
            if (failure == null) {
                complete(result);
            } else if (failure instanceof CancellationException) {
                super.cancel(false);
            } else {
                completeExceptionally(translation.apply(failure));
            }
        });
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            source.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }

    /** Futures derived from this one are ordinary: cancelling one of them only ends that one. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
