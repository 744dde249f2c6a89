package io.hansock.cluster;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How a pool of sessions behaves.
 *
 * @param maxSessions how many connections there are at most
 * @param requestTimeout how long a statement may take, the wait for a connection included
 * @param maxAge after how long a connection is replaced by a new one; a tenth of it is left to chance
 * @param idleTimeout after how long without use a connection is closed
 * @param leakWarning after how long a session that is still out is complained about; zero for never
 * @param callbacks completes the futures of asynchronous calls
 */
public record PoolSettings(
        int maxSessions,
        Duration requestTimeout,
        Duration maxAge,
        Duration idleTimeout,
        Duration leakWarning,
        Executor callbacks) {}
