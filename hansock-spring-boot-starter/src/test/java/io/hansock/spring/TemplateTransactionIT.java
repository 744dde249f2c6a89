package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Shard;
import io.hansock.index.Table;
import io.hansock.sql.Isolation;
import io.hansock.sql.TransactionOptions;
import io.hansock.testing.SqlServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.NonTransientDataAccessResourceException;

/** Transactions of a template's own begin as they are told to. */
class TemplateTransactionIT {
    private static final Shard SHARD = Table.of("t", Named.class).shard(1);
    private static final TransactionOptions READS = TransactionOptions.DEFAULTS.withReadsOnly();
    private static final TransactionOptions DIRTY = TransactionOptions.at(Isolation.READ_UNCOMMITTED);
    private static final String INSERT = "insert into t values (3, 'open')";
    private static final String COUNT = "select count(*) from t";

    /** A row of the table. */
    record Named(int id, String name) {}

    @ParameterizedTest
    @EnumSource
    void withOptions(SqlServer.Kind kind) {
        Shop.with(SqlServer.shared(kind), shop -> {
            HansockOperations template = shop.template();
            assertThatThrownBy(() -> template.transaction(SHARD, READS, tx -> tx.update(INSERT)))
                    .isInstanceOf(NonTransientDataAccessResourceException.class);
            shop.inTransaction(sql -> {
                sql.update(INSERT);
                assertThat(count(template, TransactionOptions.DEFAULTS)).isEqualTo(2);
                assertThat(count(template, DIRTY)).isEqualTo(3);
            });
        });
    }

    private static long count(HansockOperations template, TransactionOptions options) {
        return template.transaction(
                SHARD, options, tx -> tx.query(COUNT).value(Long.class).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void withOptionsAndFutures(SqlServer.Kind kind) {
        Shop.with(SqlServer.shared(kind), shop -> {
            AsyncHansockOperations async = shop.template().async();
            assertThatThrownBy(() -> async.transaction(SHARD, READS, tx -> tx.update(INSERT))
                            .join())
                    .hasCauseInstanceOf(NonTransientDataAccessResourceException.class);
            shop.inTransaction(sql -> {
                sql.update(INSERT);
                assertThat(countLater(async, TransactionOptions.DEFAULTS)).isEqualTo(2);
                assertThat(countLater(async, DIRTY)).isEqualTo(3);
            });
        });
    }

    private static long countLater(AsyncHansockOperations async, TransactionOptions options) {
        return async.transaction(
                        SHARD,
                        options,
                        tx -> tx.query(COUNT)
                                .thenApply(count -> count.value(Long.class).orElseThrow()))
                .join();
    }
}
