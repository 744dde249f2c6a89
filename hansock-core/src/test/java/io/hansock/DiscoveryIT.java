package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A client that is told where servers are and who logs in, and finds out the rest. */
class DiscoveryIT {
    private static final Table<Row> PEOPLE = Table.of("people", "id", "name");
    private static final String TOKEN_TABLE = """
            -- tag::token[]
            set sql_log_bin = 0; -- a replica has a token of its own
            create table found.hansock_token (id int primary key, token varchar(64) character set ascii not null);
            insert into found.hansock_token values (1, uuid());
            -- end::token[]
            """;

    @Test
    void h22_aServerWithRandomSecretsNeedsNothingSet() {
        try (MariaDbServer server = started(builder -> builder.randomSecrets());
                Hansock hansock = client(server, builder -> builder)) {
            assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.UNTRIED);
            assertFinds(hansock);
            ServerState state = hansock.states().get(0);
            assertThat(state.sql().condition()).isEqualTo(Condition.UP);
            assertThat(state.sql().port()).hasValue(server.sqlPort());
            assertThat(state.reads().condition()).isEqualTo(Condition.UP);
            assertThat(state.reads().port()).hasValue(server.readPort());
            assertThat(state.writes().condition()).isEqualTo(Condition.OFF);
            assertThat(state.facts()).hasValueSatisfying(facts -> {
                assertThat(facts.mariaDb()).isTrue();
                assertThat(facts.version()).contains("MariaDB");
                assertThat(facts.binaryLog()).isFalse();
                assertThat(facts.readOnly()).isFalse();
            });
            assertThat(hansock.states().toString()).doesNotContain(server.readSecret());
        }
    }

    @Test
    void h22_newSecretsAndPortsAreLearnedAfterARestart() {
        try (MariaDbServer server = started(builder -> builder.randomSecrets());
                Hansock hansock = client(server, builder -> builder)) {
            assertFinds(hansock);
            String former = server.readSecret();
            server.restart();
            assertThat(server.readSecret()).isNotEqualTo(former);
            awaitHandlerSocketSoon(hansock, server);

            int formerPort = server.readPort();
            server.restartElsewhere();
            assertThat(server.readPort()).isNotEqualTo(formerPort);
            awaitHandlerSocketSoon(hansock, server);
        }
    }

    @Test
    void h30_aPortWithoutASecretIsNotUsedUnlessATokenProvesIt() {
        try (MariaDbServer server = started(builder -> builder)) {
            try (Hansock hansock = client(server, builder -> builder)) {
                assertNotUsed(hansock, "nothing proves");
            }
            UnaryOperator<HansockBuilder> withToken =
                    builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.tokenTable("hansock_token"));
            try (Hansock hansock = client(server, withToken)) {
                assertNotUsed(hansock, "no row 1 with a token in found.hansock_token");
            }
            server.sql(TOKEN_TABLE);
            try (Hansock hansock = client(server, withToken)) {
                assertFinds(hansock);
            }
        }
    }

    @Test
    void h30_whatTwoServersHaveProvesNothingOfEither() {
        try (MariaDbServer east = started(builder -> builder.readSecret("one-for-all"));
                MariaDbServer west = started(builder -> builder.readSecret("one-for-all"));
                Hansock hansock = PatientClient.builder()
                        .user("app")
                        .database("found")
                        .server(ServerSettings.of("east", east.host()).sqlPort(east.sqlPort()))
                        .server(ServerSettings.of("west", west.host()).sqlPort(west.sqlPort()))
                        .build()) {
            for (int id = 1; id < 20; id++) {
                assertThat(hansock.findOne(PEOPLE, id).isPresent()).isEqualTo(id == 1);
            }
            await().untilAsserted(() -> assertThat(hansock.states()).allSatisfy(state -> {
                assertThat(state.reads().condition()).isEqualTo(Condition.OFF);
                assertThat(state.reads().reason()).contains("another server has the same secret");
            }));
        }
    }

    @Test
    void whatIsSetWinsAndNeedsNoProof() {
        try (MariaDbServer server = started(builder -> builder.readSecret("a-secret"));
                Hansock hansock = PatientClient.builder()
                        .user("app")
                        .database("found")
                        .server(ServerSettings.of("east", server.host())
                                .sqlPort(server.sqlPort())
                                .readPort(server.readPort()))
                        .build();
                Hansock wrong = PatientClient.builder()
                        .user("app")
                        .database("found")
                        .server(ServerSettings.of("east", server.host())
                                .sqlPort(server.sqlPort())
                                .readPort(server.readPort())
                                .readSecret("not-that"))
                        .build()) {
            assertFinds(hansock);
            assertNotUsed(wrong, "refuses the secret");
        }
    }

    @Test
    void aPortThatIsSetOnAServerWithoutHandlerSocketIsNotUsed() {
        try (MariaDbServer server = started(builder -> builder.withoutHandlerSocket());
                MariaDbServer other = started(builder -> builder);
                Hansock hansock = PatientClient.builder()
                        .user("app")
                        .database("found")
                        .server(ServerSettings.of("east", server.host())
                                .sqlPort(server.sqlPort())
                                .readPort(other.readPort()))
                        .build()) {
            assertNotUsed(hansock, "the server says that it has none");
        }
    }

    @Test
    void encryptionTurnsHandlerSocketOff() {
        try (MariaDbServer server = started(builder -> builder.randomSecrets())) {
            try (Hansock hansock = client(server, builder -> builder.tls(TlsMode.REQUIRED))) {
                assertThatThrownBy(() -> hansock.findOne(PEOPLE, 1)).isInstanceOf(HansockException.class);
                assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.OFF);
                assertThat(hansock.states().get(0).reads().reason()).contains("no encryption");
            }
            try (Hansock hansock =
                    client(server, builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off()))) {
                assertNotUsed(hansock, "switched off");
            }
        }
    }

    @Test
    void besideEncryptedSqlHandlerSocketIsUsedOnlyWhereThatIsAccepted() {
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start()) {
            server.admin(
                    "create database found",
                    "create table found.people (id int primary key, name varchar(20))",
                    "insert into found.people values (1, 'ann')");
            server.account(AccountPlugin.NATIVE, "app", "a-password");
            for (TlsMode mode : List.of(TlsMode.PREFERRED, TlsMode.REQUIRED, TlsMode.VERIFY_CA)) {
                assertFindsEncrypted(
                        server,
                        mode,
                        HandlerSocketSettings.DEFAULT,
                        mode == TlsMode.PREFERRED ? Condition.UP : Condition.OFF);
                assertFindsEncrypted(server, mode, HandlerSocketSettings.DEFAULT.acceptPlaintext(), Condition.UP);
            }
        }
    }

    private static void assertFindsEncrypted(
            SqlServer server, TlsMode mode, HandlerSocketSettings settings, Condition expected) {
        TlsSettings tls = TlsSettings.of(mode);
        try (Hansock hansock = PatientClient.builder()
                .user("app")
                .password("a-password")
                .database("found")
                .tls(mode == TlsMode.VERIFY_CA ? tls.certificateFile(server.caFile()) : tls)
                .handlerSocket(settings)
                .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                .build()) {
            assertThat(hansock.findOne(PEOPLE, 1)).isPresent();
            assertThat(hansock.sql()
                            .on("east")
                            .query("show session status like 'Ssl_cipher'")
                            .rows()
                            .row(0)
                            .getString(2))
                    .isNotEmpty();
            assertThat(hansock.states().get(0).reads().condition())
                    .as("%s", mode)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aServerThatCannotBeReachedSaysSoAtOnceAndIsFoundAgain() {
        try (MariaDbServer server = started(builder -> builder.randomSecrets());
                Hansock hansock = client(server, builder -> builder.requestTimeout(Duration.ofSeconds(5)))) {
            server.kill();
            assertThatThrownBy(() -> hansock.findOne(PEOPLE, 1))
                    .isInstanceOf(ChannelLostException.class)
                    .hasMessageStartingWith("east: cannot be reached")
                    .hasMessageContaining("next try in");
            Stopwatch stopwatch = Stopwatch.start();
            for (int i = 0; i < 1000; i++) {
                assertThatThrownBy(() -> hansock.findOne(PEOPLE, 1)).isInstanceOf(ChannelLostException.class);
            }
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(2));
            assertThat(hansock.states().get(0).sql().condition()).isEqualTo(Condition.DOWN);
            assertThat(hansock.states().get(0).sql().nextTry()).isPresent();
            server.restart();
            awaitFindsSoon(hansock);
        }
    }

    @Test
    void aRefusedLoginIsTheServersRefusalForEveryCaller() {
        try (MariaDbServer server = started(builder -> builder);
                Hansock hansock = client(server, builder -> builder.database("nowhere"))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> hansock.findOne(PEOPLE, 1))
                        .isInstanceOfSatisfying(
                                ServerException.class, e -> assertThat(e.code()).isEqualTo(1049));
            }
        }
    }

    private static MariaDbServer started(UnaryOperator<MariaDbServer.Builder> options) {
        MariaDbServer server = options.apply(MariaDbServer.builder()).start();
        server.sql("create database found; create table found.people (id int primary key, name varchar(20));"
                + "insert into found.people values (1, 'ann')");
        return server;
    }

    private static Hansock client(MariaDbServer server, UnaryOperator<HansockBuilder> settings) {
        return settings.apply(PatientClient.builder()
                        .user("app")
                        .database("found")
                        .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort())))
                .build();
    }

    private static void assertFinds(Hansock hansock) {
        assertThat(hansock.findOne(PEOPLE, 1))
                .hasValueSatisfying(row -> assertThat(row.getString("name")).isEqualTo("ann"));
    }

    /** A second is what it may take, and a margin. */
    private static void awaitFindsSoon(Hansock hansock) {
        InTime.within(Duration.ofSeconds(2)).ignoreExceptions().untilAsserted(() -> assertFinds(hansock));
    }

    private static void awaitHandlerSocketSoon(Hansock hansock, MariaDbServer server) {
        InTime.within(Duration.ofSeconds(2)).ignoreExceptions().untilAsserted(() -> {
            assertFinds(hansock);
            ServerState.Wire reads = hansock.states().get(0).reads();
            assertThat(reads.condition()).isEqualTo(Condition.UP);
            assertThat(reads.port()).hasValue(server.readPort());
        });
    }

    private static void assertNotUsed(Hansock hansock, String why) {
        // SQL carries commands
        assertFinds(hansock);
        assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.OFF);
        assertThat(hansock.states().get(0).reads().reason()).contains(why);
    }
}
