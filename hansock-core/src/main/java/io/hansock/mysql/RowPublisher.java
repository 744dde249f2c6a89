package io.hansock.mysql;

import io.hansock.value.Row;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** The rows of one statement, run for each subscriber anew. Safe for any thread. */
final class RowPublisher implements Flow.Publisher<Row> {
    private final Executor callbacks;
    private final Supplier<? extends RowSource> sources;

    RowPublisher(Executor callbacks, Supplier<? extends RowSource> sources) {
        this.callbacks = callbacks;
        this.sources = sources;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Row> subscriber) {
        new RowSubscription(subscriber, callbacks, sources.get()).begin();
    }
}
