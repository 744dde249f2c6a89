package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session does without blocking anybody: all that it does otherwise. */
class AsyncSessionIT {
    private static final String NAME = "async_session_it";

    @ParameterizedTest
    @EnumSource
    void theSessionsOwnCommands(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlFixture other = SqlFixture.on(kind, NAME + "_two");
        try (SqlClient sql = fixture.client();
                AsyncSession session = sql.async().lease().join()) {
            session.ping().join();
            long id = session.query("select connection_id()")
                    .join()
                    .value(Long.class)
                    .orElseThrow();
            assertThat(session.facts().connectionId()).isEqualTo(id);
            assertThat(session.facts().serverVersion())
                    .isEqualTo(session.query("select version()")
                            .join()
                            .value(String.class)
                            .orElseThrow());
            assertThat(session.statistics().join()).contains("Uptime: ");
            session.useDatabase(other.name()).join();
            assertThat(session.facts().database()).contains(other.name());
            session.update("start transaction").join();
            assertThat(session.facts().inTransaction()).isTrue();
            session.reset().join();
            assertThat(session.facts().inTransaction()).isFalse();
            assertThat(session.facts().database()).contains(fixture.name());

            assertThatThrownBy(() -> session.execute("select 1; select 2").join())
                    .hasCauseInstanceOf(ServerException.class);
            session.multiStatements(true).join();
            assertThat(session.execute("select 1; do 0; select 2").join().all()).hasSize(3);

            session.changeUser(other.login()).join();
            assertThat(session.query("select substring_index(current_user(), '@', 1)")
                            .join()
                            .value(String.class))
                    .contains(other.name());
            assertThatThrownBy(() -> session.changeUser(
                                    LoginSettings.user(other.name()).password("wrong"))
                            .join())
                    .hasCauseInstanceOf(ServerException.class);
            assertThatThrownBy(() -> session.ping().join()).hasCauseInstanceOf(ChannelLostException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void statementsOfEveryKind(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create procedure " + NAME
                        + ".p(in a int, out b int) begin select a; select a + 1; set b = a * 2; end");
        try (SqlClient sql = fixture.client();
                AsyncSession session = sql.async().lease().join()) {
            session.update("create table t (id int primary key auto_increment, n int)")
                    .join();
            AsyncPrepared insert =
                    session.prepare("insert into t (n) values (?)").join();
            assertThat(insert.parameterCount()).isEqualTo(1);
            assertThat(insert.update(10).join().generatedKey()).isEqualTo(1);
            assertThat(insert.batch(List.of(List.of(20), List.of(30))).join().affectedRows())
                    .isEqualTo(2);
            assertThat(session.batch("update t set n = n + ?", List.of(List.of(1), List.of(1)))
                            .join()
                            .affectedRows())
                    .isEqualTo(6);
            Results all = session.execute("call p(?, ?)", 21, null).join();
            assertThat(all.queries()).hasSize(2);
            assertThat(all.outParameters().orElseThrow().getInt(1)).isEqualTo(42);

            List<Pipeline.Answer<QueryResult>> answers = new ArrayList<>();
            session.pipeline(pipeline -> {
                        answers.add(pipeline.query("select n from t where id = ?", 1));
                        answers.add(pipeline.query("select wrong"));
                        answers.add(pipeline.query("select n from t where id = ?", 2));
                    })
                    .join();
            assertThat(answers.get(0).get().value(Integer.class)).contains(12);
            assertThatThrownBy(answers.get(1)::get).isInstanceOf(ServerException.class);
            assertThat(answers.get(2).get().value(Integer.class)).contains(22);
            insert.close();
            assertThatThrownBy(() -> insert.update(1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void localContent(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        try (SqlClient sql = fixture.builder().login(LoginSettings::localInfile).build();
                AsyncSession session = sql.async().lease().join()) {
            session.update("create table t (n int)").join();
            StringBuilder lines = new StringBuilder();
            IntStream.range(0, 300_000).forEach(n -> lines.append(n).append('\n'));
            InfileContent content = InfileContent.of(lines.toString().getBytes(StandardCharsets.US_ASCII));
            String load = "load data local infile 'n.txt' into table t";
            assertThat(session.localInfile(load, content).join().affectedRows()).isEqualTo(300_000);
            assertThatThrownBy(() -> session.update(load).join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("local-infile");
            session.ping().join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorLetsOtherStatementsRunInBetween(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 1000);
                AsyncSession session = sql.async().lease().join()) {
            Collector all = new Collector(7, Integer.MAX_VALUE);
            all.whenever(
                    100,
                    n -> all.others.add(session.query("select ? * 2", n)
                            .thenAccept(result ->
                                    assertThat(result.value(Long.class)).contains(2L * n))));
            session.cursor(30, "select n from numbers where n > ? order by n", 0)
                    .subscribe(all);
            assertThat(all.end.orTimeout(30, TimeUnit.SECONDS).join())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 1000).boxed().toList());
            all.others.forEach(CompletableFuture::join);
            assertThat(all.others).hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursorsAndStreamsMayBeAbandoned(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = numbers(kind, 1000);
                AsyncSession session = sql.async().lease().join()) {
            String numbers = "select n from numbers where n > ? order by n";
            AsyncPrepared prepared = session.prepare(numbers).join();
            long reset = fixture.status("Com_stmt_reset");
            for (int i = 0; i < 5; i++) {
                Collector some = new Collector(1, 5);
                session.cursor(2, numbers, i).subscribe(some);
                assertThat(some.end.join()).hasSize(5).startsWith(i + 1);
                Collector others = new Collector(1, 3);
                prepared.publish(i).subscribe(others);
                assertThat(others.end.join()).containsExactly(i + 1, i + 2, i + 3);
            }
            session.ping().join();
            assertThat(fixture.status("Com_stmt_reset")).isEqualTo(reset + 5);
            Collector wrong = new Collector(1, 1);
            session.cursor(2, "select n from nowhere where n > ?", 0).subscribe(wrong);
            assertThatThrownBy(wrong.end::join).hasCauseInstanceOf(ServerException.class);
            assertThatThrownBy(() -> session.cursor(0, numbers, 0)).isInstanceOf(IllegalArgumentException.class);
            Collector early = new Collector(1, 0);
            session.cursor(2, "select n, sleep(1) from numbers where n > ? limit 2", 0)
                    .subscribe(early);
            assertThat(early.end.join()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatLosesItsSessionFails(SqlServer.Kind kind) {
        try (SqlClient sql = numbers(kind, 100)) {
            AsyncSession session = sql.async().lease().join();
            Collector slow = new Collector(1, Integer.MAX_VALUE);
            slow.whenever(10, n -> slow.others.add(session.reset()));
            session.cursor(5, "select n from numbers where n > ?", 0).subscribe(slow);
            assertThatThrownBy(slow.end::join).hasCauseInstanceOf(IllegalStateException.class);
            Collector late = new Collector(1, Integer.MAX_VALUE);
            Flow.Publisher<Row> rows = session.cursor(5, "select n from numbers where n > ?", 0);
            session.close();
            rows.subscribe(late);
            assertThatThrownBy(late.end::join).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    /** Takes numbers, some at a time. */
    private static final class Collector implements Flow.Subscriber<Row> {
        private final CompletableFuture<List<Integer>> end = new CompletableFuture<>();
        private final List<CompletableFuture<?>> others = new ArrayList<>();
        private final List<Integer> seen = new ArrayList<>();
        private final int step;
        private final int most;
        private int every = Integer.MAX_VALUE;
        private IntConsumer then = n -> {};
        private Flow.Subscription subscription;

        Collector(int step, int most) {
            this.step = step;
            this.most = most;
        }

        void whenever(int multiple, IntConsumer what) {
            every = multiple;
            then = what;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(step);
            stopIfEnough();
        }

        @Override
        public void onNext(Row row) {
            seen.add(row.getInt(1));
            if (seen.size() % every == 0) {
                then.accept(seen.size());
            }
            if (!stopIfEnough() && seen.size() % step == 0) {
                subscription.request(step);
            }
        }

        private boolean stopIfEnough() {
            if (seen.size() >= most) {
                subscription.cancel();
                end.complete(seen);
            }
            return seen.size() >= most;
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
