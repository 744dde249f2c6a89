package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The asynchronous calls, on real servers. */
class SqlAsyncIT {
    private static final String NAME = "sql_async_it";

    @ParameterizedTest
    @EnumSource
    void manyStatementsAtTheSameTime(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 100)) {
            List<CompletableFuture<QueryResult>> all = IntStream.rangeClosed(1, 100)
                    .mapToObj(n -> sql.async().query("select n from numbers where n = ?", n))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).join().value(Integer.class)).contains(i + 1);
            }
            assertThat(sql.async()
                            .update("insert into numbers values (?)", 101)
                            .join()
                            .affectedRows())
                    .isEqualTo(1);
            assertThatThrownBy(() -> sql.async().query("select from").join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ServerException.class);
            assertThat(sql.async()
                            .batch("delete from numbers where n = ?", List.of(List.of(1), List.of(2)))
                            .join()
                            .affectedRows())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionIsCommittedOrUndone(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 0)) {
            assertThat(sql.async()
                            .transaction(tx -> tx.update("insert into numbers values (?)", 1)
                                    .thenCompose(one -> tx.savepoint())
                                    .thenCompose(point -> tx.update("insert into numbers values (2)")
                                            .thenCompose(two -> point.rollback()))
                                    .thenCompose(back -> tx.update("insert into numbers values (3)"))
                                    .thenApply(UpdateResult::affectedRows))
                            .join())
                    .isEqualTo(1);
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> tx.update("insert into numbers values (4)")
                                    .thenCompose(four -> tx.update("insert into numbers values (1)")))
                            .join())
                    .hasCauseInstanceOf(ServerException.class);
            assertThatThrownBy(() -> sql.async()
                            .transaction(tx -> {
                                throw new IllegalStateException("no");
                            })
                            .join())
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(sql.query("select n from numbers order by n").list(row -> row.getInt(1)))
                    .containsExactly(1, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionRunsItsStatementsInOrder(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 0)) {
            AsyncSession session = sql.async().lease().join();
            List<CompletableFuture<?>> all = new ArrayList<>();
            all.add(session.update("set @n = 0"));
            for (int i = 0; i < 20; i++) {
                all.add(session.update("insert into numbers values (@n := @n + ?)", 1));
            }
            AsyncPrepared statement =
                    session.prepare("select max(n) + ? from numbers").join();
            assertThat(statement.query(1).join().value(Integer.class)).contains(21);
            statement.close();
            all.add(session.ping());
            all.add(session.reset());
            all.forEach(CompletableFuture::join);
            session.close();
            assertThatThrownBy(session::ping).isInstanceOf(IllegalStateException.class);
            assertThat(sql.query("select @n").value(Integer.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPublisherGivesAsManyRowsAsAreRequested(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 20_000)) {
            Flow.Publisher<Row> rows =
                    sql.async().publish("select n, repeat('x', 100) from numbers where n > ? order by n", 0);
            for (int round = 0; round < 2; round++) {
                Reader reader = new Reader(7);
                rows.subscribe(reader);
                assertThat(reader.end.join()).isEqualTo(20_000);
            }
            Reader abandons = new Reader(1);
            abandons.most = 10;
            rows.subscribe(abandons);
            assertThat(abandons.end.join()).isEqualTo(10);
            Reader fails = new Reader(1);
            sql.async().publish("select n from nowhere").subscribe(fails);
            assertThatThrownBy(fails.end::join).hasCauseInstanceOf(ServerException.class);
            assertThat(sql.query("select count(*) from numbers").value(Integer.class))
                    .contains(20_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionGoesOnBehindAnAbandonedPublisher(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 5_000)) {
            AsyncSession session = sql.async().lease().join();
            long id = session.query("select connection_id()")
                    .join()
                    .value(Long.class)
                    .orElseThrow();
            Reader abandons = new Reader(1);
            abandons.most = 5;
            session.publish("select repeat('x', 500) from numbers a, numbers b").subscribe(abandons);
            assertThat(abandons.end.join()).isEqualTo(5);
            assertThat(session.query("select connection_id()")
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join()
                            .value(Long.class))
                    .contains(id);
            session.close();
        }
    }

    /** Asks for some rows, and for as many more whenever it has them. */
    private static final class Reader implements Flow.Subscriber<Row> {
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final int step;
        private int most = Integer.MAX_VALUE;
        private int seen;
        private Flow.Subscription subscription;

        Reader(int step) {
            this.step = step;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(step);
        }

        @Override
        public void onNext(Row row) {
            seen++;
            if (seen == most) {
                subscription.cancel();
                end.complete(seen);
            } else if (seen % step == 0) {
                subscription.request(step);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(seen);
        }
    }

    private static SqlClient numbers(SqlServer.Kind kind, int count) {
        return SqlFixture.on(kind, NAME).numbers(count);
    }
}
