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
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            List<Integer> served = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<?>> all = new ArrayList<>();
            try (SqlSession only = sql.lease()) {
                only.ping();
                for (int i = 0; i < 20; i++) {
                    int n = i;
                    if (i % 2 == 0) {
                        Thread caller = new Thread(() -> {
                            sql.query("select ?", n);
                            served.add(n);
                        });
                        CompletableFuture<?> ended = new CompletableFuture<>();
                        all.add(ended);
                        caller.setUncaughtExceptionHandler((dead, why) -> ended.completeExceptionally(why));
                        caller.start();
                        // it waits for its connection
                        Patience.until(() -> caller.getState() == Thread.State.TIMED_WAITING);
                        new Thread(() -> join(caller, ended)).start();
                    } else {
                        all.add(sql.async().query("select ?", n).thenRun(() -> served.add(n)));
                    }
                }
            }
            for (CompletableFuture<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
            assertThat(served).hasSize(20);
            // who was served is noted a little later than it was served
            for (int i = 0; i < 20; i++) {
                assertThat(served.indexOf(i)).isBetween(i - 4, i + 4);
            }
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
        try (SqlClient sql = fixture.builder()
                        .maxSessions(1)
                        .requestTimeout(Duration.ofMillis(100))
                        .build();
                SqlSession only = sql.lease()) {
            only.ping();
            assertThatThrownBy(sql::lease).isInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> sql.async().lease().join()).hasCauseInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> sql.query("select 1")).isInstanceOf(DeadlineException.class);
            assertThatThrownBy(() -> sql.async().query("select 1").join()).hasCauseInstanceOf(DeadlineException.class);
            only.ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatNobodyUsesAreClosed(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql =
                fixture.builder().idleTimeout(Duration.ofMillis(300)).build()) {
            List<CompletableFuture<?>> slow = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                slow.add(sql.async().query("select sleep(0.2)"));
            }
            slow.forEach(CompletableFuture::join);
            assertThat(connections(fixture)).isEqualTo(4);
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
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() - end < 0) {
                ids.add(sql.query(ID).value(Long.class).orElseThrow());
            }
            assertThat(ids).hasSizeBetween(3, 8);
            assertThat(connections(fixture)).isLessThanOrEqualTo(1);
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
