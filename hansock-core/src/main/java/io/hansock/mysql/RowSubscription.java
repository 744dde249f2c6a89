package io.hansock.mysql;

import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.util.concurrent.Executor;
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
    private final Executor callbacks;
    private final RowSource source;

    /** Rows asked for that were not delivered yet. */
    private final AtomicLong demand = new AtomicLong();

    /** Rounds that are due, the present one included. */
    private final AtomicInteger due = new AtomicInteger();

    private volatile boolean cancelled;
    private volatile boolean asksForNothing;

    private @Nullable Rows rows;
    private int next;
    private @Nullable Throwable failure;

    /** Something was asked of the source and has not arrived. */
    private volatile boolean waits;

    private boolean over;

    RowSubscription(Flow.Subscriber<? super Row> subscriber, Executor callbacks, RowSource source) {
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.source = source;
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
            source.giveUp();
        }
        makeDue();
    }

    private void makeDue() {
        if (due.getAndIncrement() == 0) {
            CallbackRunner.run(callbacks, this);
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
        Rows present = rows;
        if (present == null) {
            ask();
        } else {
            deliver(present);
        }
    }

    private void ask() {
        waits = true;
        try {
            source.ask(this::arrived);
        } catch (IllegalStateException e) {
            // the session is closed
            arrived(null, e);
        }
        if (cancelled) {
            source.giveUp();
        }
    }

    private void arrived(@Nullable Rows read, @Nullable Throwable problem) {
        if (read != null) {
            rows = read;
            next = 0;
        }
        failure = problem;
        waits = false;
        makeDue();
    }

    private void deliver(Rows present) {
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
            ask();
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
        rows = null;
        source.close();
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
