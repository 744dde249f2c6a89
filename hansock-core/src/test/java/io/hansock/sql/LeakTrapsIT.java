package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.hansock.testing.Footprint;
import io.hansock.testing.SqlServer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failures leave behind in this JVM, on real servers: nothing. */
class LeakTrapsIT {
    private static final String NAME = "leak_traps_it";
    private static final int ROUNDS = 15;
    private static final long MEBI = 1 << 20;

    /** Each ends in an exception, most with much on its way. */
    private static final List<Consumer<SqlClient>> FAILURES = List.of(
            sql -> sql.query("select n from nowhere"),
            sql -> sql.update("insert into numbers values (?)", 1),
            // refused behind megabytes of rows
            sql -> sql.query(
                    "select repeat('x', 10000), if(n = 500, (select n from numbers), 1) from numbers order by n"),
            sql -> sql.query("select repeat('x', 10000) from numbers a, numbers b"),
            sql -> sql.query("select repeat('x', 3000000)").list(row -> row.getInt(1)),
            sql -> sql.update("insert into texts values (?)", "y".repeat(6 << 20)),
            sql -> sql.update("insert into texts values (?)", BrokenStream.behind(new byte[2 << 20])),
            sql -> sql.withTimeout(Duration.ofMillis(20)).query("select sleep(5), ?", 1),
            LeakTrapsIT::abandonedStream,
            LeakTrapsIT::killed,
            LeakTrapsIT::cancelled,
            LeakTrapsIT::brokenTransaction);

    @ParameterizedTest
    @EnumSource
    void b16_failuresLeaveNothingBehind(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        Footprint untouched = Footprint.now("hansock-sql");
        try (SqlClient sql =
                fixture.builder().maxSessions(2).maxReplyBytes(8 << 20).build()) {
            sql.update("create table numbers (n int primary key)");
            sql.update("create table texts (t varchar(10))");
            sql.batch(
                    "insert into numbers values (?)",
                    IntStream.range(0, 1000).mapToObj(List::of).toList());
            failAll(sql);
            long heap = heap();
            long direct = direct();
            for (int i = 0; i < ROUNDS; i++) {
                failAll(sql);
            }
            assertThat(heap() - heap).as("bytes of heap").isLessThan(8 * MEBI);
            assertThat(direct() - direct)
                    .as("bytes outside the heap, behind a collection")
                    .isLessThan(2 * MEBI);
            // a server takes a moment to notice that a connection was closed
            await().untilAsserted(() -> assertThat(fixture.server()
                            .query("select 1 from information_schema.processlist where user = '" + NAME + "'"))
                    .hasSizeLessThanOrEqualTo(2));
        }
        untouched.awaitNoMore();
    }

    private static void failAll(SqlClient sql) {
        for (int i = 0; i < FAILURES.size(); i++) {
            Consumer<SqlClient> failure = FAILURES.get(i);
            assertThat(catchThrowable(() -> failure.accept(sql)))
                    .as("failure %d", i)
                    .isNotNull()
                    .isNotInstanceOf(AssertionError.class);
            assertThat(sql.query("select ?", i).value(Integer.class)).contains(i);
        }
    }

    private static void abandonedStream(SqlClient sql) {
        try (RowStream rows = sql.stream("select repeat('x', 10000) from numbers a, numbers b")) {
            rows.next().getInt(1);
        }
    }

    /**
     * Idle when it is killed. MySQL 9.7 closes the socket of one that is sending from another thread; what that still encrypts then goes
     * to whoever gets the same descriptor: a TLS record of these rows came where the greeting of a new connection was to come.
     */
    private static void killed(SqlClient sql) {
        try (SqlSession session = sql.lease()) {
            sql.update("kill " + session.connectionId());
            while (session.query("select 1").value(Integer.class).isPresent()) {
                Thread.onSpinWait();
            }
        }
    }

    private static void cancelled(SqlClient sql) {
        CompletableFuture<?> given = sql.async().query("select repeat('x', 1000000), sleep(5)");
        given.cancel(true);
        given.join();
    }

    private static void brokenTransaction(SqlClient sql) {
        sql.transaction(tx -> {
            tx.update("insert into numbers values (?)", 5000);
            throw new IllegalStateException("no");
        });
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
