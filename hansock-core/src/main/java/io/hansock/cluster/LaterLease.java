package io.hansock.cluster;

import io.hansock.cluster.SessionSlots.Waiter;
import io.hansock.mysql.Expiry;
import io.hansock.mysql.MysqlConnection;
import java.util.concurrent.CompletableFuture;

/** A place in a pool's queue that no thread waits in. Whoever cancels it, or comes too late, leaves nothing behind (trap B14). */
final class LaterLease extends CompletableFuture<MysqlConnection> {
    private final SessionPool pool;
    private final Waiter waiter;
    private final long deadline;
    private final long timeoutNanos;

    LaterLease(SessionPool pool, Waiter waiter, long deadline) {
        this.pool = pool;
        this.waiter = waiter;
        this.deadline = deadline;
        this.timeoutNanos = deadline - System.nanoTime();
    }

    LaterLease start() {
        CompletableFuture<?> unused = waiter.whenComplete((grant, failure) -> {
            if (grant != null) {
                granted(pool.later(grant, deadline));
            } else if (failure != null) {
                completeExceptionally(failure);
            }
        });
        Expiry.after(timeoutNanos, this, pool.care().callbacks(), this::expire);
        return this;
    }

    private void granted(CompletableFuture<MysqlConnection> opening) {
        CompletableFuture<?> unused = opening.whenComplete((connection, failure) -> {
            if (connection != null) {
                if (!complete(connection)) {
                    pool.care().takeBack(connection);
                }
            } else if (failure != null) {
                completeExceptionally(SessionPool.cause(failure));
            }
        });
    }

    private void expire() {
        if (completeExceptionally(pool.tooLate(timeoutNanos))) {
            pool.forget(waiter);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            pool.forget(waiter);
        }
        return cancelled;
    }

    /** Futures derived from this one are ordinary. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
