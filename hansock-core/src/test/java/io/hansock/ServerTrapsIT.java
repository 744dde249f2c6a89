package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException.Kind;
import io.hansock.index.Table;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The traps of HandlerSocket that lie in how a server is set up: its binary log, its time zone, its accounts, read_only. */
class ServerTrapsIT {
    private static final Table<Row> T = Table.of("t", "id", "n");

    @Test
    void h6_noWriteMissesTheBinaryLogUnlessThatIsAccepted() {
        try (GuardedServer server = GuardedServer.start(
                builder -> builder.arguments("--log-bin=bin", "--server-id=1", "--binlog-format=row"))) {
            server.table("t", "id int primary key, n int", "(1, 1)", "id", "n");
            String before = position(server);
            try (Hansock hansock = server.fast()) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> hansock.change(T.key(1).set("n", 2)))
                        .matches(e -> e.rule().equals("binary-log"))
                        .withMessageContaining("accept unreplicated writes");
                assertThat(hansock.findOne(T, 1)).isPresent();
            }
            assertThat(position(server)).isEqualTo(before);
            try (Hansock hansock = server.client(builder -> builder.writes(Writes.HANDLERSOCKET)
                    .handlerSocket(HandlerSocketSettings.DEFAULT.acceptUnreplicatedWrites()))) {
                assertThat(hansock.change(T.key(1).set("n", 3))).isEqualTo(1);
            }
            assertThat(position(server)).as("that is what was accepted").isEqualTo(before);
            try (Hansock hansock = server.client(builder -> builder)) {
                assertThat(hansock.change(T.key(1).set("n", 4))).isEqualTo(1);
            }
            assertThat(position(server)).as("by default writes are replicated").isNotEqualTo(before);
        }
    }

    private static String position(GuardedServer server) {
        return String.valueOf(server.server().query("show master status").get(0).get(1));
    }

    @Test
    void h29_aTimestampIsTheSameMomentWhateverTheServersZone() {
        try (GuardedServer server = GuardedServer.start(builder -> builder.environment("TZ", "America/New_York"))) {
            Table<Row> t = server.table("seen", "id int primary key, at timestamp null", "", "id", "at");
            server.server().sql("set time_zone = '+00:00'; insert into guarded.seen values (1, '2024-07-01 12:00:00')");
            try (Hansock hansock = server.fast()) {
                assertThat(hansock.findOne(t, 1).orElseThrow().get("at", Instant.class))
                        .isEqualTo(Instant.parse("2024-07-01T12:00:00Z"));
                assertThat(server.rules()).containsExactly("timestamp-zone");
                assertThat(hansock.find(t.key(1).find().columns("id"))).hasSize(1);
                assertThat(server.rules()).as("other columns are not concerned").isEmpty();
            }
            server.assertUnharmed();
        }
    }

    @Test
    void h31_aServerThatIsReadOnlySaysSoAndIsReadOn() {
        try (SqlServer server = withAccounts("grant select, insert, update, delete on guarded.* to app")) {
            server.admin("set global read_only = 1");
            for (Writes writes : new Writes[] {Writes.SQL, Writes.HANDLERSOCKET}) {
                try (Hansock hansock = client(server, builder -> builder.writes(writes))) {
                    assertThat(hansock.findOne(T, 1)).isPresent();
                    assertThatExceptionOfType(ServerException.class)
                            .as("writes over %s", writes)
                            .isThrownBy(() -> hansock.change(T.key(1).set("n", 2)))
                            .matches(e -> e.kind() == Kind.READ_ONLY)
                            .withMessageContaining("read only");
                    assertThat(hansock.findOne(T, 1)).isPresent();
                }
            }
            assertUnharmed(server);
        }
    }

    @Test
    void h32_whatSqlDoesNotShowToTheUserIsNotReachedEither() {
        try (SqlServer server =
                withAccounts("grant select on guarded.t to app", "grant select (id) on guarded.half to app")) {
            try (Hansock hansock = client(server, builder -> builder.writes(Writes.HANDLERSOCKET))) {
                // which asks for no account
                PatientClient.awaitHandlerSocket(
                        hansock, () -> assertThat(hansock.findOne(T, 1)).isPresent());
                assertRefused("unknown-table", () -> hansock.findOne(Table.of("hidden", "id"), 1));
                assertThat(hansock.findOne(Table.of("half", "id"), 1)).isPresent();
                assertRefused("unknown-column", () -> hansock.findOne(Table.of("half", "id", "n"), 1));
                assertRefused(
                        "unknown-table",
                        () -> hansock.findOne(Table.of("global_priv", "Host").database("mysql"), "%"));
                assertRefused(
                        "system-schema",
                        () -> hansock.findOne(Table.of("TABLES", "TABLE_NAME").database("information_schema"), "t"));
                assertThatExceptionOfType(ServerException.class)
                        .as("what may be read may not be changed for that")
                        .isThrownBy(() -> hansock.change(T.key(1).set("n", 2)))
                        .matches(e -> e.kind() == Kind.NOT_AUTHORISED);
            }
            assertThat(server.queryValue("select n from guarded.t")).isEqualTo("1");
            assertUnharmed(server);
        }
    }

    private static void assertRefused(String rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }

    private static void assertUnharmed(SqlServer server) {
        assertThat(server.alive()).isTrue();
        assertThat(server.queryValue("show global status like 'Uptime'")).isEqualTo("Uptime");
    }

    private static SqlServer withAccounts(String... grants) {
        SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start();
        server.admin(
                "create database guarded",
                "use guarded",
                "create table t (id int primary key, n int)",
                "create table half (id int primary key, n int)",
                "create table hidden (id int primary key)",
                "insert into t values (1, 1)",
                "insert into half values (1, 1)",
                "insert into hidden values (1)");
        server.account(AccountPlugin.NATIVE, "app", "a-password");
        server.admin("revoke all privileges, grant option from app");
        server.admin(grants);
        return server;
    }

    private static Hansock client(SqlServer server, UnaryOperator<HansockBuilder> how) {
        return how.apply(PatientClient.builder()
                        .user("app")
                        .password("a-password")
                        .database("guarded")
                        .server(ServerSettings.of("east", server.host()).sqlPort(server.port())))
                .build();
    }
}
