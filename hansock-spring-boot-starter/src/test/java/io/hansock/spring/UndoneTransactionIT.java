package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.sql.UpdateResult;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that a server ends by itself, or that end otherwise than planned. */
class UndoneTransactionIT {
    private static final String LOCK = "select id from t where id = ? for update";

    @ParameterizedTest
    @EnumSource
    void aDeadlockThatIsCaughtIsTheEndOfTheTransaction(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        shop.deadlock(sql);
                        assertThatThrownBy(() -> sql.update("insert into t values (3, 'lost')"))
                                .isInstanceOf(IllegalTransactionStateException.class)
                                .hasMessageContaining("undone already");
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
            shop.sql().update("insert into t values (4, 'after')");
            assertThat(shop.names())
                    .as("whoever has the connection next commits")
                    .containsExactly("a", "b", "after");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlockThatIsNotCaughtIsWhatIsThrown(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(shop::failByDeadlock))
                    .isInstanceOf(PessimisticLockingFailureException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlockInsideANestedTransactionUndoesTheOuterOne(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        sql.update("insert into t values (3, 'outer')");
                        assertThatThrownBy(() -> shop.nested(inner -> shop.failByDeadlock(inner)))
                                .isInstanceOf(PessimisticLockingFailureException.class);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void afterALockWaitThatTookTooLongTheTransactionGoesOn(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.holding(
                    1,
                    () -> shop.inTransaction(sql -> {
                        sql.update("insert into t values (3, 'kept')");
                        sql.update("set session innodb_lock_wait_timeout = 1");
                        assertThatThrownBy(() -> sql.query(LOCK, row -> row.getInt(1), 1))
                                .isInstanceOf(CannotAcquireLockException.class);
                        sql.update("insert into t values (4, 'too')");
                    }));
            assertThat(shop.names()).containsExactly("a", "b", "kept", "too");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalCanBeCaughtInsideALambdaAndTheTransactionGoesOn(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.inTransaction(sql -> {
                UpdateResult done = sql.execute(statements -> {
                    try {
                        return statements.update("insert into t values (1, 'taken')");
                    } catch (DuplicateKeyException e) {
                        return statements.update("insert into t values (3, 'free')");
                    }
                });
                assertThat(done.affectedRows()).isEqualTo(1);
            });
            assertThat(shop.names()).containsExactly("a", "b", "free");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPipelinedTellsTheTransactionToo(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        CompletableFuture<?> other = shop.holdingBoth(sql);
                        sql.execute(statements -> {
                            statements.pipeline(pipeline -> pipeline.query(LOCK, 2));
                            return true;
                        });
                        other.join();
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsATableThatIsMadeIsATransactionAgain(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        sql.update("insert into t values (3, 'committed by what follows')");
                        sql.update("create table other (id int)");
                        sql.update("insert into t values (4, 'lost')");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(shop.names()).containsExactly("a", "b", "committed by what follows");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateWithAnotherTimeoutIsInTheSameTransaction(SqlServer.Kind kind) {
        with(kind, shop -> {
            HansockTemplate patient = new HansockTemplate(shop.hansock().withTimeout(Duration.ofSeconds(20)));
            shop.transactions().executeWithoutResult(status -> {
                shop.sql().update("insert into t values (3, 'lost')");
                patient.sql("east").update("insert into t values (4, 'lost')");
                assertThat(patient.sql("east").queryValue("select count(*) from t", Long.class))
                        .contains(4L);
                status.setRollbackOnly();
            });
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatHasRunOutOfTimeIsUndone(SqlServer.Kind kind) {
        with(kind, shop -> {
            TransactionTemplate hurried = shop.transactions();
            hurried.setTimeout(2);
            assertThatThrownBy(() -> hurried.executeWithoutResult(status -> {
                        shop.sql().update("insert into t values (3, 'lost')");
                        assertThatThrownBy(() -> shop.sql().queryValue("select sleep(5)", Integer.class))
                                .isInstanceOf(QueryTimeoutException.class);
                        assertThatThrownBy(() -> shop.sql().update("insert into t values (4, 'lost')"))
                                .isInstanceOfAny(
                                        TransactionTimedOutException.class, IllegalTransactionStateException.class);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    private static void with(SqlServer.Kind kind, Consumer<Shop> test) {
        SqlServer server = SqlServer.shared(kind);
        server.admin(
                "drop database if exists undone_it",
                "create database undone_it",
                "create table undone_it.t (id int primary key, name varchar(40) not null)",
                "insert into undone_it.t values (1, 'a'), (2, 'b')");
        AccountPlugin plugin = kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
        server.account(plugin, "undone", "secret");
        try (Hansock hansock = Hansock.builder()
                .database("undone_it")
                .user("undone")
                .password("secret")
                .requestTimeout(Duration.ofSeconds(10))
                .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                .build()) {
            test.accept(
                    new Shop(hansock, new HansockTemplate(hansock), new HansockTransactionManager(hansock), server));
        }
    }

    /** What a service has, and somebody who is in its way. */
    private record Shop(
            Hansock hansock, HansockTemplate template, HansockTransactionManager manager, SqlServer server) {
        SqlOperations sql() {
            return template.sql("east");
        }

        TransactionTemplate transactions() {
            return new TransactionTemplate(manager);
        }

        void inTransaction(Consumer<SqlOperations> work) {
            transactions().executeWithoutResult(status -> work.accept(sql()));
        }

        void nested(Consumer<SqlOperations> work) {
            TransactionTemplate nested = transactions();
            nested.setPropagationBehavior(PROPAGATION_NESTED);
            nested.executeWithoutResult(status -> work.accept(sql()));
        }

        List<String> names() {
            return server.query("select name from undone_it.t order by id").stream()
                    .map(row -> row.get(0))
                    .toList();
        }

        /** Has the calling transaction fail by a deadlock, which it catches. */
        void deadlock(SqlOperations sql) {
            assertThatThrownBy(() -> failByDeadlock(sql)).isInstanceOf(PessimisticLockingFailureException.class);
        }

        void failByDeadlock(SqlOperations sql) {
            CompletableFuture<?> other = holdingBoth(sql);
            try {
                sql.query(LOCK, row -> row.getInt(1), 2);
            } finally {
                other.join();
            }
        }

        /**
         * Locks row 1 for the caller and row 2 for another, who then waits for row 1 and has changed so much that it is the caller who is undone when
         * it asks for row 2.
         */
        CompletableFuture<?> holdingBoth(SqlOperations sql) {
            sql.query(LOCK, row -> row.getInt(1), 1);
            CompletableFuture<Boolean> has = new CompletableFuture<>();
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                var unused = hansock.sql().on("east").transaction(tx -> {
                    tx.query(LOCK, 2);
                    for (int id = 100; id < 120; id++) {
                        tx.update("insert into t values (?, 'other')", id);
                    }
                    tx.update("delete from t where id >= 100");
                    has.complete(true);
                    return tx.query(LOCK, 1);
                });
            });
            has.join();
            await().until(() -> "1"
                    .equals(server.queryValue(
                            "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")));
            return other;
        }

        /** Runs it while another holds the lock of a row. */
        void holding(int id, Runnable work) {
            var unused = hansock.sql().on("east").transaction(tx -> {
                tx.query(LOCK, id);
                work.run();
                return true;
            });
        }
    }
}
