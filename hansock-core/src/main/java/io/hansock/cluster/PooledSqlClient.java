package io.hansock.cluster;

import io.hansock.HansockException;
import io.hansock.mysql.BlockingStatements;
import io.hansock.mysql.Leased;
import io.hansock.mysql.LeasedSession;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.Request;
import io.hansock.mysql.RunningTransaction;
import io.hansock.mysql.Timeouts;
import io.hansock.net.IoThread;
import io.hansock.sql.AsyncSqlClient;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Statements on connections of a pool. Safe for any thread. */
public final class PooledSqlClient extends BlockingStatements implements SqlClient {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SessionPool pool;
    private final Runnable end;
    private final long timeoutNanos;

    /**
     * Creates a client of one server; connects to nothing yet.
     *
     * @param io drives the connections where nobody waits; closed with the client
     */
    public PooledSqlClient(MysqlEndpoint endpoint, PoolSettings settings, IoThread io) {
        this(new SessionPool(endpoint, settings), settings.requestTimeout().toNanos(), io);
    }

    private PooledSqlClient(SessionPool pool, long timeoutNanos, IoThread io) {
        this(pool, timeoutNanos, () -> {
            pool.close(DRAIN_NANOS);
            io.close();
        });
    }

    private PooledSqlClient(SessionPool pool, long timeoutNanos, Runnable end) {
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.end = end;
    }

    /** A client on a pool that others use too: closing it closes nothing. */
    static PooledSqlClient sharing(SessionPool pool, long timeoutNanos) {
        return new PooledSqlClient(pool, timeoutNanos, () -> {});
    }

    @Override
    protected <T> T ask(Request<T> request) {
        long deadline = System.nanoTime() + timeoutNanos;
        MysqlConnection connection = pool.lease(timeoutNanos);
        boolean tooLate;
        HansockException problem;
        try {
            return connection.call(request, deadline - System.nanoTime());
        } catch (HansockException e) {
            problem = e;
            tooLate = connection.wasTooLate();
        } finally {
            pool.care().takeBack(connection);
        }
        if (!tooLate || !request.isRepeatable()) {
            throw problem;
        }
        return askOnce(request, deadline);
    }

    /** On another connection, since the first had ended before the server read anything. */
    private <T> T askOnce(Request<T> request, long deadline) {
        MysqlConnection connection = pool.lease(deadline - System.nanoTime());
        try {
            return connection.call(request, deadline - System.nanoTime());
        } finally {
            pool.care().takeBack(connection);
        }
    }

    @Override
    public RowStream stream(String sql, @Nullable Object... parameters) {
        long deadline = System.nanoTime() + timeoutNanos;
        Leased leased = take();
        boolean begun = false;
        try {
            long left = deadline - System.nanoTime();
            RowStream rows = LeasedSession.streamOnce(leased, left, timeoutNanos, sql, parameters);
            begun = true;
            return rows;
        } finally {
            if (!begun) {
                leased.giveBack();
            }
        }
    }

    private Leased take() {
        MysqlConnection connection = pool.lease(timeoutNanos);
        pool.noteHolder(connection, pool.here());
        return new Leased(connection, pool.care());
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T transaction(
            TransactionOptions options, TransactionBody<T, X> body) throws X {
        Leased leased = take();
        try {
            return RunningTransaction.run(leased, timeoutNanos, options, body);
        } finally {
            leased.giveBack();
        }
    }

    @Override
    public SqlSession lease() {
        return new LeasedSession(take(), timeoutNanos);
    }

    @Override
    public SqlClient withTimeout(Duration timeout) {
        return new PooledSqlClient(pool, Timeouts.nanos(timeout), end);
    }

    @Override
    public AsyncSqlClient async() {
        return new PooledAsyncClient(pool, timeoutNanos);
    }

    @Override
    public void close() {
        end.run();
    }
}
