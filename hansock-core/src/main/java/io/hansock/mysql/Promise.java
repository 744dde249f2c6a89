package io.hansock.mysql;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the user of an asynchronous call holds: cancelling it gives up what is under way. Safe for any thread.
 *
 * @param <T> the result
 */
public final class Promise<T extends @Nullable Object> extends CompletableFuture<T> {
    private volatile @Nullable Runnable whenCancelled;

    /** Says what is to be given up from now on; at once if that was wished before. */
    public void givingUp(Runnable what) {
        whenCancelled = what;
        if (isCancelled()) {
            what.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Runnable what = whenCancelled;
        if (cancelled && what != null) {
            what.run();
        }
        return cancelled;
    }

    /** Ends it: exactly one of the two is there. */
    public void conclude(@Nullable T result, @Nullable Throwable failure) {
        if (failure instanceof CancellationException) {
            super.cancel(false);
        } else if (failure != null) {
            completeExceptionally(failure);
        } else {
            complete(result);
        }
    }

    /** Futures derived from this one are ordinary: cancelling one of them only ends that one. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
