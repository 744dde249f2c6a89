package io.hansock.handlersocket;

import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What HandlerSocket itself does about the traps that leave the server alive, each with its number, met by the wire alone: either it never sends such
 * a request, or the server's behaviour is pinned as it is, where only table metadata can tell. What the guard, which has that, makes of
 * them is in {@code ReadTrapsIT}, {@code KeyTrapsIT}, {@code WriteTrapsIT} and {@code ServerTrapsIT}. Those that kill are in {@link HandlerSocketDeadlyTrapsIT}.
 */
@ExtendWith(MariaDbExtension.class)
class HandlerSocketTrapsIT {
    private WireClient client;

    @BeforeAll
    static void lay(MariaDbServer server) {
        server.sql("create or replace database traps_it");
    }

    @BeforeEach
    void connect(MariaDbServer server) {
        client = new WireClient(server, "traps_it");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void h7_missingUpdateValuesBecomeEmpty(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h7 (id int primary key, a varchar(9), b int);"
                + "insert into h7 values (1, 'a', 7), (2, 'a', 7)");
        try (HandlerSocketRaw raw = write(server)) {
            assertThat(raw.ask("P\t0\ttraps_it\th7\tPRIMARY\ta,b")).isEqualTo("0\t1");
            assertThat(raw.ask("0\t=\t1\t1\t1\t0\tU\tx")).isEqualTo("0\t1\t1");
        }
        assertThat(client.change(Table.of("h7", "id", "a", "b").key(2).set("a", "x")))
                .isEqualTo(1);
        assertThat(server.query("select a, b from traps_it.h7 order by id"))
                .as("the server loses b, Hansock opens what it sets and keeps it")
                .containsExactly(List.of("x", "0"), List.of("x", "7"));
    }

    @Test
    void h8_missingValuesArePadded(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h8 (id int primary key, a varchar(9) default 'dflt', b int);"
                + "insert into h8 values (0, 'zero', 0)");
        try (HandlerSocketRaw raw = write(server)) {
            raw.ask("P\t0\ttraps_it\th8\tPRIMARY\tid,a,b");
            assertThat(raw.ask("0\t+\t3\t5")).isEqualTo("0\t1");
            assertThat(raw.ask("0\t=\t1")).as("the key is padded too").isEqualTo("0\t3\t0\tzero\t0");
        }
        assertThat(server.query("select * from traps_it.h8 where id = 5")).containsExactly(List.of("5", "", "0"));
    }

    @Test
    void h9_columnsThatAreNotSentAreNotNull(MariaDbServer server) throws IOException {
        server.sql(
                "use traps_it; create table h9 (id int primary key, a int, b varchar(9), t datetime default now(), c int default 3)");
        try (HandlerSocketRaw raw = write(server)) {
            raw.ask("P\t0\ttraps_it\th9\tPRIMARY\tid");
            assertThat(raw.ask("0\t+\t1\t1")).isEqualTo("0\t1");
        }
        assertThat(server.query("select a, b, t, c from traps_it.h9"))
                .containsExactly(List.of("0", "", "0000-00-00 00:00:00", "3"));
        Table<Row> table = Table.of("h9", "id", "a", "b", "t", "c");
        refused("insert-columns", () -> client.insert(Insert.into(table).set("id", 2)));
        client.insert(Insert.into(table)
                .set("id", 3)
                .set("a", null)
                .set("b", null)
                .set("t", null)
                .set("c", null));
        assertThat(server.query("select a, b, t, c from traps_it.h9 where id = 3"))
                .containsExactly(Arrays.asList(null, null, null, null));
    }

    @Test
    void h10_valuesAreCutAndClamped(MariaDbServer server) {
        server.sql(
                "use traps_it; create table h10 (id int primary key, s varchar(3), i tinyint, d date, e enum('x', 'y'),"
                        + " n int not null)");
        client.insert(Insert.into(Table.of("h10", "id"))
                .set("id", "1abc")
                .set("s", "abcdef")
                .set("i", 300)
                .set("d", "2023-02-30")
                .set("e", "z")
                .set("n", null));
        assertThat(server.query("select id, s, i, d, e, n from traps_it.h10"))
                .containsExactly(List.of("1", "abc", "127", "0000-00-00", "", "0"));
    }

    @Test
    void h11_malformedKeysMeetOtherRows(MariaDbServer server) {
        server.sql(
                "use traps_it; create table h11 (id int primary key); insert into h11 values (0), (1), (2147483647)");
        Table<Row> table = Table.of("h11", "id");
        assertThat(ids(table.key("1abc").find())).containsExactly(1);
        assertThat(ids(table.key("abc").find())).containsExactly(0);
        assertThat(ids(table.key(99_999_999_999L).find())).containsExactly(2147483647);
        assertThat(ids(table.primary().eq((Object) null)))
                .as("NULL on a NOT NULL key")
                .containsExactly(0);
    }

    /** Who knows no charset sends UTF-8. */
    @Test
    void h12_textIsBytesOfTheColumnsCharset(MariaDbServer server) {
        server.sql("use traps_it; create table h12 (id int primary key, s varchar(9) charset latin1, key s (s));"
                + "insert into h12 values (1, unhex('e9'))");
        Table<Row> table = Table.of("h12", "id", "s");
        assertThat(client.find(table.index("s", "s").eq("é"))).isEmpty();
        Rows rows = client.find(table.index("s", "s").eq((Object) new byte[] {(byte) 0xe9}));
        assertThat(rows.row(0).getString("s", StandardCharsets.ISO_8859_1)).isEqualTo("é");
    }

    @Test
    void h13_noLimitIsOneAndTheSumWraps(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h13 (id int primary key); insert into h13 values (1), (2), (3)");
        try (HandlerSocketRaw raw = read(server)) {
            raw.ask("P\t0\ttraps_it\th13\tPRIMARY\tid");
            assertThat(raw.ask("0\t>=\t1\t1")).isEqualTo("0\t1\t1");
            assertThat(raw.ask("0\t>=\t1\t1\t0\t0")).isEqualTo("0\t1\t1");
            assertThat(raw.ask("0\t>=\t1\t1\t4294967295\t1")).isEqualTo("0\t1");
        }
        Find<Row> all = Table.of("h13", "id").primary().ge(1);
        assertThat(ids(all)).containsExactly(1, 2, 3);
        assertThat(ids(all.limit(Integer.MAX_VALUE - 1).offset(1))).containsExactly(2, 3);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> all.limit(Integer.MAX_VALUE).offset(1));
    }

    @Test
    void h14_listsFindOneRowAValue(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h14 (id int primary key, k char(1), key k (k));"
                + "insert into h14 values (1, 'a'), (2, 'b'), (3, 'b'), (4, 'c')");
        try (HandlerSocketRaw raw = read(server)) {
            raw.ask("P\t0\ttraps_it\th14\tPRIMARY\tid");
            assertThat(raw.ask("0\t=\t1\t\t0\t0\t@\t0\t2\t3\t1"))
                    .as("limit 0 is 1")
                    .isEqualTo("0\t1\t3");
        }
        Table<Row> table = Table.of("h14", "id", "k");
        assertThat(ids(table.primary().in(List.of(3, 1)))).containsExactly(3, 1);
        assertThat(ids(table.index("k", "k").in(List.of("c", "b")))).containsExactly(4, 2);
    }

    @Test
    void h15_unknownFilterOperatorsMatchAllOrNothing(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h15 (id int primary key); insert into h15 values (1), (2)");
        try (HandlerSocketRaw raw = read(server)) {
            raw.ask("P\t0\ttraps_it\th15\tPRIMARY\tid\tid");
            assertThat(raw.ask("0\t>=\t1\t1\t9\t0\tF\t<>\t0\t1")).isEqualTo("0\t1\t1\t2");
            assertThat(raw.ask("0\t>=\t1\t1\t9\t0\tF\t==\t0\t1")).isEqualTo("0\t1");
        }
        Find<Row> all = Table.of("h15", "id").primary().ge(1);
        assertThat(ids(all.where("id", lt(2)))).containsExactly(1);
    }

    @Test
    void h16_rangesRunOnPastTheKeyPrefix(MariaDbServer server) {
        server.sql("use traps_it; create table h16 (id int primary key, k char(1), n int, key kn (k, n));"
                + "insert into h16 values (1, 'b', 20), (2, 'b', 30), (3, 'c', 5)");
        Index<Row> byKn = Table.of("h16", "id").index("kn", "k", "n");
        assertThat(ids(byKn.ge("b", 25))).containsExactly(2, 3);
        assertThat(ids(byKn.ge("b", 25).takeWhile("k", le("b")))).containsExactly(2);
    }

    @Test
    void h17_aPrefixIndexFindsOtherRows(MariaDbServer server) {
        server.sql("use traps_it; create table h17 (id int primary key, v varchar(20), key v (v(3)));"
                + "insert into h17 values (1, 'abcdef'), (2, 'abcxyz')");
        assertThat(ids(Table.of("h17", "id").index("v", "v").eq("abcZZZ"))).containsExactly(1, 2);
    }

    @Test
    void h18_arithmeticClampsWrapsAndRounds(MariaDbServer server) {
        server.sql(
                "use traps_it; create table h18 (id int primary key, t tinyint, u int unsigned, b bigint, d decimal(9,2));"
                        + "insert into h18 values (1, 7, 3, 7, 5.50)");
        Table<Row> table = Table.of("h18", "id");
        assertThat(client.change(table.key(1)
                        .increment("t", 200)
                        .increment("u", -5)
                        .increment("b", Long.MAX_VALUE)
                        .increment("d", 1)))
                .isEqualTo(1);
        assertThat(server.query("select t, u, b, d from traps_it.h18"))
                .containsExactly(List.of("127", "0", "-9223372036854775802", "7.00"));
        assertThat(client.change(table.key(1).increment("t", -128).unlessSignChanges()))
                .as("a refused change of sign is told by the count")
                .isZero();
        assertThat(client.write(client.wire.returningOld(table.key(1)
                                .increment("t", -128)
                                .unlessSignChanges()
                                .returningOld()))
                        .rows())
                .as("but not by the rows before")
                .hasSize(1);
    }

    @Test
    void h19_changesOfSeveralRowsAreNotAtomic(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h19 (id int primary key, u int unique, n int, key n (n));"
                + "insert into h19 values (1, 1, 1), (2, 2, 2), (3, 3, 3)");
        Table<Row> table = Table.of("h19", "id");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.change(table.primary().ge(1).limit(3).set("u", 9)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY));
        assertThat(server.query("select u from traps_it.h19 order by id"))
                .containsExactly(List.of("9"), List.of("2"), List.of("3"));
        try (HandlerSocketRaw raw = write(server)) {
            raw.ask("P\t0\ttraps_it\th19\tn\tn");
            assertThat(raw.ask("0\t>=\t1\t1\t10\t0\t+\t100"))
                    .as("rows are met again")
                    .isEqualTo("0\t1\t10");
        }
        refused(
                "moving-rows",
                () -> client.change(table.index("n", "n").ge(1).limit(10).increment("n", 100)));
    }

    @Test
    void h20_moreThan32InsertValuesAreRefused(MariaDbServer server) throws IOException {
        StringBuilder columns = new StringBuilder("c0 int primary key");
        StringBuilder names = new StringBuilder("c0");
        StringBuilder values = new StringBuilder("\t1");
        Insert<Row> insert = Insert.into(Table.of("h20", "c0")).set("c0", 1);
        for (int i = 1; i < 33; i++) {
            columns.append(", c").append(i).append(" int");
            names.append(",c").append(i);
            values.append("\t1");
            insert = insert.set("c" + i, 1);
        }
        server.sql("create table traps_it.h20 (" + columns + ")");
        try (HandlerSocketRaw raw = write(server)) {
            raw.ask("P\t0\ttraps_it\th20\tPRIMARY\t" + names);
            assertThat(raw.ask("0\t+\t33" + values)).isEqualTo("2\t1\tfldnum");
        }
        Insert<Row> wide = insert;
        refused("insert-values", () -> client.insert(wide));
        Insert<Row> narrow = new Insert<>(wide.table(), wide.assignments().subList(0, 32), wide.target());
        client.insert(narrow);
        assertThat(server.queryValue("select c31 from traps_it.h20")).isEqualTo("1");
    }

    @Test
    void h21_anExplicitIdIsNotGenerated(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h21 (id int auto_increment primary key)");
        try (HandlerSocketRaw raw = write(server)) {
            raw.ask("P\t0\ttraps_it\th21\tPRIMARY\tid");
            assertThat(raw.ask("0\t+\t1\t5")).isEqualTo("0\t1\t0");
        }
        Table<Row> table = Table.of("h21", "id");
        assertThat(client.insert(Insert.into(table).set("id", 7))).isEmpty();
        assertThat(client.insert(Insert.into(table).set("id", null))).isEqualTo(OptionalLong.of(8));
    }

    @Test
    void h22_aSecretWhereThereIsNoneIsUnauthorised(MariaDbServer server) throws IOException {
        try (HandlerSocketRaw raw = read(server)) {
            assertThat(raw.ask("A\t1\tsecret")).isEqualTo("3\t1\tunauth");
            assertThat(raw.ask("0\t=\t1\t1")).as("and works on").isEqualTo("2\t1\tstmtnum");
        }
        try (WireClient wrong = new WireClient(server, "traps_it", "s3cr3t", "")) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> wrong.find(Table.of("h22", "id").key(1).find()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED))
                    .withMessageContaining("port " + server.readPort())
                    .withMessageContaining("handlersocket_plain_secret")
                    .withMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void h23_anOpenIndexBlocksDdl(MariaDbServer server) {
        server.sql("create table traps_it.h23 (id int primary key)");
        assertThat(client.find(Table.of("h23", "id").key(1).find())).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> server.sql("set lock_wait_timeout = 1; alter table traps_it.h23 add x int"))
                .withStackTraceContaining("Lock wait timeout");
        client.close();
        server.sql("set lock_wait_timeout = 20; alter table traps_it.h23 add x int");
    }

    @Test
    void h28_myIsamIsCorrupted(MariaDbServer server) {
        server.sql("create table traps_it.h28 (id int primary key, a int) engine=myisam");
        Table<Row> table = Table.of("h28", "id", "a");
        for (int i = 0; i < 3; i++) {
            client.insert(Insert.into(table).set("id", i).set("a", i));
        }
        client.close();
        assertThat(server.query("check table traps_it.h28"))
                .as("not just one line that says OK")
                .hasSizeGreaterThan(1);
    }

    @Test
    void h28_theIndexOfAVirtualColumnIsCorrupted(MariaDbServer server) {
        server.sql("create table traps_it.h28v (id int primary key, a int, b int as (a + 1) virtual, key b (b))");
        client.insert(Insert.into(Table.of("h28v", "id", "a")).set("id", 1).set("a", 5));
        assertThat(server.query("select id from traps_it.h28v force index (primary) where b = 6"))
                .hasSize(1);
        assertThat(server.query("select id from traps_it.h28v force index (b) where b = 6"))
                .isEmpty();
    }

    @Test
    void h29_uuidAndBitAreRawBytes(MariaDbServer server) {
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        server.sql("create table traps_it.h29 (u uuid primary key, b bit(10))");
        Table<Row> table = Table.of("h29", "u", "b");
        client.insert(Insert.into(table).set("u", uuid).set("b", new byte[] {2, 10}));
        assertThat(server.query("select u, b + 0 from traps_it.h29")).containsExactly(List.of(uuid.toString(), "522"));
        Row row = client.find(table.key(uuid).find()).row(0);
        assertThat(row.get("u", UUID.class)).isEqualTo(uuid);
        assertThat(row.getBytes("b")).containsExactly(2, 10);
        assertThat(client.find(table.key(uuid.toString()).find()))
                .as("as text it finds nothing")
                .isEmpty();
    }

    @Test
    void h32_nobodyChecksPrivileges(MariaDbServer server) throws IOException {
        server.sql("create database if not exists sys; create table if not exists sys.hansock_h32 (id int primary key);"
                + "replace sys.hansock_h32 values (1)");
        try (HandlerSocketRaw raw = read(server)) {
            assertThat(raw.ask("P\t0\tsys\thansock_h32\tPRIMARY\tid")).isEqualTo("0\t1");
            assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("0\t1\t1");
        }
        refused(
                "system-schema",
                () -> client.find(
                        Table.of("hansock_h32", "id").database("sys").key(1).find()));
    }

    @Test
    void h33_idsDieWithTheConnection(MariaDbServer server) throws IOException {
        server.sql("use traps_it; create table h33 (id int primary key); insert into h33 values (1)");
        try (HandlerSocketRaw raw = read(server)) {
            assertThat(raw.ask("P\t0\ttraps_it\th33\tPRIMARY\tid")).isEqualTo("0\t1");
        }
        try (HandlerSocketRaw raw = read(server)) {
            assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("2\t1\tstmtnum");
        }
        Find<Row> find = Table.of("h33", "id").key(1).find();
        assertThat(ids(find)).containsExactly(1);
        client.close();
        client = new WireClient(server, "traps_it");
        assertThat(ids(find)).containsExactly(1);
    }

    @Test
    void h34_collationsMatchOtherSpellings(MariaDbServer server) {
        server.sql("use traps_it; create table h34 (id int primary key, s varchar(9), key s (s));"
                + "insert into h34 values (1, 'Abc'), (2, 'ábc'), (3, 'abc ')");
        assertThat(ids(Table.of("h34", "id").index("s", "s").eq("ABC"))).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void h35_everyByteIsExact(MariaDbServer server) {
        server.sql("create table traps_it.h35 (id int primary key, b varbinary(300))");
        Table<Row> table = Table.of("h35", "id", "b");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
            client.insert(Insert.into(table).set("id", i).set("b", new byte[] {(byte) i}));
        }
        client.insert(Insert.into(table).set("id", 256).set("b", all));
        client.insert(Insert.into(table).set("id", 257).set("b", null));
        client.insert(Insert.into(table).set("id", 258).set("b", new byte[0]));
        List<Row> rows = client.find(table.primary().ge(0)).stream().toList();
        for (int i = 0; i < 256; i++) {
            assertThat(rows.get(i).getBytes("b")).containsExactly(i);
        }
        assertThat(rows.get(256).getBytes("b")).isEqualTo(all);
        assertThat(rows.get(257).getBytes("b")).isNull();
        assertThat(rows.get(258).getBytes("b")).isEmpty();
        assertThat(server.query("select count(*) from traps_it.h35 where id < 256 and b = char(id)"))
                .containsExactly(List.of("256"));
    }

    private List<Integer> ids(Find<?> find) {
        return client.find(find).stream().map(row -> row.getInt("id")).toList();
    }

    private static void refused(String rule, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.rule()).isEqualTo(rule));
    }

    private static HandlerSocketRaw read(MariaDbServer server) throws IOException {
        return HandlerSocketRaw.connect(server.host(), server.readPort());
    }

    private static HandlerSocketRaw write(MariaDbServer server) throws IOException {
        return HandlerSocketRaw.connect(server.host(), server.writePort());
    }
}
