package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.testing.SqlServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that the server has undone is over, whoever catches the refusal, and leaves nothing to whoever has the connection next. */
class DeadlockIT {
    private static final String NAME = "deadlock_it";
    private static final String LOCK = "select n from numbers where n = ? for update";
    private static final List<Integer> AS_BEFORE = List.of(1, 2);

    @ParameterizedTest
    @EnumSource
    void nothingMoreIsDoneInATransactionThatADeadlockHasUndone(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind)) {
            assertThatDeadlock(() -> sql.transaction(tx -> {
                tx.update("insert into numbers values (3)");
                assertThatDeadlock(() -> meetAnother(sql, tx));
                assertThatThrownBy(() -> tx.update("insert into numbers values (4)"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("run all of it again")
                        .hasCauseInstanceOf(ServerException.class);
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
            sql.transaction(tx -> tx.update("insert into numbers values (5)"));
            assertThat(all(sql)).containsExactly(1, 2, 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void norWhereItsFutureIsCaught(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind)) {
            CompletableFuture<Void> other = new CompletableFuture<>();
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> tx.query(LOCK, 1)
                                    .thenApply(locked -> holdTwoAndWantOne(sql, other))
                                    .thenCompose(held -> tx.query(LOCK, 2))
                                    .handle((rows, deadlock) -> "as if nothing had happened"))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(ServerException.class, DeadlockIT::isDeadlock);
            other.join();
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
        }
    }

    /** The server goes on in another transaction then, although autocommit is on. */
    @ParameterizedTest
    @EnumSource
    void whoeverHasTheConnectionNextCommits(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.client();
                SqlClient single = fixture.builder().maxSessions(1).build()) {
            SqlFixture.fillNumbers(sql, 2);
            try (SqlSession session = single.lease()) {
                session.update("start transaction");
                assertThatDeadlock(() -> meetAnother(sql, session));
                session.ping();
                assertThat(session.inTransaction()).isFalse();
            }
            single.update("insert into numbers values (6)");
            assertThat(all(sql)).containsExactly(1, 2, 6);
        }
    }

    private static SqlClient numbers(SqlServer.Kind kind) {
        return SqlFixture.on(kind, NAME).numbers(2);
    }

    /** Locks row 1, and asks for row 2, which another has who asks for row 1 and has changed so much that it is the caller who is undone. */
    private static void meetAnother(SqlClient sql, SessionStatements caller) {
        var unused = caller.query(LOCK, 1);
        CompletableFuture<Void> over = new CompletableFuture<>();
        holdTwoAndWantOne(sql, over);
        try {
            unused = caller.query(LOCK, 2);
        } finally {
            over.join();
        }
    }

    /** Returns when it has row 2. */
    private static boolean holdTwoAndWantOne(SqlClient sql, CompletableFuture<Void> over) {
        CompletableFuture<Boolean> holds = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                sql.transaction(tx -> {
                    var unused = tx.query(LOCK, 2);
                    tx.batch(
                            "insert into numbers values (?)",
                            IntStream.range(100, 120).mapToObj(List::of).toList());
                    tx.rollbackOnly();
                    holds.complete(true);
                    return tx.query(LOCK, 1);
                });
                over.complete(null);
            } catch (RuntimeException | Error e) {
                holds.completeExceptionally(e);
                over.completeExceptionally(e);
            }
        });
        thread.start();
        return holds.join();
    }

    private static List<Integer> all(SqlClient sql) {
        return sql.query("select n from numbers order by n").list(row -> row.getInt(1));
    }

    private static void assertThatDeadlock(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServerException.class, DeadlockIT::isDeadlock);
    }

    private static void isDeadlock(ServerException refusal) {
        assertThat(refusal.kind()).isEqualTo(Kind.DEADLOCK);
    }
}
