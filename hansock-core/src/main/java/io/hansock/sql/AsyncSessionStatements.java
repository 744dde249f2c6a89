package io.hansock.sql;

import io.hansock.value.Row;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link SessionStatements} with futures. Each statement begins when the one before has ended: what must not wait goes
 * into a {@link #pipeline}.
 */
public interface AsyncSessionStatements extends AsyncStatements {
    /**
     * {@return the statement of {@link SessionStatements#prepare}}
     *
     * @param sql one statement
     */
    CompletableFuture<AsyncPrepared> prepare(String sql);

    /**
     * The rows of {@link SessionStatements#cursor}. The statement runs when a subscriber comes, and for each anew; rows are fetched as
     * they are requested, each time when it is their turn, so that other calls of this session run in between. Cancelling a
     * subscription has the server drop the rest.
     *
     * @param fetchRows how many rows to fetch at a time, 1 or more
     * @param sql one statement that answers rows
     * @param parameters one for each {@code ?}
     * @return the rows
     */
    Flow.Publisher<Row> cursor(int fetchRows, String sql, @Nullable Object... parameters);

    /**
     * {@return the result of {@link SessionStatements#localInfile}}
     *
     * @param sql the statement, with the name as a plain literal
     * @param content read on the callback executor
     */
    CompletableFuture<UpdateResult> localInfile(String sql, InfileContent content);
}
