package io.hansock.mysql;

import io.hansock.sql.AsyncPrepared;
import io.hansock.sql.AsyncSessionStatements;
import io.hansock.sql.InfileContent;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Row;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Asynchronous statements over one connection. Safe for any thread. */
abstract class FutureSessionStatements extends FutureStatements implements AsyncSessionStatements {
    /** The connection, as long as it is leased. */
    abstract Leased leased();

    @Override
    protected final Turns turns() {
        return leased().turns();
    }

    @Override
    public final CompletableFuture<AsyncPrepared> prepare(String sql) {
        return ask(new PrepareRequest(sql)).thenApply(count -> new AsyncPreparedOfSession(this, sql, count));
    }

    @Override
    public final CompletableFuture<UpdateResult> localInfile(String sql, InfileContent content) {
        return ask(connection -> new InfileRun(connection, sql, content));
    }

    @Override
    public final Flow.Publisher<Row> cursor(int fetchRows, String sql, @Nullable Object... parameters) {
        CursorFeed.requireCount(fetchRows);
        Parameters checked = Parameters.of(parameters);
        Turns own = turns();
        return new RowPublisher(own.callbacks(), () -> new CursorSource(own, sql, checked, fetchRows, timeoutNanos()));
    }

    /** As {@link #ask}, for others of this package. */
    final <T> CompletableFuture<T> askFor(Request<T> request) {
        return ask(request);
    }
}
