package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.testing.SqlServer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Transactions on a server with {@code innodb_rollback_on_timeout}: a lock that is waited for too long is their end. */
class LockWaitTransactionIT {
    private static SqlServer server;

    @BeforeAll
    static void start() {
        server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .arguments("--innodb-rollback-on-timeout")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothingMoreIsDoneBehindIt() {
        assertThatNothingStays(sql -> {
            assertThatThrownBy(() -> sql.query(Shop.LOCK, row -> row.getInt(1), 1))
                    .isInstanceOf(CannotAcquireLockException.class);
            assertThatThrownBy(() -> sql.update("insert into t values (4, 'lost')"))
                    .isInstanceOf(IllegalTransactionStateException.class)
                    .hasMessageContaining("undone already");
        });
    }

    @Test
    void norWhatWasOnItsWayAlready() {
        assertThatNothingStays(sql -> {
            boolean done = sql.execute(statements -> {
                statements.pipeline(pipeline -> {
                    pipeline.query(Shop.LOCK, 1);
                    pipeline.update("insert into t values (4, 'lost')");
                });
                return true;
            });
            assertThat(done).isTrue();
        });
    }

    /** Has {@code more} be done in a transaction that has written, while another one holds row 1. */
    private static void assertThatNothingStays(Consumer<SqlOperations> more) {
        Shop.with(
                server,
                shop -> shop.holding(1, () -> {
                    assertThatThrownBy(() -> shop.inTransaction(sql -> {
                                sql.update("insert into t values (3, 'lost')");
                                sql.update("set session innodb_lock_wait_timeout = 1");
                                more.accept(sql);
                            }))
                            .isInstanceOf(UnexpectedRollbackException.class);
                    assertThat(shop.names()).containsExactly("a", "b");
                }));
    }
}
