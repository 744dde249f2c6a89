package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.testing.SqlServer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A MariaDB with {@code innodb_snapshot_isolation} undoes a transaction that changes a row which others have changed since it began to read:
 * that is its end, whoever catches the refusal.
 */
class ChangedRecordIT {
    private static final String NAME = "changed_record_it";
    private static final String SETTING = "innodb_snapshot_isolation";
    private static final String BY_ANOTHER = "update numbers set x = x + 1 where n = 1";
    private static final String CHANGE = "update numbers set x = x + 10 where n = ?";
    private static final String INSERT = "insert into numbers values (?, 0)";
    private static final TransactionOptions REPEATABLE = TransactionOptions.at(Isolation.REPEATABLE_READ);
    private static final List<String> AS_BEFORE = List.of("1: 1", "2: 0");

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void nothingMoreIsDoneInATransactionThatMeetsAChangedRow(SqlServer.Kind kind) {
        with(kind, sql -> {
            assertThatRefused(() -> sql.transaction(REPEATABLE, tx -> {
                tx.update(INSERT, 3);
                meetAChange(sql, tx);
                assertThatRefused(() -> tx.update(CHANGE, 1));
                assertThatThrownBy(() -> tx.update(INSERT, 4))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("run all of it again")
                        .hasCauseInstanceOf(ServerException.class);
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
            assertThat(sql.transaction(REPEATABLE, tx -> tx.update(CHANGE, 1)).affectedRows())
                    .as("run again")
                    .isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void norIsItCommittedIfThatWasItsLast(SqlServer.Kind kind) {
        with(kind, sql -> {
            assertThatRefused(() -> sql.transaction(REPEATABLE, tx -> {
                tx.update(INSERT, 3);
                meetAChange(sql, tx);
                assertThatRefused(() -> tx.update(CHANGE, 1));
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void norWhatWasOnItsWayAlready(SqlServer.Kind kind) {
        with(kind, sql -> {
            assertThatRefused(() -> sql.transaction(REPEATABLE, tx -> {
                tx.update(INSERT, 3);
                meetAChange(sql, tx);
                AtomicReference<Pipeline.Answer<?>> change = new AtomicReference<>();
                tx.pipeline(all -> {
                    change.set(all.update(CHANGE, 1));
                    all.update(INSERT, 4);
                    all.update(INSERT, 5);
                });
                assertThatRefused(() -> change.get().get());
                return "as if nothing had happened";
            }));
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void norWhereItsFutureIsCaught(SqlServer.Kind kind) {
        with(kind, sql -> {
            assertThatThrownBy(() -> sql.async()
                            .transaction(
                                    REPEATABLE,
                                    tx -> tx.update(INSERT, 3)
                                            .thenCompose(inserted -> tx.query("select * from numbers"))
                                            .thenCompose(rows -> sql.async().update(BY_ANOTHER))
                                            .thenCompose(changed -> tx.update(CHANGE, 1))
                                            .handle((changed, refusal) -> true)
                                            .thenCompose(caught -> tx.update(INSERT, 4)))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("run all of it again");
            assertThat(all(sql)).isEqualTo(AS_BEFORE);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aSessionKnowsThatItsTransactionIsUndone(SqlServer.Kind kind) {
        with(kind, sql -> {
            try (SqlSession session = sql.lease()) {
                session.update("start transaction");
                session.update(INSERT, 3);
                meetAChange(sql, session);
                assertThatRefused(() -> session.update(CHANGE, 1));
                session.ping();
                assertThat(session.inTransaction()).isFalse();
                assertThat(session.transaction(tx -> tx.update(INSERT, 4)).affectedRows())
                        .isEqualTo(1);
            }
            assertThat(all(sql)).containsExactly("1: 1", "2: 0", "4: 0");
        });
    }

    private static void with(SqlServer.Kind kind, Consumer<SqlClient> test) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        assertThat(fixture.server().query("show variables like '" + SETTING + "'"))
                .as("%s of %s", SETTING, fixture.server().version())
                .isNotEmpty();
        try (SqlClient sql = fixture.builder().variable(SETTING, "1").build()) {
            sql.update("create table numbers (n int primary key, x int not null)");
            sql.batch(INSERT, List.of(List.of(1), List.of(2)));
            test.accept(sql);
        }
    }

    private static void meetAChange(SqlClient sql, SessionStatements caller) {
        assertThat(caller.query("select * from numbers").size()).isEqualTo(3);
        assertThat(sql.update(BY_ANOTHER).affectedRows()).isEqualTo(1);
    }

    private static List<String> all(SqlClient sql) {
        return sql.query("select n, x from numbers order by n").list(row -> row.getInt(1) + ": " + row.getInt(2));
    }

    private static void assertThatRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServerException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(1020);
            assertThat(refusal.kind()).isEqualTo(Kind.DEADLOCK);
            assertThat(refusal).hasMessageContaining("repeat the transaction as a whole");
        });
    }
}
