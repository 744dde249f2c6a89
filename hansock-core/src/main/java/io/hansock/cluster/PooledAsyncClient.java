package io.hansock.cluster;

import io.hansock.mysql.AsyncRunningTransaction;
import io.hansock.mysql.CallbackRunner;
import io.hansock.mysql.FutureStatements;
import io.hansock.mysql.Leased;
import io.hansock.mysql.LeasedAsyncSession;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.Promise;
import io.hansock.mysql.Request;
import io.hansock.mysql.Turns;
import io.hansock.sql.AsyncSession;
import io.hansock.sql.AsyncSqlClient;
import io.hansock.sql.AsyncTransaction;
import io.hansock.sql.TransactionOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asynchronous statements on connections of a pool. Safe for any thread. */
final class PooledAsyncClient extends FutureStatements implements AsyncSqlClient {
    private final SessionPool pool;
    private final Turns turns;
    private final long timeoutNanos;

    PooledAsyncClient(SessionPool pool, long timeoutNanos) {
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.turns = new Turns() {
            @Override
            public CompletableFuture<MysqlConnection> take(long nanos) {
                return pool.leaseLater(nanos);
            }

            @Override
            public void release(MysqlConnection connection) {
                pool.care().takeBack(connection);
            }

            @Override
            public Executor callbacks() {
                return pool.care().callbacks();
            }
        };
    }

    /** Asks when there is a connection for it. */
    <T> CompletableFuture<T> askLater(Request<T> request) {
        return ask(request);
    }

    @Override
    protected Turns turns() {
        return turns;
    }

    @Override
    protected long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> transaction(
            TransactionOptions options, Function<? super AsyncTransaction, ? extends CompletionStage<T>> body) {
        Promise<T> promise = new Promise<>();
        leaseFor(promise, leased -> {
            CompletableFuture<T> running =
                    AsyncRunningTransaction.run(leased, timeoutNanos, options, body, leased::giveBack);
            promise.givingUp(() -> running.cancel(false));
            CompletableFuture<?> unused = running.whenComplete(promise::conclude);
        });
        return promise;
    }

    @Override
    public CompletableFuture<AsyncSession> lease() {
        Promise<AsyncSession> promise = new Promise<>();
        leaseFor(promise, leased -> {
            if (!promise.complete(new LeasedAsyncSession(leased, timeoutNanos))) {
                leased.giveBack();
            }
        });
        return promise;
    }

    /**
     * Leases a connection for who holds {@code promise}. It is {@code user}'s once it is there; if the promise was cancelled in the
     * meantime nobody needs it. A future derived from that of the lease would not do: cancelled, it would never hear of the connection.
     */
    private void leaseFor(Promise<?> promise, Consumer<Leased> user) {
        LeasePlace place = pool.here();
        CompletableFuture<MysqlConnection> lease = pool.leaseLater(timeoutNanos);
        promise.givingUp(() -> lease.cancel(false));
        CompletableFuture<?> unused =
                lease.whenComplete((connection, failure) -> CallbackRunner.run(turns.callbacks(), () -> {
                    if (connection == null) {
                        promise.conclude(null, SessionPool.cause(failure));
                    } else if (promise.isDone()) {
                        pool.care().takeBack(connection);
                    } else {
                        pool.noteHolder(connection, place);
                        user.accept(new Leased(connection, pool.care()));
                    }
                }));
    }
}
