package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.net.IoThread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a connection from rows that nobody wants any more: a little is read away, and of more the server is told to stop. What cannot be
 * freed is closed. Stateless.
 */
final class RestOfRows {
    private static final Logger LOG = LoggerFactory.getLogger(RestOfRows.class);

    /** So many pieces are read away before the server is told to stop. */
    private static final int PIECES = 16;

    /** How long a server may take for that, and how long somebody may be kept up by it who only wants to be rid of the rows. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private RestOfRows() {}

    /** In the calling thread. */
    static void giveUp(MysqlConnection connection, Lessor lessor, long timeoutNanos) {
        long deadline = System.nanoTime() + Math.min(timeoutNanos, LONGEST_NANOS);
        try {
            if (readAway(connection, PIECES, deadline - System.nanoTime())) {
                return;
            }
            if (lessor.stop(connection, deadline - System.nanoTime())
                    && readAway(connection, Integer.MAX_VALUE, deadline - System.nanoTime())) {
                connection.call(Upkeep.absorb(), deadline - System.nanoTime());
            } else {
                connection.abort();
            }
        } catch (HansockException e) {
            abort(connection, e);
        }
    }

    private static boolean readAway(MysqlConnection connection, int pieces, long timeoutNanos) {
        return connection.call(own -> new RowsAway(own, pieces), timeoutNanos);
    }

    /** Those of several connections at the same time in the calling thread, all of them in the time that one may take. */
    static void giveUp(IoThread io, List<Leased> several, long timeoutNanos) {
        long deadline = System.nanoTime() + Math.min(timeoutNanos, LONGEST_NANOS);
        List<Leased> open = several.stream().filter(Leased::hasRows).toList();
        ask(io, open, own -> new RowsAway(own, PIECES), deadline);
        List<Leased> stopped = stopped(open.stream().filter(Leased::hasRows).toList(), deadline);
        ask(io, stopped, own -> new RowsAway(own, Integer.MAX_VALUE), deadline);
        ask(io, stopped.stream().filter(Leased::isSound).toList(), Upkeep.absorb(), deadline);
        open.stream().filter(Leased::hasRows).forEach(one -> one.connection().abort());
    }

    /** What fails is closed. */
    private static void ask(IoThread io, List<Leased> several, Request<Boolean> request, long deadline) {
        List<MysqlConnection> connections =
                several.stream().map(Leased::connection).toList();
        GatheredCalls<Boolean> asked = new GatheredCalls<>(io, connections, request, deadline - System.nanoTime());
        for (int i = 0; i < connections.size(); i++) {
            Throwable problem = asked.problem(i);
            if (problem != null) {
                abort(connections.get(i), problem);
            }
        }
    }

    /** Has the servers stop; those that have. */
    private static List<Leased> stopped(List<Leased> several, long deadline) {
        Map<Leased, CompletableFuture<Boolean>> stops = new LinkedHashMap<>();
        several.forEach(one -> stops.put(one, one.lessor().stopLater(one.connection())));
        try {
            CompletableFuture.allOf(stops.values().toArray(new CompletableFuture<?>[0]))
                    .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("statements could not be stopped in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return several.stream()
                .filter(one -> {
                    CompletableFuture<Boolean> stop = stops.get(one);
                    return stop != null && !stop.isCompletedExceptionally() && stop.getNow(false);
                })
                .toList();
    }

    /** Without a thread that waits; {@code next} is run when the connection is free or closed. */
    static void giveUpLater(MysqlConnection connection, Lessor lessor, Runnable next) {
        readAwayLater(connection, PIECES, next, () -> stopLater(connection, lessor, next));
    }

    private static void stopLater(MysqlConnection connection, Lessor lessor, Runnable next) {
        CompletableFuture<?> unused = lessor.stopLater(connection).whenComplete((stopped, failure) -> {
            if (failure == null && stopped) {
                readAwayLater(
                        connection,
                        Integer.MAX_VALUE,
                        () -> absorbLater(connection, next),
                        () -> close(connection, next));
            } else {
                close(connection, next);
            }
        });
    }

    private static void readAwayLater(MysqlConnection connection, int pieces, Runnable freed, Runnable notYet) {
        Runnable unused = connection.submit(own -> new RowsAway(own, pieces), LONGEST_NANOS, (all, failure) -> {
            if (failure != null) {
                abort(connection, failure);
                freed.run();
            } else if (Boolean.TRUE.equals(all)) {
                freed.run();
            } else {
                notYet.run();
            }
        });
    }

    private static void absorbLater(MysqlConnection connection, Runnable next) {
        if (!connection.isOpen()) {
            next.run();
            return;
        }
        Runnable unused = connection.submit(Upkeep.absorb(), LONGEST_NANOS, (done, failure) -> next.run());
    }

    private static void close(MysqlConnection connection, Runnable next) {
        connection.abort();
        next.run();
    }

    private static void abort(MysqlConnection connection, Throwable because) {
        LOG.debug(
                "{}: the rest of a result could not be read away; the connection is closed",
                connection.server(),
                because);
        connection.abort();
    }
}
