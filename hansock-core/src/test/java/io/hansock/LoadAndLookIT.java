package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.sql.SqlSession;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see of a client on a real server: what is open, what is under way, how the server is. */
@ExtendWith(MariaDbExtension.class)
class LoadAndLookIT {
    private static final Table<Row> T = Table.of("t", "id", "name").database("load_it");

    private final List<@Nullable WireKind> wires = new CopyOnWriteArrayList<>();
    private final HansockListener recorder = new HansockListener() {
        @Override
        public void commandFinished(
                String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
            wires.add(wire);
        }
    };

    @BeforeEach
    void createTable(MariaDbServer server) {
        server.sql("create or replace database load_it; create table load_it.t (id int primary key, name varchar(9));"
                + "insert into load_it.t values (1, 'ann')");
    }

    @Test
    void lookingConnectsAndSaysHowTheServerIs(MariaDbServer server) {
        try (Hansock hansock = handlerSocketAlone(server)) {
            assertThat(hansock.states())
                    .extracting(state -> state.reads().condition())
                    .containsExactly(Condition.UNTRIED);
            assertThat(hansock.look(Duration.ofSeconds(5)).join())
                    .extracting(state -> state.reads().condition())
                    .containsExactly(Condition.UP);
        }
    }

    @Test
    void lookingLearnsWhatAServerTellsOverSql(MariaDbServer server) {
        try (Hansock hansock = withSql(server)) {
            ServerState state = hansock.look(Duration.ofSeconds(5)).join().get(0);
            assertThat(state.sql().condition()).isEqualTo(Condition.UP);
            assertThat(state.facts())
                    .hasValueSatisfying(facts -> assertThat(facts.mariaDb()).isTrue());
            assertThat(hansock.look(Duration.ofSeconds(5)).join().get(0).sql().condition())
                    .as("a second time")
                    .isEqualTo(Condition.UP);
        }
    }

    /** However often it was looked for in vain. */
    @Test
    void aServerThatIsBackIsFoundByTheFirstLook() {
        try (MariaDbServer server = MariaDbServer.start();
                Hansock hansock = withSql(server)) {
            assertThat(lookAt(hansock)).isEqualTo(Condition.UP);
            server.kill();
            long patience = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() - patience < 0) {
                assertThat(lookAt(hansock)).isEqualTo(Condition.DOWN);
            }
            server.restart();
            assertThat(lookAt(hansock)).isEqualTo(Condition.UP);
        }
    }

    private static Condition lookAt(Hansock hansock) {
        return hansock.look(Duration.ofSeconds(5)).join().get(0).sql().condition();
    }

    @Test
    void nobodyThereIsASoonAnswer() {
        try (Hansock hansock = Hansock.builder()
                .server(ServerSettings.of("east", "127.0.0.1").readPort(1))
                .build()) {
            assertThat(hansock.look(Duration.ofSeconds(5)).join().get(0).reads().condition())
                    .isEqualTo(Condition.DOWN);
        }
    }

    @Test
    void whatIsOpenIsShown(MariaDbServer server) {
        try (Hansock hansock = handlerSocketAlone(server)) {
            assertThat(hansock.loads())
                    .containsExactly(new ServerLoad(
                            "east",
                            ServerLoad.Wire.NONE,
                            ServerLoad.Wire.NONE,
                            ServerLoad.Wire.NONE,
                            ServerLoad.Sessions.NONE,
                            ServerLoad.Sessions.NONE));
            assertThat(hansock.findOne(T, 1)).isPresent();
            await().untilAsserted(() -> assertThat(hansock.loads().get(0).reads())
                    .isEqualTo(new ServerLoad.Wire(1, 0, 0, List.of("load_it.t, index PRIMARY, columns [id, name]"))));
            assertThat(wires).containsExactly(WireKind.HANDLERSOCKET);
        }
    }

    /** What one frozen connection has been given, and what waits for another that is being made to it. */
    @Test
    void whatIsQueuedAndWhatIsInFlightAreToldApart() {
        try (MariaDbServer server = MariaDbServer.start()) {
            createTable(server);
            try (Hansock overSql = patient(withSqlOf(server));
                    Hansock overHandlerSocket = patient(handlerSocketAloneOf(server))) {
                assertThat(overSql.findOne(T, 1)).isPresent();
                assertThat(overHandlerSocket.findOne(T, 1)).isPresent();
                awaitUnderWay(() -> overSql.loads().get(0).sql(), 1, 0, 0);
                server.pause();
                List<CompletableFuture<?>> finds = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    finds.add(overSql.async().findOne(T, 1));
                    finds.add(overHandlerSocket.async().findOne(T, 1));
                }
                awaitUnderWay(() -> overSql.loads().get(0).sql(), 1, 3, 3);
                awaitUnderWay(() -> overHandlerSocket.loads().get(0).reads(), 2, 0, 6);
                server.resume();
                assertThat(finds).allSatisfy(find -> assertThat(find).succeedsWithin(Duration.ofSeconds(20)));
                awaitUnderWay(() -> overSql.loads().get(0).sql(), 2, 0, 0);
                awaitUnderWay(() -> overHandlerSocket.loads().get(0).reads(), 2, 0, 0);
            }
        }
    }

    private static void awaitUnderWay(Supplier<ServerLoad.Wire> load, int channels, int queued, int inFlight) {
        await().untilAsserted(() -> assertThat(List.of(
                        load.get().channels(), load.get().queued(), load.get().inFlight()))
                .containsExactly(channels, queued, inFlight));
    }

    @Test
    void sessionsThatAreLeasedAreShown(MariaDbServer server) {
        try (Hansock hansock = withSql(server)) {
            try (SqlSession session = hansock.sql().on("east").lease()) {
                session.ping();
                assertThat(sessions(hansock)).isEqualTo(new ServerLoad.Sessions(10, 1, 1, 0));
            }
            await().untilAsserted(() -> assertThat(sessions(hansock)).isEqualTo(new ServerLoad.Sessions(10, 1, 0, 0)));
        }
    }

    /** Long before the pool would look after those that nobody uses. */
    @Test
    void sessionsThatHaveEndedWhileTheyWereIdleAreNotShown() {
        try (MariaDbServer own = MariaDbServer.start();
                Hansock hansock = patient(withSqlOf(own))) {
            try (SqlSession session = hansock.sql().on("east").lease()) {
                session.ping();
            }
            await().untilAsserted(() -> assertThat(sessions(hansock)).isEqualTo(new ServerLoad.Sessions(10, 1, 0, 0)));
            own.kill();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(sessions(hansock)).isEqualTo(new ServerLoad.Sessions(10, 0, 0, 0)));
        }
    }

    /** Of two changes of rows that somebody has locked. */
    @Test
    void connectionsForChangesAreShown(MariaDbServer server) {
        try (Hansock hansock = patient(withSqlOf(server))) {
            List<CompletableFuture<?>> changes = new ArrayList<>();
            try (SqlSession session = hansock.sql().on("east").lease()) {
                session.update("start transaction");
                session.query("select id from load_it.t for update");
                for (int i = 0; i < 2; i++) {
                    changes.add(hansock.async()
                            .change(T.primary()
                                    .ge(1)
                                    .limit(5)
                                    .set("name", "bob")
                                    .returningOld()));
                }
                awaitChanges(hansock, new ServerLoad.Sessions(10, 2, 2, 0));
                assertThat(sessions(hansock)).isEqualTo(new ServerLoad.Sessions(10, 1, 1, 0));
                session.update("commit");
            }
            assertThat(changes).allSatisfy(change -> assertThat(change).succeedsWithin(Duration.ofSeconds(20)));
            awaitChanges(hansock, new ServerLoad.Sessions(10, 2, 0, 0));
        }
    }

    private static void awaitChanges(Hansock hansock, ServerLoad.Sessions expected) {
        await().untilAsserted(() -> assertThat(hansock.loads().get(0).changes()).isEqualTo(expected));
    }

    private static ServerLoad.Sessions sessions(Hansock hansock) {
        return hansock.loads().get(0).sessions();
    }

    @Test
    void aCommandThatGoesOverSqlSaysSo(MariaDbServer server) {
        try (Hansock hansock = withSql(server)) {
            hansock.insert(io.hansock.index.Insert.into(T).set("id", 2).set("name", "bob"));
            assertThat(hansock.async().delete(T.key(2)).join()).isTrue();
            assertThat(wires).containsExactly(WireKind.SQL, WireKind.SQL);
            assertThat(hansock.loads().get(0).sql().channels()).isPositive();
        }
    }

    private Hansock handlerSocketAlone(MariaDbServer server) {
        return handlerSocketAloneOf(server).build();
    }

    private HansockBuilder handlerSocketAloneOf(MariaDbServer server) {
        return Hansock.builder()
                .server(ServerSettings.of("east", server.host()).readPort(server.readPort()))
                .listener(recorder);
    }

    private Hansock withSql(MariaDbServer server) {
        return withSqlOf(server).build();
    }

    private HansockBuilder withSqlOf(MariaDbServer server) {
        return Hansock.builder()
                .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                .user("app")
                .password("secret")
                .listener(recorder);
    }

    private static Hansock patient(HansockBuilder builder) {
        return builder.requestTimeout(Duration.ofSeconds(20))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }
}
