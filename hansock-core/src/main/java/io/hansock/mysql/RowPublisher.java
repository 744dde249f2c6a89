package io.hansock.mysql;

import io.hansock.value.Row;
import java.util.concurrent.Flow;

/** The rows of one statement, run for each subscriber anew. Safe for any thread. */
final class RowPublisher implements Flow.Publisher<Row> {
    private final Turns turns;
    private final Request<RowFeed> request;
    private final long timeoutNanos;

    RowPublisher(Turns turns, Request<RowFeed> request, long timeoutNanos) {
        this.turns = turns;
        this.request = request;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Row> subscriber) {
        new RowSubscription(subscriber, turns, request, timeoutNanos).begin();
    }
}
