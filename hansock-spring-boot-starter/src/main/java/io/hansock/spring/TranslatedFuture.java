package io.hansock.spring;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a future of the client's comes to, with its failures translated. Cancelling it cancels that one, and so gives the command up.
 *
 * @param <S> what the client answers
 * @param <T> the result
 */
final class TranslatedFuture<S, T> extends CompletableFuture<T> {
    private final CompletableFuture<S> source;
    private final Consumer<@Nullable Throwable> ending;

    /**
     * Creates one.
     *
     * @param source what the client answers
     * @param mapping what is made of that
     * @param translation what is made of its failure
     * @param ending told of the end, with the failure if it is one, before what the caller has derived from this goes on; perhaps several
     *     times, and must not throw
     */
    TranslatedFuture(
            CompletableFuture<S> source,
            Function<? super S, ? extends T> mapping,
            UnaryOperator<Throwable> translation,
            Consumer<@Nullable Throwable> ending) {
        this.source = source;
        this.ending = ending;
        CompletableFuture<S> unused = source.whenComplete((answer, failure) -> {
            if (failure == null) {
                map(answer, mapping, translation);
            } else if (source.isCancelled()) {
                giveUp(false);
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
    public boolean complete(T result) {
        ending.accept(null);
        return super.complete(result);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        ending.accept(failure);
        return super.completeExceptionally(failure);
    }

    private boolean giveUp(boolean mayInterruptIfRunning) {
        ending.accept(new CancellationException());
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = giveUp(mayInterruptIfRunning);
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
