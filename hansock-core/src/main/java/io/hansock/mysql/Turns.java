package io.hansock.mysql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where asynchronous calls get the connection from that carries them, each when it is its turn. Safe for any thread. */
public interface Turns {
    /** A connection for the next call. Cancelling the future gives the place up. */
    CompletableFuture<MysqlConnection> take(long timeoutNanos);

    /** What is asked in place of {@code request} when it is its turn. */
    default <T> Request<T> asked(Request<T> request) {
        return request;
    }

    /** The call has ended, whatever state it has left the connection in. */
    void release(MysqlConnection connection);

    /** Where a call begins that had to wait for its turn, and what completes futures. */
    Executor callbacks();
}
