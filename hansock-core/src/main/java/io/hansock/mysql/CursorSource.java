package io.hansock.mysql;

import io.hansock.value.Rows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that the server keeps, fetched some at a time: other calls of the session have their turns in between. */
final class CursorSource implements RowSource {
    private static final Logger LOG = LoggerFactory.getLogger(CursorSource.class);

    private final Turns turns;
    private final Request<CursorFeed> execution;
    private final int fetchRows;
    private final long timeoutNanos;

    /** Written by the conversation that opens the cursor, even if nobody waits for that any more. */
    private volatile @Nullable CursorFeed feed;

    private volatile @Nullable CompletableFuture<CursorFeed> opening;
    private volatile boolean givenUp;

    CursorSource(Turns turns, String sql, Parameters parameters, int fetchRows, long timeoutNanos) {
        this.turns = turns;
        this.fetchRows = fetchRows;
        this.timeoutNanos = timeoutNanos;
        this.execution = StatementRequest.prepared(sql, parameters, new CursorFeed.Opening(opened -> feed = opened));
    }

    @Override
    public void ask(BiConsumer<@Nullable Rows, @Nullable Throwable> arrived) {
        CursorFeed present = feed;
        CompletableFuture<Rows> rows =
                present == null ? open().thenApply(CursorFeed::rows) : call(present.fetch(fetchRows));
        CompletableFuture<?> unused = rows.whenComplete((read, problem) ->
                arrived.accept(read, problem instanceof CompletionException ? problem.getCause() : problem));
    }

    private CompletableFuture<CursorFeed> open() {
        CompletableFuture<CursorFeed> begun = call(execution);
        opening = begun;
        if (givenUp) {
            begun.cancel(false);
        }
        return begun;
    }

    private <T> CompletableFuture<T> call(Request<T> request) {
        return new Call<>(turns, request, timeoutNanos).begin();
    }

    /** The execution may take long. A fetch is soon over, and giving it up would cost the session its connection. */
    @Override
    public void giveUp() {
        givenUp = true;
        CompletableFuture<CursorFeed> present = opening;
        if (present != null) {
            present.cancel(false);
        }
    }

    @Override
    public boolean hasEnded() {
        CursorFeed present = feed;
        return present != null && present.hasEnded();
    }

    /** What is to be dropped is looked at when it is the call's turn: the cursor may open only then. */
    @Override
    public void close() {
        if (opening == null || hasEnded()) {
            return;
        }
        CompletableFuture<Boolean> dropped;
        try {
            dropped = call(connection -> {
                CursorFeed present = feed;
                return (present == null ? SessionCommands.ping() : present.close()).on(connection);
            });
        } catch (IllegalStateException e) {
            LOG.debug("the session was closed, and its cursors with it", e);
            return;
        }
        CompletableFuture<?> unused = dropped.whenComplete((done, problem) -> {
            if (problem != null) {
                LOG.debug("a cursor could not be closed", problem);
            }
        });
    }
}
