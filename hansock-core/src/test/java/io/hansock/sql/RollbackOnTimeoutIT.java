package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code innodb_rollback_on_timeout} a lock that is waited for too long ends the transaction, without it the statement alone. */
class RollbackOnTimeoutIT {
    private static final String NAME = "rollback_on_timeout_it";
    private static final String LOCK = "select n from numbers where n = ? for update";
    private static final String INSERT = "insert into numbers values (?)";

    private static SqlServer undoing;

    @BeforeAll
    static void start() {
        undoing = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .arguments("--innodb-rollback-on-timeout")
                .start();
    }

    @AfterAll
    static void stop() {
        undoing.close();
    }

    @Test
    void nothingMoreIsDoneInATransactionThatATimeoutHasUndone() {
        with(undoing, sql -> {
            assertThatTimeout(() -> sql.transaction(tx -> {
                tx.update(INSERT, 3);
                assertThatTimeout(() -> tx.query(LOCK, 1));
                assertThatThrownBy(() -> tx.update(INSERT, 4))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("run all of it again")
                        .hasCauseInstanceOf(ServerException.class);
                assertThatThrownBy(tx::savepoint).isInstanceOf(IllegalStateException.class);
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @Test
    void norIsItCommittedIfThatWasItsLast() {
        with(undoing, sql -> {
            assertThatTimeout(() -> sql.transaction(tx -> {
                tx.update(INSERT, 3);
                assertThatTimeout(() -> tx.query(LOCK, 1));
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @Test
    void norWhatWasOnItsWayAlready() {
        with(undoing, sql -> {
            assertThatTimeout(() -> sql.transaction(tx -> {
                tx.update(INSERT, 3);
                pipeline(tx, 4);
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @Test
    void norBehindRowsThatNobodyHasRead() {
        with(undoing, sql -> {
            sql.batch(INSERT, IntStream.range(100, 300).mapToObj(List::of).toList());
            assertThatThrownBy(() -> sql.transaction(tx -> {
                        tx.update(INSERT, 3);
                        try (RowStream rows =
                                tx.stream("select n, repeat('x', 1000) from numbers order by n desc for update")) {
                            assertThat(rows.next().getInt(1)).isEqualTo(299);
                        }
                        return tx.update(INSERT, 4);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("run all of it again");
            assertThat(all(sql)).startsWith(1, 2, 100).hasSize(202);
        });
    }

    @Test
    void norWhereItsFutureIsCaught() {
        with(undoing, sql -> {
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> tx.update(INSERT, 3)
                                    .thenCompose(inserted -> tx.query(LOCK, 1))
                                    .handle((rows, timeout) -> "as if nothing had happened"))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(ServerException.class, RollbackOnTimeoutIT::isTimeout);
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @Test
    void norByRowsThatAreReadWhileTheyArrive() {
        with(undoing, sql -> {
            FirstRow first = new FirstRow();
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> tx.update(INSERT, 3)
                                    .thenCompose(inserted -> tx.query(LOCK, 1))
                                    .handle((rows, timeout) -> "as if nothing had happened")
                                    .thenCompose(any -> {
                                        tx.publish("insert into numbers values (4) returning n")
                                                .subscribe(first);
                                        return first.come;
                                    }))
                            .join())
                    .isInstanceOf(CompletionException.class);
            assertThat(first.come).isCompletedExceptionally();
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    private static final class FirstRow implements Flow.Subscriber<Row> {
        private final CompletableFuture<Row> come = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Row row) {
            come.complete(row);
        }

        @Override
        public void onError(Throwable failure) {
            come.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            come.cancel(false);
        }
    }

    @Test
    void norByCallsThatWereMadeBeforeItWasKnown() {
        with(undoing, sql -> {
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> tx.update(INSERT, 3).thenCompose(inserted -> {
                                var unused = tx.query(LOCK, 1);
                                return tx.update(INSERT, 4);
                            }))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(ServerException.class);
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @Test
    void whatIsSaidBehindAStatementThatEndsItIsAnotherTransaction() {
        with(undoing, sql -> {
            try (SqlSession session = sql.lease()) {
                session.update("start transaction");
                session.update(INSERT, 3);
                assertThatTimeout(() -> session.query(LOCK, 1));
                session.ping();
                assertThat(session.inTransaction()).isFalse();
                assertThat(session.undoneBy()).hasValueSatisfying(RollbackOnTimeoutIT::isTimeout);
                session.update("rollback");
                assertThat(session.undoneBy()).isEmpty();
                session.update("start transaction");
                session.update(INSERT, 4);
                session.update("commit");
            }
            assertThat(all(sql)).containsExactly(1, 2, 4);
        });
    }

    @ParameterizedTest
    @EnumSource
    void elsewhereItGoesOn(SqlServer.Kind kind) {
        with(SqlServer.shared(kind), sql -> {
            sql.transaction(tx -> {
                tx.update(INSERT, 3);
                assertThatTimeout(() -> tx.query(LOCK, 1));
                tx.update(INSERT, 4);
                pipeline(tx, 5);
                return tx.update(INSERT, 6);
            });
            assertThat(all(sql)).containsExactly(1, 2, 3, 4, 5, 6);
        });
    }

    /** With a table of which somebody has row 1. */
    private static void with(SqlServer server, Consumer<SqlClient> test) {
        SqlFixture fixture = SqlFixture.on(server, NAME);
        try (SqlClient sql =
                fixture.builder().variable("innodb_lock_wait_timeout", "1").build()) {
            sql.update("create table numbers (n int primary key)");
            sql.batch(INSERT, List.of(List.of(1), List.of(2)));
            try (SqlSession other = sql.lease()) {
                other.update("start transaction");
                var unused = other.query(LOCK, 1);
                test.accept(sql);
            }
        }
    }

    /** Waits for the lock in vain, and has an insertion on its way behind that. */
    private static void pipeline(Transaction tx, int inserted) {
        AtomicReference<Pipeline.Answer<?>> lock = new AtomicReference<>();
        tx.pipeline(all -> {
            lock.set(all.query(LOCK, 1));
            all.update(INSERT, inserted);
        });
        assertThatTimeout(() -> lock.get().get());
    }

    private static List<Integer> all(SqlClient sql) {
        return sql.query("select n from numbers order by n").list(row -> row.getInt(1));
    }

    private static void assertThatTimeout(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServerException.class, RollbackOnTimeoutIT::isTimeout);
    }

    private static void isTimeout(ServerException refusal) {
        assertThat(refusal.kind()).isEqualTo(Kind.LOCK_WAIT);
        assertThat(refusal).hasMessageContaining("innodb_rollback_on_timeout");
    }
}
