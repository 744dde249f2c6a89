package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.ServerException;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server itself can come to, under load: what callers are told is true, and it is the reason. */
class ServerFaultsIT {
    private static final long SEED = Seed.value();
    private static final Duration HOLD = Duration.ofMillis(1_500);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String READ_ONLY = "ServerException READ_ONLY NOT_DONE";

    /** Accounts of applications may not write then; that of HandlerSocket's workers may not either. */
    @ParameterizedTest
    @EnumSource
    void readOnlyWhereApplicationsWriteOverSql(SqlServer.Kind kind) throws InterruptedException {
        String variable = kind.isMariaDb() ? "read_only" : "super_read_only";
        try (SqlServer server = SqlServer.start(kind)) {
            suffer(new Backend.WithAccounts(server), READ_ONLY, new Fault() {
                @Override
                public void begin(Scene scene) {
                    scene.server().sql("set global " + variable + " = 1");
                }

                @Override
                public void end(Scene scene) {
                    scene.server().sql("set global read_only = 0");
                }
            });
        }
    }

    @Test
    void readOnlyWhereApplicationsWriteOverHandlerSocket() throws InterruptedException {
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start()) {
            suffer(new Backend.WithHandlerSocket(server), READ_ONLY, new Fault() {
                // Which waits until nobody has a table open for writes (trap H23). Reset, since HandlerSocket now and
                // then
                // misses an end that comes together with a request, and keeps its tables open for that connection.
                private void set(Scene scene, int value) {
                    FaultyProxy writes = scene.handlerSocket().get(1);
                    writes.refuse();
                    writes.cut(Cut.RESET);
                    scene.server().sql("set global read_only = " + value);
                    writes.listenAgain();
                }

                @Override
                public void begin(Scene scene) {
                    set(scene, 1);
                }

                @Override
                public void end(Scene scene) {
                    set(scene, 0);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreConnectionsThanThereMayBe(SqlServer.Kind kind) throws InterruptedException {
        try (SqlServer server = SqlServer.start(kind);
                TooManyConnections others = new TooManyConnections(server)) {
            suffer(new Backend.WithAccounts(server), "ServerException TOO_MANY_CONNECTIONS NOT_DONE", others);
        }
    }

    /** The listener has gone for good; its connections stay, and new ones are taken by the system (trap H26). */
    @Test
    void handlerSocketAloneFallsSilent() throws InterruptedException {
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start()) {
            suffer(new Backend.WithHandlerSocket(server), "answered", new Fault() {
                @Override
                public void begin(Scene scene) {
                    for (int port : new int[] {server.readPort(), server.writePort()}) {
                        try (HandlerSocketRaw killer = HandlerSocketRaw.connect(server.host(), port)) {
                            killer.send("Quit\n");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }

                // SQL carries everything by then.
                @Override
                public void end(Scene scene) {}
            });
        }
    }

    /** Nobody listens any more, and its connections stay; then there is another, with other secrets. */
    @Test
    void handlerSocketAloneIsUninstalledAndInstalledAgain() throws InterruptedException {
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start()) {
            suffer(new Backend.WithAccounts(server), "answered", new Fault() {
                @Override
                public void begin(Scene scene) {
                    scene.server().sql("uninstall plugin handlersocket");
                }

                @Override
                public void end(Scene scene) {
                    scene.server().sql("install soname 'handlersocket'");
                    await().atMost(Duration.ofSeconds(30)).until(scene::readsOverHandlerSocket);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithoutHandlerSocketIsKilled(SqlServer.Kind kind) throws InterruptedException {
        try (SqlServer server = SqlServer.start(kind)) {
            suffer(new Backend.WithAccounts(server), "ChannelLostException NOT_DONE", CommonFault.KILLED);
        }
    }

    @Test
    void connectionsThatAServerHasLetInGoOnWhileItTakesNoMore() throws SQLException {
        try (SqlServer server = SqlServer.start(SqlServer.Kind.MARIADB_10_11);
                TooManyConnections others = new TooManyConnections(server)) {
            Backend backend = new Backend.WithAccounts(server);
            backend.sql("create database " + Manner.DATABASE + ";" + Manner.SQL.layingStatements(""));
            backend.admit();
            Table<Entry> table = Manner.SQL.table();
            try (Hansock hansock = Manner.SQL
                    .apply(PatientClient.builder())
                    .sqlChannels(1)
                    .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                    .build()) {
                assertThat(hansock.findOne(table, 1)).isPresent();
                others.limit();
                try (Connection admin = server.connect();
                        Statement statement = admin.createStatement()) {
                    String latest = server.queryValue(
                            "select max(id) from information_schema.processlist where user = '" + Backend.USER + "'");
                    // which carries the finds; the others are for looking after the server
                    List<List<@Nullable String>> ids =
                            server.query("select id from information_schema.processlist where" + " user = '"
                                    + Backend.USER + "' and id <> " + latest);
                    others.takeWhatIsLeft();
                    for (List<@Nullable String> row : ids) {
                        statement.execute("kill " + row.get(0));
                        // it counts until it has ended
                        await().until(() -> hasEnded(statement, row.get(0)));
                    }
                    others.takeWhatIsLeft();
                }
                assertThatThrownBy(() -> hansock.insert(table, new Entry(Entry.FIXED, "new", 0)))
                        .isInstanceOfSatisfying(
                                ServerException.class,
                                refused -> assertThat(refused.kind())
                                        .isEqualTo(ServerException.Kind.TOO_MANY_CONNECTIONS));
                await().until(() -> hansock.states().get(0).sql().condition() == Condition.DOWN);
                assertThat(hansock.findOne(table, 1)).isPresent();
            }
        }
    }

    private static boolean hasEnded(Statement statement, @Nullable String id) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("select 1 from information_schema.processlist where id = " + id)) {
            return !found.next();
        }
    }

    private static void suffer(Backend server, String told, Fault fault) throws InterruptedException {
        Random random = new Random(SEED);
        try (Scene scene = new Scene(server, random, LONGEST)) {
            scene.beWell();
            scene.suffer(fault, HOLD, random);
            scene.verify();
            assertThat(scene.told().values())
                    .anySatisfy(each -> assertThat(each).contains(told));
        }
    }
}
