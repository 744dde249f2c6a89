package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The pool of sessions: what it promises to those who share it, on real servers. */
class SessionPoolIT {
    private static final String NAME = "session_pool_it";
    private static final String ID = "select connection_id()";

    @ParameterizedTest
    @EnumSource
    void thereAreNeverMoreConnectionsThanAllowed(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(3).build()) {
            Set<Long> ids = Collections.synchronizedSet(new HashSet<>());
            AtomicInteger most = new AtomicInteger();
            AtomicInteger out = new AtomicInteger();
            List<CompletableFuture<?>> callers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                callers.add(CompletableFuture.runAsync(
                        () -> {
                            for (int k = 0; k < 20; k++) {
                                try (SqlSession session = sql.lease()) {
                                    most.accumulateAndGet(out.incrementAndGet(), Math::max);
                                    ids.add(session.query(ID).value(Long.class).orElseThrow());
                                    out.decrementAndGet();
                                }
                            }
                        },
                        what -> new Thread(what).start()));
                callers.add(sql.async().query("select sleep(0.01)"));
            }
            callers.forEach(CompletableFuture::join);
            assertThat(most).hasValueLessThanOrEqualTo(3);
            assertThat(ids).hasSizeLessThanOrEqualTo(3);
            assertThat(connections(fixture)).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoComesFirstIsServedFirst(SqlServer.Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create table `" + fixture.name()
                        + "`.served (id int auto_increment primary key, n int not null)");
        String note = "insert into served (n) values (?)";
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            try (SqlSession only = sql.lease()) {
                only.ping();
                for (int i = 0; i < 20; i++) {
                    int n = i;
                    if (i % 2 == 0) {
                        Thread caller = new Thread(() -> sql.update(note, n));
                        CompletableFuture<?> ended = new CompletableFuture<>();
                        all.add(ended);
                        caller.setUncaughtExceptionHandler((dead, why) -> ended.completeExceptionally(why));
                        caller.start();
                        // it waits for its connection
                        Patience.until(() -> caller.getState() == Thread.State.TIMED_WAITING);
                        new Thread(() -> join(caller, ended)).start();
                    } else {
                        all.add(sql.async().update(note, n));
                    }
                }
            }
            for (CompletableFuture<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
            assertThat(sql.query("select n from served order by id").list(row -> row.getInt(1)))
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }

    private static void join(Thread caller, CompletableFuture<?> ended) {
        try {
            caller.join();
            ended.complete(null);
        } catch (InterruptedException e) {
            ended.completeExceptionally(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsTooLongIsTold(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build();
                SqlSession only = sql.lease()) {
            only.ping();
            SqlClient hasty = sql.withTimeout(Duration.ofMillis(100));
            assertThatThrownBy(hasty::lease).isInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> hasty.async().lease().join()).hasCauseInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> hasty.query("select 1")).isInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> hasty.async().query("select 1").join())
                    .hasCauseInstanceOf(DeadlineException.class);
            only.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatNobodyUsesAreClosed(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().idleTimeout(Duration.ofMillis(300)).build()) {
            List<SqlSession> leased = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                leased.add(sql.lease());
            }
            assertThat(connections(fixture)).isEqualTo(4);
            leased.forEach(SqlSession::close);
            Patience.until(() -> connections(fixture) == 0);
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void idleConnectionsThatDieAreNoticedAndNotAskedFirst(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long questions = 0;
            for (int i = 0; i < 3; i++) {
                long id = sql.query(ID).value(Long.class).orElseThrow();
                fixture.server().admin("kill " + id);
                Patience.until(() -> !fixture.hasConnection(id));
                assertThat(sql.query(ID).value(Long.class).orElseThrow()).isNotEqualTo(id);
            }
            try (SqlSession session = sql.lease()) {
                questions = questions(session);
            }
            for (int i = 0; i < 10; i++) {
                sql.query("select 1");
            }
            try (SqlSession session = sql.lease()) {
                assertThat(questions(session) - questions)
                        .as("statements, and no questions whether the server is there")
                        .isEqualTo(11);
            }
        }
    }

    private static long questions(SqlSession session) {
        return Long.parseLong(session.query("show session status like 'Questions'")
                .rows()
                .row(0)
                .getString(2));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreReplacedWhenTheyAreOld(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().maxSessions(1).maxAge(Duration.ofMillis(400)).build()) {
            Set<Long> ids = new HashSet<>();
            long started = System.nanoTime();
            while (ids.size() < 3 && System.nanoTime() - started < TimeUnit.SECONDS.toNanos(20)) {
                ids.add(sql.query(ID).value(Long.class).orElseThrow());
            }
            assertThat(ids).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .as("two of them grew old")
                    .isGreaterThan(Duration.ofMillis(500));
            Patience.until(() -> connections(fixture) == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatStaysOutIsComplainedAboutOnce(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        Logger logger = (Logger) LoggerFactory.getLogger("io.hansock.cluster.SessionWatch");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
        try (SqlClient sql = fixture.builder()
                        .leakWarning(Duration.ofMillis(200))
                        .variable("wait_timeout", "77")
                        .build();
                SqlSession out = sql.lease()) {
            out.query("select 'mystery'");
            Patience.until(() -> !logged.list.isEmpty());
            sql.query("select sleep(0.6)");
            assertThat(logged.list).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage())
                        .startsWith("server: a session was leased")
                        .doesNotContain("mystery");
                assertThat(event.getThrowableProxy()).isNotNull();
                assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                        .anySatisfy(line -> assertThat(line.getSTEAsString())
                                .contains("aSessionThatStaysOutIsComplainedAboutOnce"));
            });
        } finally {
            logger.detachAppender(logged);
            logger.setAdditive(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingWaitsForWhatIsUnderWay(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlClient sql = fixture.client();
        List<CompletableFuture<QueryResult>> underWay = IntStream.range(0, 5)
                .mapToObj(i -> sql.async().query("select sleep(0.3), ?", i))
                .toList();
        Patience.until(() -> connections(fixture) == 5);
        sql.close();
        for (int i = 0; i < 5; i++) {
            assertThat(underWay.get(i).join().rows().row(0).getInt(2)).isEqualTo(i);
        }
        Patience.until(() -> connections(fixture) == 0);
        assertThatThrownBy(() -> sql.query("select 1")).isInstanceOf(ChannelLostException.class);
    }

    private static int connections(SqlFixture fixture) {
        return fixture.server()
                .query("select 1 from information_schema.processlist where user = '" + NAME + "'")
                .size();
    }
}
