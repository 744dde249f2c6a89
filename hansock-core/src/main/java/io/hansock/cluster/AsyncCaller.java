package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.mysql.CallbackRunner;
import io.hansock.mysql.Request;
import io.hansock.mysql.ToTheLast;
import io.hansock.net.Channel;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans without a thread that waits. Futures complete on the callback executor; cancelling one gives its exchanges up:
 * what was still queued is not sent. Safe for any thread.
 */
final class AsyncCaller {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncCaller.class);

    private final Report report;
    private final Executor callbacks;

    AsyncCaller(Report report, Executor callbacks) {
        this.report = report;
        this.callbacks = callbacks;
    }

    <T> CompletableFuture<T> run(Plan<T> plan, long timeoutNanos) {
        if (plan instanceof Call<T> call) {
            return one(call, timeoutNanos);
        }
        if (plan instanceof Plan.Many<?, T> many) {
            return many(many, timeoutNanos);
        }
        return CompletableFuture.completedFuture(((Plan.Known<T>) plan).result());
    }

    private <T> CompletableFuture<T> one(Call<T> call, long timeoutNanos) {
        Promise<T> promise = new Promise<>();
        Attempt<T> attempt = new Attempt<>(call, (done, result, failure) -> {
            done.report(failure);
            promise.conclude(result, failure);
        });
        promise.attempts = List.of(attempt);
        attempt.start(timeoutNanos);
        return promise;
    }

    private <X, T> CompletableFuture<T> many(Plan.Many<X, T> plan, long timeoutNanos) {
        Promise<T> promise = new Promise<>();
        Parts<X, T> parts = new Parts<>(plan, promise);
        List<Attempt<X>> attempts = new ArrayList<>(plan.calls().size());
        for (int i = 0; i < plan.calls().size(); i++) {
            int number = i;
            attempts.add(new Attempt<>(
                    plan.calls().get(i), (done, result, failure) -> parts.conclude(number, result, failure)));
        }
        promise.attempts = attempts;
        for (Attempt<X> attempt : attempts) {
            attempt.start(timeoutNanos);
        }
        return promise;
    }

    /** Told of the end of a call, and has it reported: exactly one of result and failure is there. */
    private interface End<T> {
        void conclude(AsyncCaller.Attempt<T> done, @Nullable T result, @Nullable Throwable failure);
    }

    /** What the user holds. */
    private static final class Promise<T> extends CompletableFuture<T> {
        private List<? extends Attempt<?>> attempts = List.of();

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                attempts.forEach(Attempt::cancel);
            }
            return cancelled;
        }

        /** Futures derived from this one are ordinary: cancelling one of them only ends that one. */
        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }

        void conclude(@Nullable T result, @Nullable Throwable failure) {
            if (failure != null) {
                completeExceptionally(failure);
            } else {
                complete(result);
            }
        }
    }

    /** The results of several calls, until all are in. */
    private static final class Parts<X, T> {
        private final Plan.Many<X, T> plan;
        private final Promise<T> promise;
        private final AtomicReferenceArray<@Nullable X> results;
        private final AtomicReferenceArray<@Nullable Throwable> failures;
        private final AtomicInteger open;

        Parts(Plan.Many<X, T> plan, Promise<T> promise) {
            int size = plan.calls().size();
            this.plan = plan;
            this.promise = promise;
            this.results = new AtomicReferenceArray<>(size);
            this.failures = new AtomicReferenceArray<>(size);
            this.open = new AtomicInteger(size);
        }

        void conclude(int number, @Nullable X result, @Nullable Throwable failure) {
            results.set(number, result);
            failures.set(number, failure);
            if (open.decrementAndGet() == 0) {
                conclude();
            }
        }

        private void conclude() {
            List<X> all = new ArrayList<>(results.length());
            Throwable first = null;
            for (int i = 0; i < results.length(); i++) {
                X result = results.get(i);
                Throwable failure = failures.get(i);
                if (result != null) {
                    all.add(result);
                } else if (failure != null) {
                    first = ToTheLast.joined(first, failure);
                }
            }
            if (first != null) {
                end(null, first, false);
                return;
            }
            T whole;
            try {
                whole = plan.combine().apply(all);
            } catch (RuntimeException | Error e) {
                end(null, e, true);
                return;
            }
            end(whole, null, true);
        }

        /** Where all parts are well and yet make no whole, each has failed by that. */
        private void end(@Nullable T whole, @Nullable Throwable failure, boolean together) {
            for (int i = 0; i < failures.length(); i++) {
                promise.attempts.get(i).report(together ? failure : failures.get(i));
            }
            promise.conclude(whole, failure);
        }
    }

    /** One call on its way, and again if it may be repeated. Its methods never run at the same time, but for {@link #cancel}. */
    private final class Attempt<T> {
        private final Call<T> call;
        private final End<T> end;
        private final long started = report.start();
        private volatile @Nullable WireExchange exchange;
        private volatile @Nullable CompletableFuture<?> session;
        private volatile boolean cancelled;
        private boolean doubted;
        private boolean reported;
        private long deadline;

        /** How long it took; 0 until it has ended. */
        private volatile long nanos;

        Attempt(Call<T> call, End<T> end) {
            this.call = call;
            this.end = end;
        }

        /** What is wrong with the command itself is thrown; all else is the future's. */
        void start(long timeoutNanos) {
            deadline = System.nanoTime() + timeoutNanos;
            CompletableFuture<?> ready = call.server().ready(call.table(), call.isWrite(), timeoutNanos);
            if (ready.isDone()) {
                try {
                    begin(timeoutNanos);
                } catch (RefusedException e) {
                    if (!beginsAnew(e)) {
                        throw e;
                    }
                }
                return;
            }
            beginWhen(ready);
        }

        private void beginWhen(CompletableFuture<?> ready) {
            CompletableFuture<?> unused = ready.whenComplete(
                    (any, failure) -> CallbackRunner.run(callbacks, () -> beginLate(deadline - System.nanoTime())));
        }

        private void beginLate(long timeoutNanos) {
            try {
                begin(timeoutNanos);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        /** Unless the table may not be any longer what it was taken for: then it begins anew, once. Nothing was carried out then. */
        private void fail(Throwable failure) {
            if (!beginsAnew(failure)) {
                conclude(null, failure);
            }
        }

        private boolean beginsAnew(Throwable failure) {
            if (doubted || cancelled || !(failure instanceof HansockException problem) || !call.isDoubted(problem)) {
                return false;
            }
            doubted = true;
            beginWhen(call.server().anew(call.table(), deadline - System.nanoTime()));
            return true;
        }

        private void begin(long timeoutNanos) {
            Trial<T> begun;
            try {
                begun = new Trial<>(call, timeoutNanos);
            } catch (ChannelLostException | ServerException e) {
                // nothing carries it at this moment
                failLater(e);
                return;
            }
            send(begun);
        }

        private void ask(Request<T> request, long timeoutNanos) {
            CompletableFuture<T> answer = call.server().askLater(request, timeoutNanos);
            session = answer;
            if (cancelled) {
                answer.cancel(false);
            }
            CompletableFuture<?> unused = answer.whenComplete((result, failure) -> {
                if (failure == null) {
                    conclude(result, null);
                } else {
                    fail(SessionPool.cause(failure));
                }
            });
        }

        private void send(Trial<T> open) {
            Request<T> request = open.request();
            if (request != null) {
                ask(request, open.nanosLeft());
                return;
            }
            exchange = open.exchange();
            if (cancelled) {
                // it came before there was this exchange to give up
                open.exchange().cancel();
            }
            try {
                Channel present = open.channel();
                Channel chosen = present == null ? open.lane().channels().forNobody() : present;
                open.take(chosen);
                chosen.submit(open.exchange().whenEnded(done -> ended(open)), open.nanosLeft());
            } catch (HansockException e) {
                if (cancelled || !open.mayGoOn(e)) {
                    failLater(e);
                } else {
                    send(open);
                }
            }
        }

        private void failLater(HansockException problem) {
            try {
                callbacks.execute(() -> conclude(null, problem));
            } catch (RejectedExecutionException e) {
                LOG.debug("the callback executor takes no more; completing on this thread", e);
                conclude(null, problem);
            }
        }

        void cancel() {
            cancelled = true;
            WireExchange present = exchange;
            if (present != null) {
                present.cancel();
            }
            CompletableFuture<?> asked = session;
            if (asked != null) {
                asked.cancel(false);
            }
            report(new CancellationException("the future was cancelled"));
        }

        private void ended(Trial<T> open) {
            Channel used = open.channel();
            if (used == null) {
                throw new IllegalStateException("ended before it was sent");
            }
            try {
                WireExchange done = open.exchange();
                WireExchange next = done.settle(used, call.server().name());
                if (next == null) {
                    conclude(call.result(done), null);
                } else {
                    open.sendInstead(next);
                    send(open);
                }
            } catch (HansockException e) {
                if (cancelled || !open.mayGoOn(e)) {
                    fail(e);
                } else {
                    send(open);
                }
            } catch (RuntimeException | Error e) {
                // thrown by the user's record or mapper; who waits for the future must hear of it, whatever it is
                conclude(null, e);
            }
        }

        private void conclude(@Nullable T result, @Nullable Throwable failure) {
            nanos = report.since(started);
            // a future that is kept holds its result, and not the reply that was others' too
            exchange = null;
            end.conclude(this, result, failure);
        }

        /** Once: cancelling can meet the end. */
        void report(@Nullable Throwable failure) {
            if (!report.isWanted()) {
                return;
            }
            synchronized (this) {
                if (reported) {
                    return;
                }
                reported = true;
            }
            report.finished(call, nanos == 0 ? report.since(started) : nanos, failure);
        }
    }
}
