package io.hansock;

import static io.hansock.GuardedServer.assertRefused;
import static io.hansock.GuardedServer.ids;
import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/semantics.md says of inserts, changes and upserts, on every wire. */
class MeaningOfChangesIT {
    private static final String DB = "meaning_of_changes_it";

    private static final Table<Row> FILLED = Table.of("filled", "id", "a", "b", "c", "d", "e", "f");
    private static final Table<Row> UNIQUE = Table.of("names", "id", "name");
    private static final Table<Row> NUMBERED = Table.of("numbered", "id", "n");
    private static final Table<Row> COUNTERS = Table.of("counters", "id", "n");
    private static final Table<Row> LOOSE = Table.of("loose", "id", "code", "n");
    private static final String COUNTERS_TABLE = "create table counters (id int primary key, n int)";

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    private static void assertKind(ServerException.Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(ServerException.class).isThrownBy(call).matches(e -> e.kind() == kind, kind.name());
    }

    private static Row one(Hansock hansock, Table<Row> table, int id) {
        return hansock.findOne(table, id).orElseThrow();
    }

    private static List<Integer> counters(Hansock hansock) {
        return hansock.find(COUNTERS.primary().ge(0)).stream()
                .map(row -> row.getInt("n"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aColumnThatIsNotNamedGetsWhatTheTableSays(EveryWire wire) {
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table filled (id int primary key, a int, b varchar(36) default (uuid()), c int default 3,"
                        + " d datetime default current_timestamp, e enum('x', 'y') not null, f int not null)")) {
            hansock.insert(Insert.into(FILLED).set("id", 1).set("f", 5));
            Row row = one(hansock, FILLED, 1);
            assertThat(row.isNull("a")).isTrue();
            assertThat(row.getString("b")).hasSize(36);
            assertThat(row.getInt("c")).isEqualTo(3);
            assertThat(row.isNull("d")).isFalse();
            assertThat(row.getString("e")).as("the first label").isEqualTo("x");
            assertRefused("not-null", () -> hansock.insert(Insert.into(FILLED).set("id", 2)));
            assertRefused(
                    "not-null",
                    () -> hansock.insert(Insert.into(FILLED).set("id", 2).set("f", null)));
            assertThat(hansock.findOne(FILLED, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInsertReplacesNoRow(EveryWire wire) {
        Table<Row> child = Table.of("child", "id", "parent");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table names (id int primary key, name varchar(9) collate utf8mb4_general_ci, unique key (name))",
                "create table child (id int primary key, parent int, foreign key (parent) references names (id))")) {
            hansock.insert(Insert.into(UNIQUE).set("id", 1).set("name", "ann"));
            assertKind(
                    ServerException.Kind.DUPLICATE_KEY,
                    () -> hansock.insert(Insert.into(UNIQUE).set("id", 1).set("name", "bob")));
            assertKind(
                    ServerException.Kind.DUPLICATE_KEY,
                    () -> hansock.insert(Insert.into(UNIQUE).set("id", 2).set("name", "ANN")));
            hansock.insert(Insert.into(UNIQUE).set("id", 3).set("name", null));
            hansock.insert(Insert.into(UNIQUE).set("id", 4).set("name", null));
            assertThat(hansock.find(UNIQUE.primary().ge(0)))
                    .extracting(row -> row.getString("name"))
                    .containsExactly("ann", null, null);
            hansock.insert(Insert.into(child).set("id", 1).set("parent", 1));
            assertKind(
                    ServerException.Kind.FOREIGN_KEY,
                    () -> hansock.insert(Insert.into(child).set("id", 2).set("parent", 9)));
            assertKind(ServerException.Kind.FOREIGN_KEY, () -> hansock.delete(UNIQUE.key(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdIsGeneratedWhereNoneIsGiven(EveryWire wire) {
        try (Hansock hansock = wire.client(
                guarded, DB, "create table numbered (id bigint primary key auto_increment, n int)", COUNTERS_TABLE)) {
            for (Insert<Row> insert : List.of(
                    Insert.into(NUMBERED).set("n", 1),
                    Insert.into(NUMBERED).set("id", null).set("n", 1),
                    Insert.into(NUMBERED).set("id", 0).set("n", 1))) {
                long id = hansock.insert(insert).generatedId().orElseThrow();
                assertThat(hansock.findOne(NUMBERED, id)).isPresent();
            }
            assertThat(hansock.insert(Insert.into(NUMBERED).set("id", 77).set("n", 1))
                            .generatedId())
                    .isEmpty();
            assertThat(hansock.insert(Insert.into(COUNTERS).set("id", 77).set("n", 1))
                            .generatedId())
                    .as("a table without such a column")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServersOwnColumnsAreTheServers(EveryWire wire) {
        Table<Row> table = Table.of("kept", "id", "n", "twice", "changed");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table kept (id int primary key, n int, twice int as (2 * n) stored,"
                        + " changed datetime default '2001-01-01' on update current_timestamp)")) {
            hansock.insert(Insert.into(table).set("id", 1).set("n", 4));
            assertThat(one(hansock, table, 1).getInt("twice")).isEqualTo(8);
            assertThat(one(hansock, table, 1).getLocalDateTime("changed")).isEqualTo("2001-01-01T00:00:00");
            assertThat(hansock.update(table.key(1).set("n", 5))).isEqualTo(1);
            assertThat(one(hansock, table, 1).getInt("twice")).isEqualTo(10);
            assertThat(one(hansock, table, 1).getLocalDateTime("changed")).isAfter("2020-01-01T00:00:00");
            LocalDateTime own = LocalDateTime.of(2002, 2, 2, 2, 2);
            assertThat(hansock.update(table.key(1).set("n", 6).set("changed", own)))
                    .isEqualTo(1);
            assertThat(one(hansock, table, 1).getLocalDateTime("changed")).isEqualTo(own);
            assertRefused("generated-column", () -> hansock.update(table.key(1).set("twice", 1)));
            assertRefused(
                    "generated-column",
                    () -> hansock.insert(Insert.into(table).set("id", 2).set("twice", 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowWhoseSignWouldChangeIsLeftAloneAndCountsTowardsTheLimit(EveryWire wire) {
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                COUNTERS_TABLE,
                "insert into counters values (1, 2), (2, 2), (3, 0), (4, 5), (5, 5), (6, -2)")) {
            assertThat(hansock.change(COUNTERS.key(1).increment("n", -3).unlessSignChanges()))
                    .as("-3 on 2")
                    .isZero();
            assertThat(hansock.change(COUNTERS.key(2).increment("n", -2).unlessSignChanges()))
                    .as("-2 on 2")
                    .isEqualTo(1);
            assertThat(hansock.change(COUNTERS.key(3).increment("n", -3).unlessSignChanges()))
                    .as("-3 on 0")
                    .isEqualTo(1);
            assertThat(hansock.change(COUNTERS.key(6).increment("n", 3).unlessSignChanges()))
                    .as("3 on -2")
                    .isZero();
            assertThat(counters(hansock)).containsExactly(2, 0, -3, 5, 5, -2);
            List<Row> changed = hansock.change(COUNTERS.index("PRIMARY")
                    .in(List.of(1, 4, 5))
                    .limit(2)
                    .increment("n", -4)
                    .unlessSignChanges()
                    .returningOld());
            assertThat(ids(changed)).containsExactly(4);
            assertThat(changed.get(0).getInt("n")).isEqualTo(5);
            assertThat(counters(hansock)).containsExactly(2, 0, -3, 1, 5, -2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutTransactionsOneRowIsChangedByAUniqueKeyAndNoMore(EveryWire wire) {
        List<String> engines = wire.isMariaDb() ? List.of("MyISAM", "Aria", "MEMORY") : List.of("MyISAM", "MEMORY");
        for (String engine : engines) {
            try (Hansock hansock = wire.client(
                    guarded,
                    DB,
                    "create table loose (id int primary key, code int, n int, unique key code (code)) engine = "
                            + engine,
                    "insert into loose values (1, 7, 1), (2, 8, 2)")) {
                assertThat(hansock.change(
                                LOOSE.index("code", "code").eq(8).limit(1).set("n", 9)))
                        .as(engine)
                        .isEqualTo(1);
                assertRefused(
                        "no-transactions",
                        () -> hansock.change(LOOSE.primary().ge(1).limit(2).set("n", 5)));
                assertThat(hansock.find(LOOSE.primary().ge(1)))
                        .extracting(row -> row.getInt("n"))
                        .containsExactly(1, 9);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeWaitsForWhoChangesTheRowAndTakesWhatIsCommitted(EveryWire wire) throws Exception {
        try (Hansock hansock =
                        wire.client(guarded, DB, COUNTERS_TABLE, "insert into counters values (1, 1), (2, 1), (3, 1)");
                Connection other = wire.connect(guarded);
                Statement statement = other.createStatement()) {
            assertThat(counters(hansock)).containsExactly(1, 1, 1);
            statement.execute("begin");
            statement.execute("update " + DB + ".counters set n = 2 where id = 1");
            statement.execute("update " + DB + ".counters set n = 2 where id = 2");
            CompletableFuture<Long> sees = changeIfTwo(hansock, 1);
            CompletableFuture<Long> severalSee = hansock.withTimeout(Duration.ofSeconds(20))
                    .async()
                    .change(COUNTERS.primary().ge(2).where("n", eq(2)).limit(5).set("n", 20));
            await().atMost(Duration.ofSeconds(10)).until(() -> isWaitedFor(wire));
            statement.execute("commit");
            assertThat(sees.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(severalSee.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(counters(hansock)).containsExactly(20, 20, 1);
        }
    }

    private static CompletableFuture<Long> changeIfTwo(Hansock hansock, int id) {
        return hansock.withTimeout(Duration.ofSeconds(20))
                .async()
                .change(COUNTERS.primary().eq(id).where("n", eq(2)).limit(1).set("n", 20));
    }

    private static boolean isWaitedFor(EveryWire wire) throws SQLException {
        try (Connection connection = wire.connect(guarded);
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")) {
            return waiting.next() && waiting.getInt(1) > 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatATriggerMayBringOnlyTheServerMisses(EveryWire wire) {
        Table<Row> stamped = Table.of("stamped", "id", "code", "n");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table stamped (id int primary key, code varchar(9) not null, n int)",
                "insert into stamped values (1, 'old', 1)",
                "create trigger stamped_t before insert on stamped for each row set new.code = if(new.id = 2, 'made', new.code)")) {
            hansock.upsert(stamped.key(1).upsert().set("n", 5));
            assertThat(one(hansock, stamped, 1).getString("code")).isEqualTo("old");
            assertThat(one(hansock, stamped, 1).getInt("n")).isEqualTo(5);
            hansock.upsert(stamped.key(2).upsert().set("n", 6));
            assertThat(one(hansock, stamped, 2).getString("code")).isEqualTo("made");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.upsert(stamped.key(3).upsert().set("n", 7)));
            assertThat(hansock.findOne(stamped, 3)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeByAnyNameIsTheSame(EveryWire wire) {
        try (Hansock hansock =
                wire.client(guarded, DB, COUNTERS_TABLE, "insert into counters values (1, 1), (2, null)")) {
            assertThat(hansock.update(COUNTERS.key(1).set("n", 1)))
                    .as("it has the value, and counts")
                    .isEqualTo(1);
            assertThat(hansock.update(COUNTERS.key(9).set("n", 1))).isZero();
            assertThat(hansock.increment(COUNTERS.key(2), "n", 1)).as("NULL").isTrue();
            assertThat(hansock.increment(COUNTERS.key(9), "n", 1)).isFalse();
            assertThat(one(hansock, COUNTERS, 2).isNull("n")).isTrue();
            assertThat(hansock.delete(COUNTERS.key(2))).isTrue();
            assertThat(hansock.delete(COUNTERS.key(2))).isFalse();
        }
    }
}
