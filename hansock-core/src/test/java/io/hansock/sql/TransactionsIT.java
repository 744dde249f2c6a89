package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions as their users see them, on real servers. */
class TransactionsIT {
    private static final String NAME = "transactions_it";
    private static final String COUNT = "select count(*) from numbers";

    /** Each level sees of another's changes what its name says. */
    @ParameterizedTest
    @EnumSource
    void isolationIsWhatWasAskedFor(SqlServer.Kind kind) {
        for (Isolation level : Isolation.values()) {
            try (SqlClient sql = numbers(kind, 1);
                    SqlSession other = sql.lease()) {
                other.update("set innodb_lock_wait_timeout = 1");
                TransactionOptions options = TransactionOptions.at(level);
                sql.transaction(options, tx -> {
                    assertThat(count(tx)).isEqualTo(1);
                    other.update("begin");
                    if (level == Isolation.SERIALIZABLE) {
                        assertThatThrownBy(() -> other.update("insert into numbers values (0)"))
                                .isInstanceOfSatisfying(
                                        ServerException.class,
                                        e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.LOCK_WAIT));
                        other.update("rollback");
                        return null;
                    }
                    other.update("insert into numbers values (2)");
                    assertThat(count(tx)).isEqualTo(level == Isolation.READ_UNCOMMITTED ? 2 : 1);
                    other.update("commit");
                    assertThat(count(tx)).isEqualTo(level == Isolation.REPEATABLE_READ ? 1 : 2);
                    return null;
                });
                String next = kind.isMariaDb() ? "@@tx_isolation" : "@@transaction_isolation";
                assertThat(sql.query("select " + next).value(String.class))
                        .as("for that transaction alone")
                        .contains("REPEATABLE-READ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIsolationOfAFutureIsThatToo(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 1)) {
            TransactionOptions committed = TransactionOptions.at(Isolation.READ_COMMITTED);
            List<Long> counts = sql.async()
                    .transaction(
                            committed,
                            tx -> tx.query(COUNT)
                                    .thenCompose(first -> sql.async()
                                            .update("insert into numbers values (2)")
                                            .thenCompose(inserted -> tx.query(COUNT))
                                            .thenApply(second -> List.of(number(first), number(second)))))
                    .join();
            assertThat(counts).containsExactly(1L, 2L);
            assertThatThrownBy(() -> sql.async()
                            .transaction(
                                    TransactionOptions.DEFAULTS.withReadsOnly(),
                                    tx -> tx.update("insert into numbers values (3)"))
                            .join())
                    .hasCauseInstanceOf(ServerException.class);
            sql.async()
                    .transaction(tx -> {
                        tx.rollbackOnly();
                        return tx.update("delete from numbers");
                    })
                    .join();
            assertThat(count(sql)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void allOfATransactionRunsInIt(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 3)) {
            assertThatThrownBy(() -> sql.transaction(tx -> {
                        tx.batch("insert into numbers values (?)", List.of(List.of(10), List.of(11)));
                        tx.pipeline(all -> {
                            all.update("insert into numbers values (12)");
                            all.update("insert into numbers values (?)", 13);
                        });
                        tx.prepare("insert into numbers values (?)").update(14);
                        tx.execute("insert into numbers values (15)");
                        try (RowStream rows = tx.stream("select n from numbers order by n")) {
                            assertThat(rows.next().getInt(1)).isEqualTo(1);
                        }
                        try (RowStream rows = tx.cursor(2, "select n from numbers where n >= ? order by n", 10)) {
                            assertThat(rows.next().getInt(1)).isEqualTo(10);
                        }
                        assertThat(count(tx)).isEqualTo(9);
                        throw new IllegalStateException("undo");
                    }))
                    .hasMessage("undo");
            assertThat(count(sql)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSavepointMayBeInASavepoint(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 0)) {
            sql.transaction(tx -> {
                tx.update("insert into numbers values (1)");
                Savepoint outer = tx.savepoint();
                tx.update("insert into numbers values (2)");
                Savepoint inner = tx.savepoint();
                tx.update("insert into numbers values (3)");
                inner.rollback();
                tx.update("insert into numbers values (4)");
                inner.release();
                assertThat(count(tx)).isEqualTo(3);
                outer.rollback();
                assertThat(count(tx)).isEqualTo(1);
                outer.rollback();
                assertThatThrownBy(inner::rollback).isInstanceOf(ServerException.class);
                return null;
            });
            assertThat(count(sql)).isEqualTo(1);
        }
    }

    /** The server has undone it: that is said, whatever the body makes of the refusal. */
    @ParameterizedTest
    @EnumSource
    void aDeadlockIsToldToOneOfTwo(SqlServer.Kind kind) throws Exception {
        try (SqlClient sql = numbers(kind, 2)) {
            CountDownLatch both = new CountDownLatch(2);
            List<CompletableFuture<Integer>> two = IntStream.of(1, 2)
                    .mapToObj(mine -> CompletableFuture.supplyAsync(
                            () -> sql.transaction(tx -> {
                                tx.update("update numbers set n = n where n = ?", mine);
                                both.countDown();
                                await(both);
                                return (int) tx.update("delete from numbers where n = ?", 3 - mine)
                                        .affectedRows();
                            }),
                            what -> new Thread(what).start()))
                    .toList();
            long refused = 0;
            for (CompletableFuture<Integer> one : two) {
                refused += one.handle((changed, failure) -> {
                            if (failure != null) {
                                assertThat(failure.getCause())
                                        .isInstanceOfSatisfying(
                                                ServerException.class,
                                                e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DEADLOCK));
                            }
                            return failure == null ? 0 : 1;
                        })
                        .get(30, TimeUnit.SECONDS);
            }
            assertThat(refused).isEqualTo(1);
            assertThat(count(sql)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionLeftOpenIsUndoneWhenItsSessionGoesBack(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            sql.update("create table numbers (n int primary key)");
            try (SqlSession session = sql.lease()) {
                session.update("begin");
                session.update("insert into numbers values (1)");
            }
            AsyncSession later = sql.async().lease().join();
            later.update("set autocommit = 0").join();
            later.update("insert into numbers values (2)").join();
            later.close();
            try (SqlSession session = sql.lease()) {
                session.update("begin");
                session.update("insert into numbers values (3)");
                assertThatThrownBy(() ->
                                session.withTimeout(Duration.ofMillis(100)).query("select sleep(10)"))
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(count(sql)).isZero();
            assertThat(sql.query("select @@autocommit").value(Integer.class)).contains(1);
        }
    }

    /** A thread that is interrupted says neither COMMIT nor ROLLBACK. */
    @ParameterizedTest
    @EnumSource
    void noStatementBecomesPartOfATransactionThatCouldNotBeEnded(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 0)) {
            try (SqlSession session = sql.lease()) {
                assertThatThrownBy(() -> session.transaction(tx -> {
                            tx.update("insert into numbers values (1)");
                            Thread.currentThread().interrupt();
                            return null;
                        }))
                        .isInstanceOfSatisfying(
                                HansockInterruptedException.class,
                                e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
                assertThat(Thread.interrupted()).isTrue();
                assertThatThrownBy(() -> session.update("insert into numbers values (2)"))
                        .isInstanceOfSatisfying(
                                ChannelLostException.class,
                                e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
            }
            assertThat(count(sql)).isZero();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(Statements sql) {
        return number(sql.query(COUNT));
    }

    private static long number(QueryResult result) {
        return result.value(Long.class).orElseThrow();
    }

    private static SqlClient numbers(SqlServer.Kind kind, int count) {
        return SqlFixture.on(kind, NAME).numbers(count);
    }
}
