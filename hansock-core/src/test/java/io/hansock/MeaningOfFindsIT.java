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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/semantics.md says of indexes and finds beside its examples, on every wire. */
class MeaningOfFindsIT {
    private static final String DB = "meaning_of_finds_it";

    private static final Table<Row> PEOPLE = Table.of("people", "id", "city", "age");
    private static final Index<Row> BY_AGE = PEOPLE.index("age", "age");
    private static final Index<Row> DOWN = PEOPLE.index("age_down", "age");
    private static final Index<Row> MIXED = PEOPLE.index("city_age_down", "city", "age");
    private static final Table<Row> WORDS = Table.of("words", "id", "word", "code");
    private static final Table<Row> LINES = Table.of("order_lines", "order_id", "line");
    private static final Table<Row> NAMES = Table.of("names", "name", "n");

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    private static Hansock people(EveryWire wire) {
        return wire.client(
                guarded,
                DB,
                "create table people (id int primary key, city varchar(20) collate utf8mb4_general_ci, age int, key age (age),"
                        + " key age_down (age desc), key city_age_down (city, age desc))",
                "insert into people values (1, 'Ulm', 30), (2, 'ULM', 20), (3, 'Bonn', 41), (4, null, 50), (5, 'Ulm', null),"
                        + " (6, 'Bonn', 41), (7, 'Zug', 99)");
    }

    private static List<Integer> found(Hansock hansock, Find<Row> find) {
        return ids(hansock.find(find));
    }

    @ParameterizedTest
    @EnumSource
    void aDescendingIndexAnswersAsOneThatAscendsButForTies(EveryWire wire) {
        try (Hansock hansock = people(wire)) {
            assertThat(found(hansock, BY_AGE.ge(30))).containsExactly(1, 3, 6, 4, 7);
            assertThat(found(hansock, DOWN.ge(30)))
                    .as("equal ages by descending primary key")
                    .containsExactly(1, 6, 3, 4, 7);
            assertThat(found(hansock, DOWN.gt(41))).containsExactly(4, 7);
            assertThat(found(hansock, DOWN.le(30))).containsExactly(1, 2, 5);
            assertThat(found(hansock, DOWN.lt(30))).containsExactly(2, 5);
            assertThat(found(hansock, DOWN.between(20, 41))).containsExactly(2, 1, 6, 3);
            assertThat(found(hansock, DOWN.eq(41))).as("the index's own order").containsExactly(3, 6);
            assertThat(found(hansock, DOWN.in(List.of(50, 41)))).containsExactly(4, 3, 6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColumnThatRunsAgainstTheFirstIsComparedTheOtherWayRound(EveryWire wire) {
        try (Hansock hansock = people(wire)) {
            assertThat(found(hansock, MIXED.ge("Ulm", 30))).containsExactly(1, 2, 5, 7);
            assertThat(found(hansock, MIXED.gt("Ulm", 30))).containsExactly(2, 5, 7);
            assertThat(found(
                            hansock,
                            MIXED.ge("Ulm", 30).takeWhile("city", eq("Ulm")).takeWhile("age", ge(20))))
                    .as("bounded from the other side")
                    .containsExactly(1, 2);
            assertThat(found(hansock, MIXED.eq("Ulm"))).containsExactly(1, 2, 5);
            assertThat(found(hansock, MIXED.in(List.of("Zug", "Bonn")))).containsExactly(7, 3, 6);
            if (wire.isMariaDb()) {
                assertThat(found(hansock, MIXED.le("Ulm", 20))).containsExactly(2, 1, 6, 3, 4);
            } else {
                assertRefused("mixed-directions", () -> hansock.find(MIXED.le("Ulm", 20)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOnBeginningsFindsAndOrdersByWholeValues(EveryWire wire) {
        String noPad = wire.isMariaDb() ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
        Index<Row> byWord = WORDS.index("by_word", "word");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table words (id int primary key, word varchar(20) collate utf8mb4_bin, code char(8) collate "
                        + noPad + ", key by_word (word(3)), unique key by_code (code(3)))",
                "insert into words values (1, 'abcd', 'x'), (2, 'abca', 'y'), (3, 'ab', null), (4, 'abcz', null)")) {
            assertThat(found(hansock, byWord.ge("abcb"))).containsExactly(1, 4);
            assertThat(found(hansock, byWord.ge(""))).containsExactly(3, 2, 1, 4);
            assertThat(found(hansock, byWord.lt("abcd"))).containsExactly(2, 3);
            assertThat(found(hansock, byWord.eq("abcd"))).containsExactly(1);
            assertThat(found(hansock, byWord.eq("abc"))).isEmpty();
            hansock.insert(word(5, "long one"));
            assertDuplicate(() -> hansock.insert(word(6, "lon")));
            hansock.insert(word(7, "lo"));
            assertDuplicate(() -> hansock.insert(word(8, "x  y")));
        }
    }

    /** MariaDB 11.8 takes the first entry with a beginning for the only one where the index has all columns of the primary key. */
    @ParameterizedTest
    @EnumSource
    void aKeyOnBeginningsOfThePrimaryKeyFindsEach(EveryWire wire) {
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table whole (code char(6) collate utf8mb4_bin primary key, n int not null, key begin (code(1)),"
                        + " key n_begin (n, code(1)))",
                "create table cut (code char(6) collate utf8mb4_bin, n int not null, primary key (code(5)),"
                        + " key begin (code(1)), key n_begin (n, code(1)))",
                "insert into whole values ('ab', 1), ('ac', 1), ('ad', 2), ('b', 1)",
                "insert into cut select * from whole")) {
            for (String table : List.of("whole", "cut")) {
                Table<Row> codes = Table.of(table, "code", "n").primaryKey("code");
                Index<Row> begin = codes.index("begin", "code");
                Index<Row> byN = codes.index("n_begin", "n", "code");
                for (String code : List.of("ab", "ac", "ad", "b")) {
                    assertThat(codes(hansock, begin.eq(code))).containsExactly(code);
                    assertThat(codes(hansock, begin.ge(code).where("code", eq(code))))
                            .containsExactly(code);
                    assertThat(codes(hansock, begin.ge(code).takeWhile("code", eq(code))))
                            .containsExactly(code);
                }
                assertThat(codes(hansock, begin.in(List.of("ad", "ac")))).containsExactly("ad", "ac");
                assertThat(codes(hansock, byN.eq(1, "ac"))).containsExactly("ac");
                assertThat(codes(hansock, byN.eq(1).where("code", eq("ac")))).containsExactly("ac");
                assertThat(codes(hansock, byN.ge(1, "ac").takeWhile("n", eq(1))))
                        .containsExactly("ac", "b");
                assertThat(hansock.change(begin.eq("ac").limit(1).set("n", 3))).isEqualTo(1);
            }
        }
    }

    private static List<String> codes(Hansock hansock, Find<Row> find) {
        return hansock.find(find).stream().map(row -> row.getString("code")).toList();
    }

    private static Insert<Row> word(int id, String code) {
        return Insert.into(WORDS).set("id", id).set("word", "w").set("code", code);
    }

    private static void assertDuplicate(ThrowingCallable call) {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(call)
                .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
    }

    /** Servers say {@code is null} of a zero date where the column holds no NULL. */
    @ParameterizedTest
    @EnumSource
    void aZeroDateIsNotNull(EveryWire wire) {
        Table<Row> days = Table.of("days", "id", "d");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table days (id int primary key, d date not null, at datetime not null)",
                "insert ignore into days values (1, '0000-00-00', '0000-00-00'), (2, '2024-02-29', '2024-02-29')")) {
            for (String column : List.of("d", "at")) {
                assertThat(found(hansock, days.primary().ge(0).where(column, isNull())))
                        .isEmpty();
                assertThat(found(hansock, days.primary().ge(0).where(column, isNotNull())))
                        .containsExactly(1, 2);
                assertThat(hansock.change(days.primary()
                                .eq(1)
                                .where(column, isNull())
                                .limit(1)
                                .delete()))
                        .isZero();
            }
            assertThat(hansock.findOne(days, 1)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersKnowWhereNullStands(EveryWire wire) {
        Map<Filter, List<Integer>> held = new LinkedHashMap<>();
        held.put(lt(30), List.of(2, 5));
        held.put(le(30), List.of(1, 2, 5));
        held.put(gt(41), List.of(4, 7));
        held.put(ge(41), List.of(3, 4, 6, 7));
        held.put(eq(41), List.of(3, 6));
        held.put(ne(41), List.of(1, 2, 4, 5, 7));
        held.put(isNull(), List.of(5));
        held.put(isNotNull(), List.of(1, 2, 3, 4, 6, 7));
        try (Hansock hansock = people(wire)) {
            held.forEach((filter, expected) -> assertThat(
                            found(hansock, PEOPLE.primary().ge(0).where("age", filter)))
                    .as("%s", filter.comparison())
                    .isEqualTo(expected));
            assertThat(found(
                            hansock,
                            PEOPLE.primary()
                                    .ge(0)
                                    .where("age", gt(20))
                                    .where("city", eq("ulm"))
                                    .where("id", ne(7))))
                    .as("all have to hold")
                    .containsExactly(1);
            assertThat(found(hansock, BY_AGE.le(30).takeWhile("age", isNotNull())))
                    .containsExactly(1, 2);
            assertThat(found(hansock, MIXED.eq("Ulm").takeWhile("city", ne("Bonn"))))
                    .as("a column held fast")
                    .containsExactly(1, 2, 5);
            assertThat(found(hansock, MIXED.eq("Ulm").takeWhile("city", gt("Ulm"))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void documentsAndShapesAreOnlyAskedForNull(EveryWire wire) {
        Find<Row> all = Table.of("odd", "id").primary().ge(0);
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table odd (id int primary key, doc json, shape geometry)",
                "insert into odd values (1, '{}', null), (2, null, point(1, 2))")) {
            assertThat(found(hansock, all.where("doc", isNull()))).containsExactly(2);
            assertThat(found(hansock, all.where("shape", isNull()))).containsExactly(1);
            assertThat(found(hansock, all.where("shape", isNotNull()))).containsExactly(2);
            assertRefused("value-type", () -> hansock.find(all.where("doc", eq("{}"))));
            assertRefused("value-type", () -> hansock.find(all.where("shape", ne(new byte[25]))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutALimitItIsTenThousand(EveryWire wire) {
        String rows =
                IntStream.rangeClosed(1, 10_010).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(","));
        Index<Row> many = Table.of("many", "id").primary();
        try (Hansock hansock =
                wire.client(guarded, DB, "create table many (id int primary key)", "insert into many values " + rows)) {
            assertThat(hansock.find(many.ge(1))).hasSize(10_000);
            assertThat(hansock.find(many.ge(1).limit(Integer.MAX_VALUE - 1).offset(1)))
                    .hasSize(10_009);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneKeyIsOneRowAndAnEmptyListIsNone(EveryWire wire) {
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table order_lines (order_id int, line int, primary key (order_id, line))",
                "insert into order_lines values (7, 1), (7, 2), (8, 1)",
                "create table names (name varchar(9) collate utf8mb4_general_ci primary key, n int)",
                "insert into names values ('a', 1), ('b', 2)")) {
            assertThat(hansock.findOne(LINES, 8)).isPresent();
            assertThat(hansock.findOne(LINES, 9)).isEmpty();
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> hansock.findOne(LINES, 7), () -> hansock.findAll(LINES, List.of(8, 7)))) {
                assertThatExceptionOfType(ResultException.class)
                        .isThrownBy(call)
                        .matches(e -> e.kind() == ResultException.Kind.TOO_MANY_ROWS);
            }
            Map<String, Row> found = hansock.findAll(NAMES, List.of("b", "A", "x", "a", "b"));
            assertThat(found.keySet()).containsExactly("b", "A", "a");
            assertThat(found.values()).extracting(row -> row.getInt("n")).containsExactly(2, 1, 1);
            assertThat(hansock.findAll(NAMES, List.of())).isEmpty();
            assertThat(hansock.find(NAMES.primary().in(List.of()))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotCommittedIsNotFound(EveryWire wire) throws Exception {
        try (Hansock hansock = people(wire);
                Connection other = wire.connect(guarded);
                Statement statement = other.createStatement()) {
            assertThat(found(hansock, BY_AGE.ge(99))).containsExactly(7);
            statement.execute("begin");
            statement.execute("update " + DB + ".people set age = 100 where id = 1");
            statement.execute("delete from " + DB + ".people where id = 7");
            assertThat(found(hansock, BY_AGE.ge(99))).containsExactly(7);
            statement.execute("commit");
            assertThat(found(hansock, BY_AGE.ge(99))).containsExactly(1);
        }
    }

    /** By their texts it would be the other way round. */
    @ParameterizedTest
    @EnumSource(names = "SQL_ON_MYSQL_9_7", mode = EnumSource.Mode.EXCLUDE)
    void uuidsAreOrderedAsTheServerOrdersThem(EveryWire wire) {
        Index<Row> byUuid = Table.of("uuids", "id", "u").index("u", "u");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table uuids (id int primary key, u uuid, key u (u))",
                "insert into uuids values (1, '00000000-0000-1000-8000-000000000002'), (2, '10000000-0000-1000-8000-000000000001')")) {
            assertThat(found(hansock, byUuid.ge((Object) null))).containsExactly(2, 1);
            assertThat(found(hansock, byUuid.gt("10000000-0000-1000-8000-000000000001")))
                    .containsExactly(1);
        }
    }
}
