package io.hansock;

import static io.hansock.GuardedServer.assertRefused;
import static io.hansock.GuardedServer.ids;
import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.ge;
import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.isNull;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.lt;
import static io.hansock.index.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The traps of HandlerSocket that lie in tables, indexes and ranges, met through the front door by a client that logs in: none harms the server, and the answer is
 * the right one. What the server does to a client that steps into them is in {@code HandlerSocketTrapsIT} and {@code HandlerSocketDeadlyTrapsIT}.
 */
class ReadTrapsIT {
    @RegisterExtension
    static final GuardedServer server = GuardedServer.forTests(builder -> builder);

    @Test
    void h1_viewsAreFoundInAndChangedOverSql() {
        Table<Row> base = server.table("base", "id int primary key, n int", "(1, 1)", "id", "n");
        server.server().sql("create or replace view guarded.v as select * from guarded.base");
        Table<Row> view = Table.of("v", "id", "n");
        try (Hansock hansock = server.fast()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> hansock.findOne(view, 1),
                    () -> hansock.findAll(view, List.of(1, 2)),
                    () -> hansock.find(view.primary().ge(1)),
                    () -> hansock.change(view.key(1).set("n", 2)),
                    () -> hansock.insert(Insert.into(view).set("id", 2).set("n", 2)))) {
                try {
                    call.call();
                } catch (Throwable notOverSqlEither) {
                    assertThat(notOverSqlEither).isInstanceOfAny(RefusedException.class, ServerException.class);
                }
            }
            assertThat(server.rules()).contains("view");
            assertThat(hansock.findOne(base, 1)).isPresent();
        }
    }

    @Test
    void h2_rangesOfPartitionedTablesAreFoundAndChangedOverSql() {
        Table<Row> parts = server.table(
                "parts", "id int primary key, n int, key by_n (n)", "(1, 1), (2, 1), (3, 3), (4, 4)", "id", "n");
        server.server().sql("alter table guarded.parts partition by hash (id) partitions 4");
        try (Hansock hansock = server.fast()) {
            assertThat(hansock.findOne(parts, 3)).isPresent();
            assertThat(hansock.findAll(parts, List.of(1, 2, 9))).hasSize(2);
            assertThat(server.rules()).as("whole primary keys are harmless").isEmpty();
            assertThat(ids(hansock.find(parts.primary().ge(2)))).containsExactly(2, 3, 4);
            assertThat(ids(hansock.find(parts.primary().lt(3)))).containsExactly(2, 1);
            assertThat(ids(hansock.find(parts.index("by_n", "n").eq(1)))).containsExactly(1, 2);
            assertThat(hansock.change(parts.primary().gt(3).limit(9).delete())).isEqualTo(1);
            assertThat(server.rules()).contains("partitioned-range");
        }
        assertThat(server.query("count(*) from guarded.parts")).isEqualTo(List.of(List.of("3")));
    }

    @Test
    void h3_whatIsAskedForIsBounded() {
        Table<Row> t = server.table("bounded", "id int primary key, n int", "(1, 1), (2, 2)", "id", "n");
        List<Integer> many = IntStream.rangeClosed(0, 10_000).boxed().toList();
        Find<Row> filtered = t.primary().ge(1);
        for (int i = 0; i < 200; i++) {
            filtered = filtered.where("n", ne(i + 10));
        }
        Find<Row> filters = filtered;
        String[] again = new String[100_000];
        Arrays.fill(again, "n");
        try (Hansock hansock = server.client(builder -> builder.channelsPerPort(1))) {
            assertRefused("max-keys", () -> hansock.findAll(t, many));
            assertRefused("max-keys", () -> hansock.find(t.primary().in(many)));
            assertRefused("filters", () -> hansock.find(filters));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> t.primary().ge(1).columns("n", again));
            for (int i = 0; i < 600; i++) {
                Find<Row> find = i % 2 == 0 ? t.key(1).find() : t.key(1).find().columns("n");
                assertThat(hansock.find(find.where("n", ne(i + 10)))).hasSize(1);
            }
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h13_limitsAreSentAndNeverWrap() {
        Table<Row> t = server.table("many", "id int primary key", "", "id");
        server.server().sql("use guarded; insert into many select seq from seq_1_to_10010");
        try (Hansock hansock = server.fast()) {
            assertThat(hansock.find(t.primary().ge(1))).as("without a limit").hasSize(Find.DEFAULT_LIMIT);
            assertThat(hansock.find(
                            t.primary().ge(1).limit(Integer.MAX_VALUE - 1).offset(1)))
                    .hasSize(10_009);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> t.primary().ge(1).limit(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> t.primary().ge(1).limit(Integer.MAX_VALUE).offset(1));
            assertThatIllegalArgumentException()
                    .as("none is made up for who deletes")
                    .isThrownBy(() -> t.primary().ge(1).delete());
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h14_aListFindsAllRowsOfEachValueInOrder() {
        Table<Row> t = server.table(
                "listed",
                "id int primary key, k char(1), key by_k (k)",
                "(1, 'a'), (2, 'b'), (3, 'b'), (4, 'c'), (5, null)",
                "id");
        Index<Row> byK = t.index("by_k", "k");
        try (Hansock hansock = server.fast()) {
            assertThat(ids(hansock.find(byK.in(List.of("c", "b", "x", "c"))))).containsExactly(4, 2, 3, 4);
            assertThat(ids(hansock.find(byK.in(List.of("b", "a")).limit(2)))).containsExactly(2, 3);
            assertThatIllegalArgumentException().isThrownBy(() -> byK.in(Arrays.asList("a", null)));
            assertThat(server.rules()).as("each value is a find of its own").isEmpty();
        }
    }

    @Test
    void h15_everyFilterMeansTheSameOnBothWires() {
        Table<Row> t = server.table(
                "filtered", "id int primary key, n int", "(1, 10), (2, 20), (3, 30), (4, null)", "id", "n");
        try (Hansock fast = server.fast();
                Hansock slow = server.slow()) {
            for (Filter filter : List.of(eq(20), ne(20), gt(20), ge(20), lt(20), le(20), isNull(), isNotNull())) {
                Find<Row> find = t.primary().ge(1).where("n", filter);
                assertThat(ids(fast.find(find))).as("%s", filter.comparison()).isEqualTo(ids(slow.find(find)));
            }
            assertThat(ids(fast.find(t.primary().ge(1).where("n", ne(20))))).containsExactly(1, 3, 4);
            assertThat(ids(fast.find(t.primary().ge(1).where("n", le(20))))).containsExactly(1, 2, 4);
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h16_rangesEndWhereTheyAreBounded() {
        Table<Row> t = server.table(
                "ranged",
                "id int primary key, k char(1), n int, key kn (k, n)",
                "(1, 'b', 20), (2, 'b', 30), (3, 'c', 5), (4, 'd', 30)",
                "id");
        Index<Row> kn = t.index("kn", "k", "n");
        try (Hansock hansock = server.fast()) {
            assertThat(ids(hansock.find(kn.between("b", "c")))).containsExactly(1, 2, 3);
            assertThat(ids(hansock.find(kn.ge("b", 25).takeWhile("k", eq("b")))))
                    .containsExactly(2);
            assertRefused("stop-filter", () -> hansock.find(kn.ge("b").takeWhile("n", le(20))));
            assertThat(server.rules()).isEmpty();
        }
    }
}
