package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.testing.SqlServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What looks as if the server had undone the transaction, which it has not: that goes on, and is what it was. */
class StillOpenIT {
    private static final String NAME = "still_open_it";
    private static final String SIGNAL = "call conflict()";
    private static final String INSERT = "insert into numbers values (?)";
    private static final String LOCK = "select get_lock(?, 20)";

    @ParameterizedTest
    @EnumSource
    void aSignalOfAProcedureUndoesNothing(SqlServer.Kind kind) {
        with(kind, sql -> {
            sql.transaction(tx -> {
                tx.update(INSERT, 3);
                assertThatDeadlock(() -> tx.execute(SIGNAL));
                return tx.update(INSERT, 4);
            });
            assertThat(all(sql)).containsExactly(1, 2, 3, 4);
        });
    }

    @ParameterizedTest
    @EnumSource
    void norInAPipeline(SqlServer.Kind kind) {
        with(kind, sql -> {
            sql.transaction(tx -> {
                tx.update(INSERT, 3);
                AtomicReference<Pipeline.Answer<?>> signal = new AtomicReference<>();
                tx.pipeline(all -> {
                    signal.set(all.update(SIGNAL));
                    all.update(INSERT, 4);
                });
                assertThatDeadlock(() -> signal.get().get());
                return tx.update(INSERT, 5);
            });
            assertThat(all(sql)).containsExactly(1, 2, 3, 4, 5);
        });
    }

    @ParameterizedTest
    @EnumSource
    void norWhereItsFutureIsCaught(SqlServer.Kind kind) {
        with(kind, sql -> {
            var unused = sql.async()
                    .transaction(tx -> tx.update(INSERT, 3)
                            .thenCompose(inserted -> tx.execute(SIGNAL))
                            .handle((none, refusal) -> true)
                            .thenCompose(caught -> tx.update(INSERT, 4)))
                    .join();
            assertThat(all(sql)).containsExactly(1, 2, 3, 4);
        });
    }

    @ParameterizedTest
    @EnumSource
    void anotherTransactionDoesNotCommitTheOneThatIsOpen(SqlServer.Kind kind) {
        with(kind, sql -> {
            try (SqlSession session = sql.lease()) {
                session.update("start transaction");
                session.update(INSERT, 3);
                assertThatDeadlock(() -> session.execute(SIGNAL));
                assertThat(session.inTransaction()).isTrue();
                assertThatThrownBy(() -> session.transaction(tx -> tx.update(INSERT, 4)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("in a transaction already");
                session.update("rollback");
            }
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void norDoesOneWithoutAThread(SqlServer.Kind kind) {
        with(kind, sql -> {
            try (SqlSession session = sql.lease()) {
                session.update("start transaction");
                session.update(INSERT, 3);
                assertThatThrownBy(() -> session.async()
                                .transaction(TransactionOptions.DEFAULTS, tx -> tx.update(INSERT, 4))
                                .join())
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("in a transaction already");
                assertThat(session.inTransaction()).isTrue();
                session.update("rollback");
            }
            assertThat(all(sql)).containsExactly(1, 2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void locksByNameThatWaitForEachOtherUndoNothing(SqlServer.Kind kind) {
        with(kind, sql -> {
            try (SqlSession other = sql.lease()) {
                lock(other, "still_open_b");
                sql.transaction(tx -> {
                    tx.update(INSERT, 3);
                    lock(tx, "still_open_a");
                    CompletableFuture<?> waiting = CompletableFuture.runAsync(() -> lock(other, "still_open_a"));
                    awaitLockWait(sql);
                    assertThatDeadlock(() -> lock(tx, "still_open_b"));
                    var unused = tx.query("select release_lock('still_open_a')");
                    waiting.join();
                    return tx.update(INSERT, 4);
                });
            }
            assertThat(all(sql)).containsExactly(1, 2, 3, 4);
        });
    }

    private static void lock(SessionStatements statements, String name) {
        assertThat(statements.query(LOCK, name).value(Integer.class)).contains(1);
    }

    private static void awaitLockWait(SqlClient sql) {
        Patience.until(() -> sql.query("select count(*) from information_schema.processlist where state = 'User lock'")
                        .value(Integer.class)
                        .orElseThrow()
                > 0);
    }

    private static void with(SqlServer.Kind kind, Consumer<SqlClient> test) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "use " + NAME,
                        "create procedure conflict() signal sqlstate '40001'",
                        "create table numbers (n int primary key)",
                        "insert into numbers values (1), (2)");
        try (SqlClient sql = fixture.client()) {
            test.accept(sql);
        }
    }

    private static List<Integer> all(SqlClient sql) {
        return sql.query("select n from numbers order by n").list(row -> row.getInt(1));
    }

    private static void assertThatDeadlock(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServerException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Kind.DEADLOCK));
    }
}
