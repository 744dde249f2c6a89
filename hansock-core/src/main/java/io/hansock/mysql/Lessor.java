package io.hansock.mysql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where connections are leased from. Safe for any thread. */
public interface Lessor {
    /** Takes a connection back, in whatever state. Does not wait for its server. */
    void takeBack(MysqlConnection connection);

    /** Has the server give up what the connection waits for, and waits until it has; false if that could not be had. */
    boolean stop(MysqlConnection connection, long timeoutNanos);

    /** As {@link #stop}, without a thread that waits. The future never fails. */
    CompletableFuture<Boolean> stopLater(MysqlConnection connection);

    /** What completes futures. */
    Executor callbacks();
}
