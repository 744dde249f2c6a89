package io.hansock.statement;

import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SentStatements;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every shape of statement that commands become, as it was really sent: by EXPLAIN it reads by the index that was asked for, and sorts nothing. */
class SentStatementsIT {
    private static final String DB = "sent_statements_it";
    private static final String PRIMARY = "PRIMARY";

    /** How EXPLAIN calls looks into an index; whoever reads all of a table or all of an index is none of them. */
    private static final Set<String> LOOKS = Set.of("const", "eq_ref", "ref", "ref_or_null", "range");

    private static final Table<Row> ROWS = Table.of("rows", "id", "a", "b", "n", "u", "d");
    private static final Table<Row> PAIRS = Table.of("pairs", "x", "y", "n").primaryKey("x", "y");
    private static final Index<Row> BY_AB = ROWS.index("ab", "a", "b");
    private static final Index<Row> BY_U = ROWS.index("u", "u");
    private static final Index<Row> DOWN = ROWS.index("down", "d");
    private static final Index<Row> MIXED = ROWS.index("mixed", "a", "d");
    private static final Index<Row> BY_N = PAIRS.index("n", "n");

    /** What a call's statements are to be read by: one index each, in order. */
    private record Asked(Runnable call, List<String> indexes) {}

    private final Map<String, Asked> calls = new LinkedHashMap<>();

    private void find(Hansock hansock, String name, Find<?> find) {
        String index = find.index().name();
        calls.put(name, new Asked(() -> assertThat(hansock.find(find)).isNotEmpty(), List.of(index)));
    }

    private void call(String name, Runnable call, String... indexes) {
        calls.put(name, new Asked(call, List.of(indexes)));
    }

    @ParameterizedTest
    @EnumSource
    void readByTheIndexThatWasAskedFor(Kind kind) throws SQLException {
        SqlFixture fixture = SqlFixture.on(kind, DB).withDigits();
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table `rows` (id int primary key, a int, b varchar(20) not null, n int not null, u int, d date not null,"
                                + " key ab (a, b), unique key u (u), key down (d desc), key mixed (a, d desc))",
                        "insert into `rows` select p.d * 512 + q.d * 64 + r.d * 8 + s.d, if(r.d = 7, null, q.d), s.d, p.d,"
                                + " p.d * 512 + q.d * 64 + r.d * 8 + s.d, '2024-01-01' + interval p.d * 8 + q.d day"
                                + " from digits p, digits q, digits r, digits s",
                        "create table pairs (x int, y varchar(9), n int, primary key (x, y), key n (n))",
                        "insert into pairs select id, b, a from `rows`",
                        "analyze table `rows`, pairs");
        try (Hansock hansock = fixture.hansock().database(DB).build();
                SentStatements sent = SentStatements.of(fixture.server(), DB)) {
            finds(hansock, kind);
            changes(hansock);
            for (Map.Entry<String, Asked> each : calls.entrySet()) {
                List<String> indexes = each.getValue().indexes;
                List<String> statements = sent.during(each.getValue().call);
                assertThat(statements).as(each.getKey()).hasSameSizeAs(indexes);
                for (int i = 0; i < indexes.size(); i++) {
                    String sql = statements.get(i);
                    requireLook(sent.plan(sql), indexes.get(i), each.getKey() + ": " + sql);
                }
            }
        }
    }

    private void finds(Hansock hansock, Kind kind) {
        call("findOne", () -> assertThat(hansock.findOne(ROWS, 700)).isPresent(), PRIMARY);
        call(
                "findOne of two columns",
                () -> assertThat(hansock.findOne(PAIRS, 9, "1")).isPresent(),
                PRIMARY);
        call(
                "findAll",
                () -> assertThat(hansock.findAll(ROWS, List.of(7, 8, 9))).hasSize(3),
                PRIMARY);
        call(
                "findAll of two columns",
                () -> assertThat(hansock.findAll(PAIRS, List.of(List.of(7, "7"), List.of(9, "1"))))
                        .hasSize(2),
                PRIMARY,
                PRIMARY);
        find(hansock, "whole key", BY_AB.eq(3, "4"));
        find(hansock, "prefix", BY_AB.eq(3));
        find(hansock, "prefix, offset", BY_AB.eq(3).offset(5).limit(5));
        find(hansock, "NULL", BY_AB.eq((Object) null));
        find(hansock, "NULL and a value", BY_AB.eq(null, "2"));
        find(hansock, "unique", BY_U.eq(77));
        find(hansock, "prefix of the primary key", PAIRS.primary().eq(9));
        find(hansock, "ge", BY_AB.ge(3, "4").limit(5));
        find(hansock, "gt", BY_AB.gt(3, "4").limit(5));
        find(hansock, "le", BY_AB.le(3, "4").limit(5));
        find(hansock, "lt", BY_AB.lt(3, "4").limit(5));
        find(hansock, "ge of the first column", BY_AB.ge(3).limit(5).offset(3));
        find(hansock, "lt of the first column", BY_AB.lt(3).limit(5).offset(3));
        find(hansock, "gt NULL", BY_AB.gt((Object) null).limit(5));
        find(hansock, "lt behind NULLs", BY_AB.lt(0, "4").limit(5));
        find(hansock, "ge of the primary key", ROWS.primary().ge(4000));
        find(hansock, "le of the primary key", ROWS.primary().le(9));
        find(
                hansock,
                "ge of two columns of the primary key",
                PAIRS.primary().ge(9, "1").limit(5));
        find(
                hansock,
                "lt of two columns of the primary key",
                PAIRS.primary().lt(9, "1").limit(5));
        find(hansock, "between", BY_AB.between(2, 4).limit(5));
        find(hansock, "a bound", BY_AB.eq(3).takeWhile("b", le("5")));
        find(
                hansock,
                "filters",
                BY_AB.ge(3)
                        .where("n", gt(2))
                        .where("u", isNotNull())
                        .where("b", ne("1"))
                        .limit(5));
        find(
                hansock,
                "filter on another key's columns",
                BY_AB.eq(3).where("id", gt(9)).where("u", le(4000)));
        find(hansock, "descending, from the start", DOWN.eq("2024-01-09"));
        find(hansock, "descending, to the end", DOWN.le("2024-01-09").limit(5));
        if (kind.isMariaDb()) {
            find(hansock, "descending, from the end", DOWN.ge("2024-01-09").limit(5));
            find(hansock, "mixed, backwards", MIXED.le(3, "2024-01-09").limit(5));
        }
        find(hansock, "mixed, forwards", MIXED.ge(3, "2024-01-09").limit(5));
        call(
                "in",
                () -> assertThat(hansock.find(BY_AB.in(List.of(1, 5)).limit(900)))
                        .isNotEmpty(),
                "ab",
                "ab");
        call(
                "andIn",
                () -> assertThat(hansock.find(BY_AB.eq(1).andIn(List.of("1", "5"))))
                        .isNotEmpty(),
                "ab",
                "ab");
    }

    private void changes(Hansock hansock) {
        call("update", () -> assertThat(hansock.update(ROWS.key(9).set("n", 3))).isEqualTo(1), PRIMARY);
        call(
                "update by a unique key, filtered",
                () -> assertThat(hansock.change(
                                BY_U.eq(9).where("n", gt(1)).limit(1).set("b", "3")))
                        .isEqualTo(1),
                "u");
        call(
                "update of several",
                () -> assertThat(hansock.change(BY_AB.eq(3).limit(20).set("n", 3)))
                        .isEqualTo(20),
                "ab",
                PRIMARY);
        call(
                "update of those behind others",
                () -> assertThat(hansock.change(BY_AB.lt(3).offset(2).limit(20).set("n", 4)))
                        .isEqualTo(20),
                "ab",
                PRIMARY);
        call(
                "update of a list",
                () -> assertThat(hansock.change(
                                BY_AB.in(List.of(1, 2)).limit(600).set("n", 4)))
                        .isEqualTo(600),
                "ab",
                "ab",
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY,
                PRIMARY);
        call(
                "update by a primary key of two columns",
                () -> assertThat(hansock.change(BY_N.eq(3).limit(9).set("n", 70)))
                        .isEqualTo(9),
                "n",
                PRIMARY);
        call(
                "update answering what was",
                () -> assertThat(hansock.change(BY_U.eq(8).limit(1).set("n", 2).returningOld()))
                        .hasSize(1),
                "u",
                PRIMARY);
        call(
                "increment",
                () -> assertThat(hansock.increment(ROWS.key(9), "n", 1)).isTrue(),
                PRIMARY);
        call(
                "increment of several, unless the sign changes",
                () -> assertThat(hansock.change(
                                BY_AB.ge(3, "1").limit(9).increment("n", 1).unlessSignChanges()))
                        .isEqualTo(9),
                "ab",
                PRIMARY);
        call(
                "incrementAndGet",
                () -> assertThat(hansock.incrementAndGet(ROWS.key(9), "n", 1)).isPositive(),
                PRIMARY,
                PRIMARY);
        call("delete", () -> assertThat(hansock.delete(ROWS.key(11))).isTrue(), PRIMARY);
        call(
                "delete of several",
                () -> assertThat(hansock.change(BY_AB.le(3, "1").limit(9).delete()))
                        .isEqualTo(9),
                "ab",
                PRIMARY);
        call(
                "upsert beside another unique key",
                () -> hansock.upsert(
                        ROWS.key(9).upsert().set("b", "x").set("n", 1).set("d", "2024-01-01")),
                PRIMARY);
    }

    private static void requireLook(SentStatements.Plan plan, String index, String what) {
        assertThat(plan.key()).as(what).isEqualTo(index);
        assertThat(plan.type()).as(what).isIn(LOOKS);
        if (plan.extra() != null) {
            assertThat(plan.extra()).as(what).doesNotContain("filesort", "temporary");
        }
    }
}
