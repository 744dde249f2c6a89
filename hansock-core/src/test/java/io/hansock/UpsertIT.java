package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row is inserted, or changed where it is there; never another one. */
class UpsertIT {
    private static final String DB = "upsert_it";

    record Part(int id, String name, Integer stock) {}

    record Member(String club, int number, String mail) {}

    record Numbered(long id, String text) {}

    record Tag(int id) {}

    private static final Table<Part> PARTS = Table.of("parts", Part.class);
    private static final Table<Member> MEMBERS =
            Table.of("members", Member.class).primaryKey("club", "number");
    private static final Table<Numbered> NUMBERED = Table.of("numbered", Numbered.class);
    private static final Table<Tag> TAGS = Table.of("tags", Tag.class);

    private static Hansock client(Kind kind) {
        return CommandFixture.client(
                kind,
                DB,
                "create table parts (id int primary key, name varchar(20) not null, stock int default 7, seen int default 1)",
                "create table members (club varchar(20) collate utf8mb4_bin, number int, mail varchar(40), primary key (club, number),"
                        + " unique key (mail))",
                "create table numbered (id bigint primary key auto_increment, text varchar(20))",
                "create table seats (hall int, seat int default 1, name varchar(20), primary key (hall, seat))",
                "create table tags (id int primary key)",
                "create table heap (id int, name varchar(20), key (id))",
                "create table fired (what varchar(20))",
                "create trigger seats_i after insert on seats for each row insert into fired values ('insert')",
                "create trigger seats_u after update on seats for each row insert into fired values ('update')");
    }

    @ParameterizedTest
    @EnumSource
    void addsTheRowOrSetsAllThatIsNamed(Kind kind) throws Exception {
        try (Hansock hansock = client(kind)) {
            hansock.upsert(PARTS, new Part(1, "bolt", 3));
            assertThat(hansock.findOne(PARTS, 1)).contains(new Part(1, "bolt", 3));
            hansock.upsert(PARTS, new Part(1, "nut", null));
            assertThat(hansock.findOne(PARTS, 1)).contains(new Part(1, "nut", null));

            hansock.upsert(PARTS.key(1).upsert().set("name", "screw"));
            assertThat(hansock.findOne(PARTS, 1)).as("the stock stays").contains(new Part(1, "screw", null));
            hansock.upsert(PARTS.key(2).upsert().set("name", "gear"));
            assertThat(hansock.findOne(PARTS, 2)).as("the stock's default").contains(new Part(2, "gear", 7));
            assertThat(hansock.async().upsert(PARTS, new Part(2, "gear", 8)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(hansock.findOne(PARTS, 2)).contains(new Part(2, "gear", 8));

            hansock.upsert(TAGS, new Tag(5));
            hansock.upsert(TAGS, new Tag(5));
            assertThat(hansock.findOne(TAGS, 5)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsInTheWayByAnotherKeyIsNeverChanged(Kind kind) throws Exception {
        Member ann = new Member("chess", 1, "ann@example.org");
        try (Hansock hansock = client(kind)) {
            hansock.upsert(MEMBERS, ann);
            hansock.upsert(MEMBERS, new Member("chess", 2, "bob@example.org"));
            assertThatExceptionOfType(ServerException.class)
                    .as("a new row")
                    .isThrownBy(() -> hansock.upsert(MEMBERS, new Member("chess", 3, "ann@example.org")))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThatExceptionOfType(ServerException.class)
                    .as("one that is there")
                    .isThrownBy(() -> hansock.upsert(MEMBERS, new Member("chess", 2, "ann@example.org")))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThat(hansock.findAll(MEMBERS, List.of(List.of("chess", 1), List.of("chess", 2), List.of("chess", 3)))
                            .values())
                    .containsExactly(ann, new Member("chess", 2, "bob@example.org"));
            hansock.upsert(MEMBERS, new Member("chess", 2, "bob@example.com"));
            assertThat(hansock.async()
                            .upsert(Upsert.of(MEMBERS, new Member("go", 2, null)))
                            .get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(hansock.findOne(MEMBERS, "chess", 2)).contains(new Member("chess", 2, "bob@example.com"));
            assertThat(hansock.findOne(MEMBERS, "go", 2)).contains(new Member("go", 2, null));
        }
    }

    /** Nobody has told the client, and what it knows of the table is only milliseconds old. */
    @ParameterizedTest
    @EnumSource
    void nobodyElsesRowIsChangedByAKeyThatWasAddedJustNow(Kind kind) {
        Part bolt = new Part(1, "bolt", 3);
        try (Hansock hansock = client(kind)) {
            hansock.upsert(PARTS, bolt);
            SqlServer.shared(kind).admin("alter table " + DB + ".parts add unique key (name)");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.upsert(PARTS, new Part(2, "bolt", 4)))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThat(hansock.find(PARTS.primary().ge(0))).containsExactly(bolt);
        }
    }

    /** By the former one it would set both rows. */
    @ParameterizedTest
    @EnumSource(names = "MARIADB_10_11")
    void aPrimaryKeyThatWasChangedSomeTimeAgoIsNotTakenForWhatItWas(Kind kind) {
        try (Hansock hansock = client(kind)) {
            hansock.upsert(PARTS, new Part(1, "bolt", 3));
            SqlServer.shared(kind)
                    .admin(
                            "alter table " + DB + ".parts drop primary key, add primary key (id, seen)",
                            "insert into " + DB + ".parts values (1, 'nut', 5, 2)");
            await().pollDelay(Duration.ofMillis(5100)).until(() -> true);
            refused("key-columns", () -> hansock.upsert(PARTS.key(1).upsert().set("name", "x")));
            assertThat(hansock.find(PARTS.primary().ge(0)))
                    .containsExactly(new Part(1, "bolt", 3), new Part(1, "nut", 5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void triggersFireForWhatIsDone(Kind kind) {
        Table<Row> seats = Table.of("seats", "hall", "seat", "name").primaryKey("hall", "seat");
        try (Hansock hansock = client(kind)) {
            hansock.upsert(seats.key(1, 1).upsert().set("name", "ann"));
            hansock.upsert(seats.key(1, 1).upsert().set("name", "bob"));
            assertThat(hansock.sql().on("only").query("select what from fired").rows())
                    .extracting(row -> row.getString(1))
                    .containsExactly("insert", "update");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyAtATimeAreEachDone(Kind kind) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Hansock hansock = client(kind)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int number = i % 10;
                String mail = number + "@example.org";
                calls.add(() -> {
                    hansock.upsert(MEMBERS, new Member("club", number, mail));
                    hansock.upsert(PARTS, new Part(number, "part " + number, number));
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(calls)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(hansock.find(PARTS.primary().ge(0))).hasSize(10);
            assertThat(hansock.find(MEMBERS.primary().eq("club"))).hasSize(10);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNamesNoRowIsRefused(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Upsert.of(MEMBERS, new Member(null, 1, null)))
                    .withMessageContaining("club");
            refused("value-range", () -> hansock.upsert(NUMBERED, new Numbered(0, "x")));
            refused(
                    "key-columns",
                    () -> hansock.upsert(
                            Table.of("seats", "hall", "name").key(1).upsert().set("name", "x")));
            refused(
                    "no-primary-key",
                    () -> hansock.upsert(
                            Table.of("heap", "id", "name").key(1).upsert().set("name", "x")));
            refused("not-null", () -> hansock.upsert(PARTS, new Part(9, null, 1)));
            refused("value-length", () -> hansock.upsert(PARTS, new Part(9, "x".repeat(21), 1)));
            refused("unknown-column", () -> hansock.upsert(PARTS.key(9).upsert().set("naem", "x")));
            hansock.upsert(NUMBERED, new Numbered(3, "x"));
            assertThat(hansock.findOne(NUMBERED, 3L)).isPresent();
            assertThat(hansock.findOne(PARTS, 9)).isEmpty();
        }
    }

    @Test
    void goesOverSqlWhereWritesGoOverHandlerSocket() {
        Set<String> rules = ConcurrentHashMap.newKeySet();
        try (MariaDbServer server = MariaDbServer.builder().randomSecrets().start()) {
            server.sql(
                    "create database shop; create table shop.parts (id int primary key, name varchar(20) not null, stock int)");
            try (Hansock hansock = PatientClient.builder()
                    .user("app")
                    .database("shop")
                    .writes(Writes.HANDLERSOCKET)
                    .listener(new HansockListener() {
                        @Override
                        public void commandTookSql(String from, String rule) {
                            rules.add(rule);
                        }
                    })
                    .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                    .build()) {
                hansock.insert(PARTS, new Part(1, "bolt", 3));
                assertThat(rules).as("an insert").isEmpty();
                hansock.upsert(PARTS, new Part(1, "bolt", 4));
                assertThat(hansock.incrementAndGet(PARTS.key(1), "stock", 1)).isEqualTo(5);
                assertThat(rules).containsExactlyInAnyOrder("upsert", "increment");
                assertThat(hansock.findOne(PARTS, 1)).contains(new Part(1, "bolt", 5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_10_11")
    void severalServersNeedTheShardColumnsInThePrimaryKey(Kind kind) {
        ServerSettings one = ServerSettings.of("one", "localhost").sqlPort(1);
        try (Hansock hansock = Hansock.builder()
                        .user("app")
                        .database(DB)
                        .server(one)
                        .server(ServerSettings.of("two", "localhost").sqlPort(2))
                        .build();
                Hansock withoutUser = Hansock.builder()
                        .server(ServerSettings.of("one", "localhost"))
                        .database(DB)
                        .writes(Writes.NONE)
                        .build()) {
            refused("shard-column", () -> hansock.upsert(PARTS.shardBy("name"), new Part(1, "x", 1)));
            refused("shard-column", () -> hansock.change(PARTS.key(1).increment("id", 1)));
            refused("writes-none", () -> withoutUser.upsert(PARTS, new Part(1, "x", 1)));
        }
    }

    private static void refused(String rule, Runnable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call::run)
                .matches(e -> e.rule().equals(rule), rule);
    }
}
