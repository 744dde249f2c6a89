package io.hansock.spring;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a future of the client's comes to, with its failures translated. Cancelling it cancels that one, and so gives the command up.
 *
 * @param <S> what the client answers
 * @param <T> the result
 */
final class TranslatedFuture<S, T> extends CompletableFuture<T> {
    private final CompletableFuture<S> source;

    TranslatedFuture(
            CompletableFuture<S> source,
            Function<? super S, ? extends T> mapping,
            UnaryOperator<Throwable> translation) {
        this.source = source;
        CompletableFuture<T> mapped = source.thenApply(mapping);
        CompletableFuture<T> unused = mapped.whenComplete((result, failure) -> {
            if (failure == null) {
                complete(result);
            } else if (source.isCancelled()) {
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
