package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.sql.UpdateResult;
import io.hansock.testing.SqlServer;
import java.time.Duration;
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
                        assertThatThrownBy(() -> sql.query(Shop.LOCK, row -> row.getInt(1), 1))
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
                            statements.pipeline(pipeline -> pipeline.query(Shop.LOCK, 2));
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
            hurried.setTimeout(3);
            assertThat(shop.names()).as("with a connection that is there").containsExactly("a", "b");
            assertThatThrownBy(() -> hurried.executeWithoutResult(status -> {
                        shop.sql().update("insert into t values (3, 'lost')");
                        assertThatThrownBy(() -> shop.sql().queryValue("select sleep(6)", Integer.class))
                                .isInstanceOf(QueryTimeoutException.class);
                        assertThatThrownBy(() -> shop.sql().update("insert into t values (4, 'lost')"))
                                .isInstanceOfAny(
                                        TransactionTimedOutException.class, IllegalTransactionStateException.class);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aRowThatOthersHaveChangedIsTheEndOfTheTransaction(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        sql.update("set session innodb_snapshot_isolation = 1");
                        sql.update("insert into t values (3, 'lost')");
                        assertThat(sql.queryValue("select count(*) from t", Long.class))
                                .contains(3L);
                        shop.server().admin("update undone_it.t set name = 'changed' where id = 1");
                        assertThatThrownBy(() -> sql.update("update t set name = 'lost' where id = 1"))
                                .isInstanceOf(PessimisticLockingFailureException.class);
                        assertThatThrownBy(() -> sql.update("insert into t values (4, 'lost')"))
                                .isInstanceOf(IllegalTransactionStateException.class);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("changed", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSignalThatLooksLikeADeadlockUndoesNothing(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.inTransaction(sql -> {
                sql.update("insert into t values (3, 'kept')");
                assertThatThrownBy(() -> sql.update("call conflict()"))
                        .isInstanceOf(PessimisticLockingFailureException.class);
                sql.update("insert into t values (4, 'too')");
            });
            assertThat(shop.names()).containsExactly("a", "b", "kept", "too");
        });
    }

    private static void with(SqlServer.Kind kind, Consumer<Shop> test) {
        Shop.with(SqlServer.shared(kind), test);
    }
}
