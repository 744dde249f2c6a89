package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Nested transactions of which the outer one is not what it was: committed by a table that is made, undone, or without a connection. */
class NestedTransactionIT {
    private static final String MAKE_A_TABLE = "create table other (id int)";

    @ParameterizedTest
    @EnumSource
    void oneBehindATableThatIsMadeSucceeds(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.inTransaction(sql -> {
                sql.update("insert into t values (3, 'before')");
                sql.update(MAKE_A_TABLE);
                shop.nested(inner -> inner.update("insert into t values (4, 'inner')"));
            });
            assertThat(shop.names()).containsExactly("a", "b", "before", "inner");
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneBehindATableThatIsMadeIsUndoneAlone(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.inTransaction(sql -> {
                sql.update(MAKE_A_TABLE);
                assertThatThrownBy(() -> shop.nested(inner -> {
                            inner.update("insert into t values (3, 'inner')");
                            throw new IllegalStateException("no");
                        }))
                        .hasMessage("no");
                sql.update("insert into t values (4, 'outer')");
            });
            assertThat(shop.names()).containsExactly("a", "b", "outer");
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneInWhichATableIsMadeSucceeds(SqlServer.Kind kind) {
        with(kind, shop -> {
            shop.inTransaction(sql -> {
                sql.update("insert into t values (3, 'outer')");
                shop.nested(inner -> inner.update(MAKE_A_TABLE));
                shop.nested(inner -> {
                    inner.update("create table another (id int)");
                    inner.update("insert into t values (4, 'inner')");
                });
            });
            assertThat(shop.names()).containsExactly("a", "b", "outer", "inner");
        });
    }

    @ParameterizedTest
    @EnumSource
    void noneBeginsInWhatADeadlockHasUndone(SqlServer.Kind kind) {
        with(kind, shop -> {
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        shop.deadlock(sql);
                        assertThatNoneBegins(shop);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void norWhereTheConnectionIsGone(SqlServer.Kind kind) {
        with(kind, shop -> {
            SqlOperations hurried = new HansockTemplate(shop.hansock().withTimeout(Duration.ofSeconds(1))).sql("east");
            assertThatThrownBy(() -> shop.inTransaction(sql -> {
                        sql.update("insert into t values (3, 'lost')");
                        assertThatThrownBy(() -> hurried.queryValue("select sleep(5)", Integer.class))
                                .isInstanceOf(QueryTimeoutException.class);
                        assertThatNoneBegins(shop);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(shop.names()).containsExactly("a", "b");
        });
    }

    private static void assertThatNoneBegins(Shop shop) {
        assertThatThrownBy(() -> shop.nested(inner -> {
                    throw new AssertionError("it has begun");
                }))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("undone already");
    }

    private static void with(SqlServer.Kind kind, Consumer<Shop> test) {
        Shop.with(SqlServer.shared(kind), test);
    }
}
