package io.hansock.mysql;

import io.hansock.value.Rows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rows that are read while the server sends them. Nobody else has the connection until the source is closed. */
final class StreamSource implements RowSource {
    private final Turns turns;
    private final Request<RowFeed> request;
    private final long timeoutNanos;
    private @Nullable MysqlConnection connection;
    private @Nullable RowFeed feed;
    private volatile boolean givenUp;

    /** Gives up what is under way. */
    private volatile Runnable givingUp = () -> {};

    StreamSource(Turns turns, Request<RowFeed> request, long timeoutNanos) {
        this.turns = turns;
        this.request = request;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void ask(BiConsumer<@Nullable Rows, @Nullable Throwable> arrived) {
        MysqlConnection present = connection;
        RowFeed begun = feed;
        if (present == null || begun == null) {
            take(arrived);
        } else {
            ask(present, begun.further(), arrived);
        }
    }

    private void take(BiConsumer<@Nullable Rows, @Nullable Throwable> arrived) {
        CompletableFuture<MysqlConnection> turn = turns.take(timeoutNanos);
        givingUp(() -> turn.cancel(false));
        CompletableFuture<?> unused = turn.whenComplete((taken, problem) -> {
            connection = taken;
            if (taken == null) {
                arrived.accept(null, problem instanceof CompletionException ? problem.getCause() : problem);
            } else {
                CallbackRunner.run(turns.callbacks(), () -> ask(taken, turns.asked(request), arrived));
            }
        });
    }

    private void ask(
            MysqlConnection on, Request<RowFeed> what, BiConsumer<@Nullable Rows, @Nullable Throwable> arrived) {
        givingUp(on.submit(what, timeoutNanos, (read, problem) -> {
            if (read != null) {
                feed = read;
            }
            arrived.accept(read == null ? null : read.rows(), problem);
        }));
    }

    private void givingUp(Runnable how) {
        givingUp = how;
        if (givenUp) {
            // it came before there was this to give up
            how.run();
        }
    }

    @Override
    public void giveUp() {
        givenUp = true;
        givingUp.run();
    }

    @Override
    public boolean hasEnded() {
        RowFeed present = feed;
        return present != null && present.hasEnded();
    }

    @Override
    public void close() {
        MysqlConnection taken = connection;
        connection = null;
        feed = null;
        if (taken != null) {
            turns.release(taken);
        }
    }
}
