package io.hansock.sql;

import java.util.concurrent.CompletableFuture;

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
     * {@return the result of {@link SessionStatements#localInfile}}
     *
     * @param sql the statement, with the name as a plain literal
     * @param content read on the callback executor
     */
    CompletableFuture<UpdateResult> localInfile(String sql, InfileContent content);
}
