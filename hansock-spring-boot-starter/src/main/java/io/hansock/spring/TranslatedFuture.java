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
        CompletableFuture<S> unused = source.whenComplete((answer, failure) -> {
            if (failure == null) {
                map(answer, mapping, translation);
            } else if (source.isCancelled()) {
                super.cancel(false);
            } else {
                fail(failure, translation);
            }
        });
    }

    private void map(S answer, Function<? super S, ? extends T> mapping, UnaryOperator<Throwable> translation) {
        T result;
        try {
            result = mapping.apply(answer);
        } catch (RuntimeException | Error e) {
            fail(e, translation);
            return;
        }
        complete(result);
    }

    /** A translation of the application's own may throw as well, and nobody else would hear of it. */
    private void fail(Throwable failure, UnaryOperator<Throwable> translation) {
        Throwable told;
        try {
            told = translation.apply(failure);
        } catch (RuntimeException | Error e) {
            told = e;
        }
        completeExceptionally(told);
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
