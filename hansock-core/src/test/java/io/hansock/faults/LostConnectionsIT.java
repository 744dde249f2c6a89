package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.HansockBuilder;
import io.hansock.HansockException;
import io.hansock.HansockListener;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.SqlClientBuilder;
import io.hansock.index.Change;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.sql.SqlClient;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that have ended, with a word or without: how few calls notice. */
class LostConnectionsIT {
    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 10;
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static MariaDbServer server;

    private FaultyProxy sql;
    private FaultyProxy reads;
    private FaultyProxy writes;

    @BeforeAll
    static void start() {
        server = MariaDbServer.builder().randomSecrets().start();
        server.sql("create database " + Manner.DATABASE);
        for (Manner manner : Manner.values()) {
            server.sql(manner.layingStatements(""));
        }
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void listen() {
        sql = FaultyProxy.to(server.sqlPort());
        reads = FaultyProxy.to(server.readPort());
        writes = FaultyProxy.to(server.writePort());
    }

    @AfterEach
    void close() {
        proxies().forEach(FaultyProxy::close);
    }

    private Stream<FaultyProxy> proxies() {
        return Stream.of(sql, reads, writes);
    }

    /** As after a restart: whoever meets a dead one would meet the next dead one with his second attempt. */
    @ParameterizedTest
    @EnumSource
    void whereAllHaveEndedNoReadFails(Manner manner) {
        try (Hansock hansock = opened(manner, patient(manner))) {
            for (int round = 0; round < ROUNDS; round++) {
                useAll(hansock, manner);
                findAlone(hansock, manner);
                awaitRest(hansock);
                proxies().forEach(proxy -> proxy.cut(Cut.FINISHED));
                findAlone(hansock, manner);
            }
        }
    }

    /** One after the other, many enough to earn what may be sent once more: a tenth of all calls. */
    private static void findAlone(Hansock hansock, Manner manner) {
        for (int i = 0; i < 20 * CONNECTIONS; i++) {
            assertThat(hansock.findOne(manner.table(), i)).contains(Entry.fixed(i));
        }
    }

    /** A login that is cut is a failed login. */
    private static void awaitRest(Hansock hansock) {
        await().pollDelay(REST)
                .until(() -> hansock.states().stream()
                        .allMatch(state -> state.sql().isUsable()
                                && state.reads().condition() != Condition.DOWN
                                && state.writes().condition() != Condition.DOWN));
    }

    private static void useAll(Hansock hansock, Manner manner) {
        List<CompletableFuture<Optional<Entry>>> found = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            found.add(hansock.async().findOne(manner.table(), i));
        }
        assertThat(hansock.findOne(manner.table(), 7)).contains(Entry.fixed(7));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).join()).contains(Entry.fixed(i));
        }
    }

    @Test
    void whereAllHaveEndedNoStatementFails() {
        try (SqlClient client = SqlClientBuilder.to("127.0.0.1", sql.port())
                .user(Backend.USER)
                .password(Backend.PASSWORD)
                .maxSessions(CONNECTIONS)
                .build()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<?>> sleeping = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    sleeping.add(client.async().query("select sleep(0.01)"));
                }
                sleeping.forEach(CompletableFuture::join);
                sql.cut(Cut.FINISHED);
                assertThat(client.query("select 7").rows().row(0).getLong(1)).isEqualTo(7);
            }
        }
    }

    /** What HandlerSocket does in one go takes a session of its own over SQL. */
    @Test
    void aChangeOfWhichNothingWasSentBeginsAnewOverSql() throws Exception {
        Table<Entry> table = Manner.HANDLERSOCKET.table();
        Change<Entry> change = table.primary().ge(7).limit(1).set("n", 7);
        ReturningOld<Row> returning = table.key(7).set("n", 7).returningOld();
        try (Hansock hansock = opened(Manner.HANDLERSOCKET, patient(Manner.HANDLERSOCKET))) {
            List<Callable<Object>> changes = List.of(
                    () -> hansock.change(change),
                    () -> hansock.change(returning).size(),
                    () -> later(hansock).change(change).get(30, TimeUnit.SECONDS),
                    () -> later(hansock)
                            .change(returning)
                            .get(30, TimeUnit.SECONDS)
                            .size());
            for (Callable<Object> one : changes) {
                for (int round = 0; round < 2; round++) {
                    // earns second attempts
                    findAlone(hansock, Manner.HANDLERSOCKET);
                    await().until(() -> hansock.states().get(0).writes().condition() == Condition.UP);
                    assertThat(hansock.change(change)).isEqualTo(1);
                    writes.refuse();
                    writes.cut(Cut.FINISHED);
                    assertThat(one.call()).asString().isEqualTo("1");
                    writes.listenAgain();
                }
            }
        }
    }

    /** Once the end of the connection for writes has been noticed: before that a command that nobody waits for can be sent on it. */
    private static HansockAsync later(Hansock hansock) {
        await().until(() -> hansock.loads().get(0).writes().channels() == 0);
        return hansock.async();
    }

    /** The peer of a connection has forgotten it, and says nothing: nobody can know before the first call has waited in vain. */
    @ParameterizedTest
    @EnumSource
    void oneThatIsHalfOpenIsReplacedSoonAfterACallHasWaitedInVain(Manner manner) {
        try (Hansock hansock = client(manner)) {
            useAll(hansock, manner);
            proxies().forEach(FaultyProxy::forget);
            InTime.within(TIMEOUT.multipliedBy(2).plusSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> useAll(hansock, manner));
        }
    }

    /** Whatever carries writes has been silent for as long as what carries finds. */
    @ParameterizedTest
    @EnumSource
    void oneThatIsHalfOpenHasOthersReplacedBeforeACallWaitsThereToo(Manner manner) {
        try (Hansock hansock = client(manner)) {
            useAll(hansock, manner);
            hansock.insert(Insert.into(manner.table())
                    .set("id", -1)
                    .set("token", "before")
                    .set("n", 1));
            proxies().forEach(FaultyProxy::forget);
            InTime.within(TIMEOUT.multipliedBy(2).plusSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> useAll(hansock, manner));
            assertThat(hansock.change(manner.table().key(-1).delete())).isEqualTo(1);
        }
    }

    /** Whoever looks does not wait for connections of which an answer was lost. */
    @Test
    void aServerWhoseAnswersWereLostIsFoundBackByTheNextLook() throws Exception {
        try (Hansock hansock = client(Manner.SQL)) {
            for (int round = 0; round < 4; round++) {
                sql.flow(Flow.SWALLOWED);
                CompletableFuture<?> look = hansock.look(TIMEOUT);
                TimeUnit.MILLISECONDS.sleep(250);
                sql.flow(Flow.FREE);
                look.get(5, TimeUnit.SECONDS);
                InTime.within(Duration.ofMillis(500).plusSeconds(1))
                        .until(() -> hansock.states().get(0).sql().condition() == Condition.UP);
            }
        }
    }

    /** The server does not know that nobody will ever end the transaction. */
    @Test
    void theServerIsToldToUndoATransactionWhoseConnectionIsHalfOpen() {
        String table = Manner.DATABASE + "." + Manner.SQL.table().name();
        sql.keepServersWaiting();
        try (SqlClient client = SqlClientBuilder.to("127.0.0.1", sql.port())
                .user(Backend.USER)
                .password(Backend.PASSWORD)
                .requestTimeout(TIMEOUT)
                .build()) {
            assertThatThrownBy(() -> client.transaction(session -> {
                        session.update("update " + table + " set n = -1 where id = 3");
                        sql.flow(Flow.SWALLOWED);
                        try {
                            return session.update("update " + table + " set n = -1 where id = 4");
                        } finally {
                            sql.flow(Flow.FREE);
                        }
                    }))
                    .isInstanceOf(HansockException.class);
            server.sql("set session innodb_lock_wait_timeout = 15; update " + table + " set n = n + 0 where id = 3");
            assertThat(client.query("select n from " + table + " where id = 3").value(Long.class))
                    .contains(3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsAnsweredCallsFailAtOnceAndSayWhenTheNextTryIs(Manner manner) {
        try (Hansock hansock = client(manner)) {
            useAll(hansock, manner);
            proxies().forEach(proxy -> proxy.flow(Flow.SWALLOWED));
            InTime.within(TIMEOUT.multipliedBy(5))
                    .until(() -> failsWith(hansock, manner).contains("next try in")
                            && hansock.states().get(0).sql().condition() == Condition.DOWN);
            Stopwatch stopwatch = Stopwatch.start();
            assertThatThrownBy(() -> hansock.findOne(manner.table(), 1))
                    .isInstanceOf(ChannelLostException.class)
                    .hasMessageStartingWith("east: ")
                    .hasMessageContaining("next try in");
            assertThat(stopwatch.awake()).isLessThan(TIMEOUT.dividedBy(2));
            proxies().forEach(proxy -> proxy.flow(Flow.FREE));
            InTime.within(TIMEOUT.multipliedBy(2).plusSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> useAll(hansock, manner));
        }
    }

    private static String failsWith(Hansock hansock, Manner manner) {
        try {
            return "found " + hansock.findOne(manner.table(), 1);
        } catch (HansockException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Whoever drives a channel fails the calls of all that wait, and only then tells that HandlerSocket is gone: one that goes on before must not
     * meet it a second time.
     */
    @Test
    void aCallThatWaitedOnAnothersChannelGoesOnOverSqlAlthoughNobodyWasTold() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Thread> slow = new AtomicReference<>();
        HansockListener listener = new HansockListener() {
            @Override
            public void batchWritten(String server, int port, int commands) {
                if (Thread.currentThread().equals(slow.get())) {
                    awaitUninterruptibly(over);
                }
            }
        };
        Table<Entry> table = Manner.HANDLERSOCKET.table();
        try (Hansock hansock = opened(
                Manner.HANDLERSOCKET,
                builder(Manner.HANDLERSOCKET)
                        .requestTimeout(TIMEOUT.multipliedBy(20))
                        .channelsPerPort(1)
                        .listener(listener))) {
            await().until(() -> hansock.states().get(0).reads().condition() == Condition.UP);
            assertThat(hansock.findOne(table, 1)).isPresent();
            reads.flow(Flow.STALLED);
            CompletableFuture<Optional<Entry>> driving = new CompletableFuture<>();
            CompletableFuture<Optional<Entry>> waiting = new CompletableFuture<>();
            Thread driver = new Thread(() -> complete(driving, () -> hansock.findOne(table, 2)));
            slow.set(driver);
            driver.start();
            await().until(() -> hansock.loads().get(0).reads().inFlight() == 1);
            new Thread(() -> complete(waiting, () -> hansock.findOne(table, 3))).start();
            await().until(() -> {
                ServerLoad.Wire load = hansock.loads().get(0).reads();
                return load.queued() + load.inFlight() == 2;
            });
            reads.refuse();
            reads.cut(Cut.FINISHED);
            try {
                assertThat(waiting.get(30, TimeUnit.SECONDS)).contains(Entry.fixed(3));
                assertThat(driving).isNotDone();
            } finally {
                over.countDown();
            }
            assertThat(driving.get(30, TimeUnit.SECONDS)).contains(Entry.fixed(2));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void complete(CompletableFuture<T> future, Callable<T> call) {
        try {
            future.complete(call.call());
        } catch (Exception | Error e) {
            future.completeExceptionally(e);
        }
    }

    private Hansock client(Manner manner) {
        return opened(manner, builder(manner));
    }

    /** How long it takes on a busy machine is not what is shown. */
    private HansockBuilder patient(Manner manner) {
        return builder(manner).requestTimeout(TIMEOUT.multipliedBy(20)).connectTimeout(TIMEOUT.multipliedBy(10));
    }

    private HansockBuilder builder(Manner manner) {
        return manner.apply(Hansock.builder())
                .requestTimeout(TIMEOUT)
                .connectTimeout(TIMEOUT.dividedBy(2))
                .channelsPerPort(CONNECTIONS)
                .sqlChannels(CONNECTIONS)
                .server(ServerSettings.of("east", server.host())
                        .sqlPort(sql.port())
                        .readPort(reads.port())
                        .writePort(writes.port()));
    }

    private static Hansock opened(Manner manner, HansockBuilder builder) {
        Hansock made = builder.build();
        // the first call of all takes long on a busy machine
        await().ignoreExceptions().until(() -> made.findOne(manner.table(), 1).isPresent());
        return made;
    }
}
