package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The traps of HandlerSocket that lie in writes, met through the front door by a client that logs in, mostly with writes over HandlerSocket: none
 * harms the server, and the rows are what they should be.
 */
class WriteTrapsIT {
    @RegisterExtension
    static final GuardedServer server =
            GuardedServer.forTests(builder -> builder.arguments("--innodb-lock-wait-timeout=6"));

    /** The same steps cost HandlerSocket's writers what was acknowledged to them, see {@code HandlerSocketErrorsIT}. */
    @Test
    void h5_whatIsAcknowledgedStaysWhateverSqlDoesBeside() throws Exception {
        Table<Row> t = server.table("acked", "id int primary key, n int", "(1, 1), (2, 2), (3, 3)", "id", "n");
        server.table("bulk", "id int primary key, n int", "", "id", "n");
        server.server().sql("use guarded; insert into bulk select seq, 0 from seq_1_to_500");
        List<List<@Nullable String>> before = server.handlerSocketCounters();
        try (Hansock hansock = server.client(builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT));
                Connection sql = server.server().connect();
                Statement statement = sql.createStatement()) {
            statement.execute("begin");
            statement.execute("update guarded.bulk set n = 1");
            statement.execute("update guarded.acked set n = 20 where id = 2");
            assertThat(hansock.change(t.key(3).set("n", 77))).isEqualTo(1);
            assertThat(hansock.change(t.key(1).set("n", 77))).isEqualTo(1);
            CompletableFuture<Long> second = hansock.async().change(t.key(2).set("n", 77));
            awaitLockWait();
            statement.execute("update guarded.acked set n = 10 where id = 1");
            statement.execute("rollback");
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(server.rules()).containsExactly("writes-sql");
        assertThat(server.handlerSocketCounters()).isEqualTo(before);
        assertThat(server.query("count(*) from guarded.acked where n = 77")).isEqualTo(List.of(List.of("3")));
    }

    @Test
    void h7_anUpdateLeavesOtherColumnsAlone() {
        Table<Row> t =
                server.table("kept", "id int primary key, a varchar(9), b int, c int", "(1, 'a', 7, null)", "id");
        try (Hansock hansock = server.fast()) {
            assertThat(hansock.change(t.key(1).set("a", "x"))).isEqualTo(1);
            assertThat(hansock.change(t.key(1).set("c", 5).returningOld())).hasSize(1);
            assertThat(server.rules()).isEmpty();
        }
        assertThat(server.query("a, b, c from guarded.kept")).isEqualTo(List.of(List.of("x", "7", "5")));
    }

    @Test
    void h9_whatAnInsertLeavesOutIsWhatTheTableSays() {
        Table<Row> t = server.table(
                "defaults",
                "id int primary key, a int, b varchar(36) default uuid(), t datetime default now(), c int default 3",
                "",
                "id",
                "a",
                "b",
                "t",
                "c");
        try (Hansock hansock = server.fast()) {
            hansock.insert(Insert.into(t).set("id", 1));
            assertThat(server.rules()).containsExactly("insert-columns");
            hansock.insert(Insert.into(t)
                    .set("id", 2)
                    .set("a", null)
                    .set("b", null)
                    .set("t", null)
                    .set("c", null));
            assertThat(server.rules()).isEmpty();
        }
        assertThat(server.query("a, length(b), t > now() - interval 1 hour, c from guarded.defaults order by id"))
                .isEqualTo(List.of(Arrays.asList(null, "36", "1", "3"), Arrays.asList(null, null, null, null)));
    }

    @Test
    void h18_incrementsAreExactOrRefused() {
        Table<Row> t = server.table(
                "counted",
                "id int primary key, t tinyint, u int unsigned, b bigint, d decimal(9,2), n int",
                "(1, 7, 3, 7, 5.50, null)",
                "id",
                "t",
                "d");
        try (Hansock hansock = server.fast()) {
            for (List<Object> bad :
                    List.<List<Object>>of(List.of("t", 200L), List.of("u", -5L), List.of("b", Long.MAX_VALUE))) {
                assertThatExceptionOfType(ServerException.class)
                        .isThrownBy(() -> hansock.increment(t.key(1), (String) bad.get(0), (Long) bad.get(1)))
                        .matches(e -> e.kind() == ServerException.Kind.BAD_VALUE);
            }
            assertThat(hansock.increment(t.key(1), "d", 1)).isTrue();
            assertThat(hansock.increment(t.key(1), "n", 1))
                    .as("NULL stays NULL")
                    .isTrue();
            assertThat(hansock.change(t.key(1).increment("t", -8).unlessSignChanges()))
                    .isZero();
            assertThat(hansock.change(
                            t.key(1).increment("t", -8).unlessSignChanges().returningOld()))
                    .as("and is not answered either")
                    .isEmpty();
            assertThat(hansock.change(
                            t.key(1).increment("t", -7).unlessSignChanges().returningOld()))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.getInt("t")).isEqualTo(7);
                        assertThat(row.getBigDecimal("d")).isEqualTo(new BigDecimal("6.50"));
                    });
            assertThat(server.rules()).containsExactly("increment");
        }
        assertThat(server.query("t, u, b, d, n from guarded.counted"))
                .isEqualTo(List.of(Arrays.asList("0", "3", "7", "6.50", null)));
    }

    @Test
    void h19_changesOfSeveralRowsHappenAllOrNotAndOnceEach() {
        Table<Row> t = server.table(
                "several",
                "id int primary key, u int unique, n int, key by_n (n)",
                "(1, 1, 1), (2, 2, 2), (3, 3, 3)",
                "id");
        Index<Row> byN = t.index("by_n", "n");
        try (Hansock hansock = server.fast()) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.change(t.primary().ge(1).limit(3).set("u", 9)))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThat(server.query("u from guarded.several order by id"))
                    .isEqualTo(List.of(List.of("1"), List.of("2"), List.of("3")));
            assertThat(hansock.change(byN.ge(1).limit(10).set("n", 50))).isEqualTo(3);
            assertThat(hansock.change(byN.ge(1).limit(10).increment("n", 100))).isEqualTo(3);
            assertThat(server.rules()).contains("several-rows");
        }
        assertThat(server.query("n from guarded.several")).containsOnly(List.of("150"));
    }

    @Test
    void h20_anInsertOfMoreThan32ValuesIsWhole() {
        StringBuilder columns = new StringBuilder("c0 int primary key");
        String[] names = new String[40];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + (i + 1);
            columns.append(", ").append(names[i]).append(" int");
        }
        Table<Row> wide = server.table("wide", columns.toString(), "", "c0", names);
        Insert<Row> insert = Insert.into(wide).set("c0", 0);
        for (int i = 0; i < names.length; i++) {
            insert = insert.set(names[i], i + 1);
        }
        try (Hansock hansock = server.fast()) {
            hansock.insert(insert);
            assertThat(server.rules()).containsExactly("insert-values");
            assertThat(hansock.findOne(wide, 0)).hasValueSatisfying(row -> {
                for (int i = 0; i <= names.length; i++) {
                    assertThat(row.getInt("c" + i)).isEqualTo(i);
                }
            });
        }
    }

    @Test
    void h21_onlyAnIdThatTheServerMadeIsAGeneratedOne() {
        Table<Row> t = server.table("numbered", "id int auto_increment primary key, n int", "", "id", "n");
        for (Hansock hansock : List.of(server.fast(), server.client(builder -> builder))) {
            try (hansock) {
                assertThat(hansock.insert(Insert.into(t).set("id", null).set("n", 1))
                                .generatedId())
                        .isPresent();
                int taken = Integer.parseInt(String.valueOf(
                        server.query("max(id) + 5 from guarded.numbered").get(0).get(0)));
                assertThat(hansock.insert(Insert.into(t).set("id", taken).set("n", 1))
                                .generatedId())
                        .isEmpty();
                assertThat(hansock.insert(Insert.into(t).set("id", null).set("n", 1))
                                .generatedId())
                        .hasValue(taken + 1);
            }
        }
        assertThat(server.rules()).as("one of them wrote over HandlerSocket").containsExactly("writes-sql");
    }

    /** Who waits for a row keeps the writer of the whole server; nobody waits longer for it than he said, and reads do not wait at all. */
    @Test
    void h24_aRowThatIsLockedHoldsNobodyUpForLongerThanHeSaid() throws Exception {
        Table<Row> t = server.table("locked", "id int primary key, n int", "(1, 1), (2, 2)", "id", "n");
        try (Hansock hansock = server.fast();
                Connection sql = server.server().connect();
                Statement statement = sql.createStatement()) {
            assertThat(hansock.change(t.key(1).set("n", 10))).isEqualTo(1);
            statement.execute("begin");
            statement.execute("update guarded.locked set n = n + 1 where id = 2");
            CompletableFuture<Long> waits = hansock.withTimeout(Duration.ofSeconds(20))
                    .async()
                    .change(t.key(2).set("n", 7));
            awaitLockWait();
            Stopwatch reads = Stopwatch.start();
            assertThat(hansock.findOne(t, 2)).isPresent();
            assertThat(hansock.find(t.primary().ge(1))).hasSize(2);
            assertThat(reads.awake()).as("reads have a port of their own").isLessThan(Duration.ofSeconds(1));
            Stopwatch write = Stopwatch.start();
            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> hansock.withTimeout(Duration.ofMillis(300))
                            .change(t.key(1).set("n", 11)));
            assertThat(write.awake()).isLessThan(Duration.ofMillis(1300));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waits.get(20, TimeUnit.SECONDS))
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.LOCK_WAIT));
            statement.execute("rollback");
            assertThat(hansock.change(t.key(2).set("n", 8))).isEqualTo(1);
            assertThat(server.rules()).isEmpty();
        }
        assertThat(server.query("n from guarded.locked where id = 2")).isEqualTo(List.of(List.of("8")));
    }

    @Test
    void h28_otherEnginesAndVirtualColumnsAreWrittenOverSql() {
        Table<Row> myIsam = server.table("myisam", "id int primary key, a int", "", "id", "a");
        server.server().sql("alter table guarded.myisam engine = myisam");
        Table<Row> virtual = server.table(
                "virtual_b", "id int primary key, a int, b int as (a + 1) virtual, key by_b (b)", "", "id", "a");
        try (Hansock hansock = server.fast()) {
            for (int i = 0; i < 5; i++) {
                hansock.insert(Insert.into(myIsam).set("id", i).set("a", i));
            }
            assertThat(server.rules()).containsExactly("engine");
            hansock.insert(Insert.into(virtual).set("id", 1).set("a", 5));
            assertThat(hansock.change(virtual.key(1).set("a", 6))).isEqualTo(1);
            assertThat(server.rules()).containsExactly("generated-column");
            assertThat(hansock.find(virtual.index("by_b", "b").eq(7))).hasSize(1);
        }
        for (String table : List.of("myisam", "virtual_b")) {
            assertThat(server.server().query("check table guarded." + table + " extended"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).endsWith("OK"));
        }
    }

    private static void awaitLockWait() {
        await().until(() ->
                !server.query("1 from information_schema.innodb_lock_waits").isEmpty());
    }
}
