package io.hansock.mysql;

import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber and its rows. Whatever happens (rows are requested, some have arrived, it is cancelled) makes one round due, and rounds
 * run one after the other on the callback executor: so the fields belong to whoever runs the round, and the subscriber hears one thing at
 * a time. The connection is given back before the subscriber hears of the end.
 */
final class RowSubscription implements Flow.Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RowSubscription.class);

    private final Flow.Subscriber<? super Row> subscriber;
    private final Turns turns;
    private final Request<RowFeed> request;
    private final long timeoutNanos;

    /** Rows asked for that were not delivered yet. */
    private final AtomicLong demand = new AtomicLong();

    /** Rounds that are due, the present one included. */
    private final AtomicInteger due = new AtomicInteger();

    private volatile boolean cancelled;
    private volatile boolean asksForNothing;

    private @Nullable MysqlConnection connection;
    private @Nullable RowFeed feed;
    private @Nullable Rows rows;
    private int next;
    private @Nullable Throwable failure;

    /** Something was asked of the pool or the server and has not ended. */
    private volatile boolean waits;

    /** Gives that up. */
    private volatile Runnable givingUp = () -> {};

    private boolean begun;
    private boolean over;

    RowSubscription(Flow.Subscriber<? super Row> subscriber, Turns turns, Request<RowFeed> request, long timeoutNanos) {
        this.subscriber = subscriber;
        this.turns = turns;
        this.request = request;
        this.timeoutNanos = timeoutNanos;
    }

    void begin() {
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            asksForNothing = true;
        } else {
            demand.accumulateAndGet(count, (present, more) -> present + more < 0 ? Long.MAX_VALUE : present + more);
        }
        makeDue();
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (waits) {
            givingUp.run();
        }
        makeDue();
    }

    private void makeDue() {
        if (due.getAndIncrement() == 0) {
            Call.execute(turns.callbacks(), this);
        }
    }

    @Override
    public void run() {
        int seen = due.get();
        while (seen > 0) {
            round();
            seen = due.addAndGet(-seen);
        }
    }

    private void round() {
        if (over || waits) {
            // what is waited for makes the next round due
            return;
        }
        if (cancelled) {
            giveBack();
        } else if (asksForNothing) {
            failure = new IllegalArgumentException("a subscriber must request one row at least");
            giveBack();
        } else if (failure != null) {
            giveBack();
        } else if (demand.get() > 0) {
            goOn();
        }
    }

    private void goOn() {
        if (!begun) {
            begun = true;
            take();
        } else {
            deliver();
        }
    }

    private void take() {
        waits = true;
        CompletableFuture<MysqlConnection> turn = turns.take(timeoutNanos);
        givingUp = () -> turn.cancel(false);
        CompletableFuture<?> unused = turn.whenComplete((taken, problem) -> {
            connection = taken;
            if (taken == null) {
                arrived(null, problem instanceof CompletionException ? problem.getCause() : problem);
            } else {
                Call.execute(turns.callbacks(), () -> ask(taken, request));
            }
        });
    }

    private void ask(MysqlConnection on, Request<RowFeed> what) {
        waits = true;
        givingUp = on.submit(what, timeoutNanos, this::arrived);
        if (cancelled) {
            givingUp.run();
        }
    }

    private void arrived(@Nullable RowFeed read, @Nullable Throwable problem) {
        if (read != null) {
            feed = read;
            rows = read.rows();
            next = 0;
        }
        failure = problem;
        waits = false;
        makeDue();
    }

    private void deliver() {
        Rows present = rows;
        RowFeed source = feed;
        MysqlConnection on = connection;
        if (present == null || source == null || on == null) {
            throw new IllegalStateException("no rows and no failure");
        }
        long wanted = demand.get();
        long given = 0;
        while (given < wanted && next < present.size() && !cancelled) {
            given++;
            if (!hear(present.row(next++))) {
                return;
            }
        }
        demand.addAndGet(-given);
        if (cancelled || next < present.size()) {
            makeDueIf(cancelled || demand.get() > 0);
        } else if (source.hasEnded()) {
            giveBack();
        } else if (demand.get() > 0) {
            ask(on, source.further());
        }
    }

    private void makeDueIf(boolean wanted) {
        if (wanted) {
            makeDue();
        }
    }

    /** A subscriber that throws has cancelled by that. */
    private boolean hear(Row row) {
        try {
            subscriber.onNext(row);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a subscriber threw; it hears nothing more", e);
            cancelled = true;
            giveBack();
            return false;
        }
    }

    private void giveBack() {
        over = true;
        MysqlConnection on = connection;
        connection = null;
        rows = null;
        if (on != null) {
            turns.release(on);
        }
        if (cancelled) {
            return;
        }
        try {
            Throwable why = failure;
            if (why != null) {
                subscriber.onError(why);
            } else {
                subscriber.onComplete();
            }
        } catch (RuntimeException e) {
            LOG.warn("a subscriber threw at its end", e);
        }
    }
}
