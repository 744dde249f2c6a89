package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/operations.md says of tables that HandlerSocket has open, and its examples. */
class OperationsIT {
    private static GuardedServer server;
    private static final String WAITED = "Lock wait timeout";

    private Table<Row> users;
    private Hansock hansock;

    /** As an application has one; what it does is of no matter here. */
    private final Migrations flyway = new Migrations();

    private static final class Migrations {
        private int done;

        void migrate() {
            server.server().sql("alter table guarded.users add key by_n (n)");
            done++;
        }
    }

    @BeforeAll
    static void start() {
        server = GuardedServer.start(builder -> builder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        users = server.table("users", "id int primary key, n int", "(1, 1)", "id", "n");
        hansock = server.fast();
        assertThat(hansock.findOne(users, 1)).isPresent();
        assertThat(hansock.change(users.key(1).set("n", 2))).isEqualTo(1);
        assertThat(server.rules()).as("both ports have it open").isEmpty();
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table users add x int",
                "alter table users add y int, algorithm = instant",
                "create index by_n on users (n)",
                "create trigger users_t before insert on users for each row set new.n = 1",
                "rename table users to others",
                "truncate table users",
                "optimize table users",
                "lock tables users write",
                "drop table users"
            })
    void whatChangesATableWaitsForClientsToLeave(String statement) throws SQLException {
        try (Connection sql = console();
                Statement console = sql.createStatement()) {
            assertThatThrownBy(() -> run(console, statement)).hasMessageContaining(WAITED);
            hansock.close();
            console.execute("set lock_wait_timeout = 10");
            run(console, statement);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lock tables users read", "flush tables users with read lock", "flush tables with read lock"})
    void readLocksWaitForTheWritePortAlone(String statement) throws SQLException {
        try (Connection sql = console();
                Statement console = sql.createStatement()) {
            assertThatThrownBy(() -> run(console, statement)).hasMessageContaining(WAITED);
            hansock.close();
            try (Hansock reader = server.fast()) {
                assertThat(reader.findOne(users, 1)).isPresent();
                console.execute("set lock_wait_timeout = 10");
                run(console, statement);
                assertThat(reader.findOne(users, 1)).isPresent();
                assertThat(server.rules()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from users",
                "insert into users values (2, 2)",
                "update users set n = 3 where id = 1",
                "delete from users where id = 1",
                "analyze table users",
                "check table users",
                "flush tables",
                "create table like_users like users",
                "backup stage start; backup stage flush; backup stage block_ddl; backup stage block_commit; backup stage end"
            })
    void whatDoesNotChangeATableWaitsForNobody(String statements) throws SQLException {
        try (Connection sql = console();
                Statement console = sql.createStatement()) {
            for (String statement : statements.split(";", -1)) {
                run(console, statement);
            }
        }
    }

    @Test
    void whoKnowsNoTablesKeepsOneOfThatNameFromBeingMade() throws SQLException {
        MariaDbServer there = server.server();
        Hansock withoutUser = Hansock.builder()
                .database("guarded")
                .server(ServerSettings.of("east", there.host())
                        .readPort(there.readPort())
                        .readSecret(there.readSecret()))
                .build();
        try (withoutUser;
                Connection sql = console();
                Statement console = sql.createStatement()) {
            console.execute("drop table if exists missing");
            assertThatThrownBy(() -> withoutUser.findOne(Table.of("missing", "id"), 1))
                    .isInstanceOf(ServerException.class);
            assertThatThrownBy(() -> console.execute("create table missing (id int primary key)"))
                    .hasMessageContaining(WAITED);
            withoutUser.close();
            // which may have the same worker
            hansock.close();
            console.execute("set lock_wait_timeout = 10");
            console.execute("create table missing (id int primary key)");
        }
    }

    @Test
    void findsGoOnWhileSqlAloneIsDownAndWritesFail() {
        FaultyProxy sql = FaultyProxy.to(server.server().sqlPort());
        try (Hansock cut = Hansock.builder()
                .user("root")
                .database("guarded")
                .server(ServerSettings.of("east", server.server().host()).sqlPort(sql.port()))
                .build()) {
            assertThat(cut.findOne(users, 1)).isPresent();
            sql.close();
            // who asks for nothing over SQL finds out when the server is looked at again
            InTime.within(Duration.ofSeconds(15))
                    .until(() -> cut.states().get(0).sql().condition() == ServerState.Condition.DOWN);
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> cut.findOne(users, 1).isPresent());
            assertThatThrownBy(() -> cut.change(users.key(1).set("n", 3)))
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT))
                    .hasMessageStartingWith("east: ")
                    .hasMessageContaining("next try in");
        } finally {
            sql.close();
        }
    }

    /** OPTIMIZE answers with rows that say what went wrong. */
    private static void run(Statement console, String statement) throws SQLException {
        if (console.execute(statement)) {
            try (ResultSet rows = console.getResultSet()) {
                while (rows.next()) {
                    String last = rows.getString(rows.getMetaData().getColumnCount());
                    if (String.valueOf(last).contains(WAITED)) {
                        throw new SQLException(last);
                    }
                }
            }
        }
    }

    private static Connection console() throws SQLException {
        Connection sql = server.server().connect();
        try (Statement statement = sql.createStatement()) {
            statement.execute("use guarded");
            statement.execute("set lock_wait_timeout = 1");
        }
        return sql;
    }

    @Test
    void theExamplesChangeTables() throws SQLException {
        // tag::ddl[]
        hansock.ddl("alter table users add column seen datetime", Duration.ofMinutes(5));

        try (Release release = hansock.release(Duration.ofSeconds(10))) {
            flyway.migrate();
            // end::ddl[]
            assertThat(release).isNotNull();
            // tag::ddl[]
        }
        // end::ddl[]
        assertThat(flyway.done).isEqualTo(1);
        String byHand = """
                -- tag::byHand[]
                select get_lock('hansock.release', 10);
                do sleep(2);
                alter table users add column nick varchar(20);
                select release_lock('hansock.release');
                -- end::byHand[]
                """;
        try (Connection sql = console();
                Statement console = sql.createStatement()) {
            for (String statement :
                    byHand.lines().filter(line -> !line.startsWith("--")).toList()) {
                console.execute(statement);
            }
        }
        hansock.insert(Insert.into(Table.of("users", "id", "n", "seen", "nick"))
                .set("id", 2)
                .set("n", 2)
                .set("seen", null)
                .set("nick", "x"));
        assertThat(server.query("nick from guarded.users where id = 2")).isEqualTo(List.of(List.of("x")));
    }
}
