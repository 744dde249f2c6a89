package io.hansock;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.isNotNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.InTime;
import io.hansock.value.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that knows its tables: each command takes the wire that answers it exactly, and none kills the server. */
class GuardIT {
    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    @Test
    void whatHandlerSocketAnswersExactlyGoesThere() {
        Table<Row> people = guarded.table(
                "people",
                "id bigint primary key, name varchar(20), age int, key by_age (age)",
                "(1, 'ann', 30), (2, null, 40)",
                "id",
                "name",
                "age");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThat(hansock.findOne(people, 1))
                    .get()
                    .extracting(row -> row.getString("name"))
                    .isEqualTo("ann");
            assertThat(hansock.findAll(people, List.of(1, 2, 3))).containsOnlyKeys(1, 2);
            assertThat(hansock.find(people.index("by_age", "age").ge(35).where("age", eq(40))))
                    .hasSize(1);
            assertThat(hansock.find(people.index("by_age", "age").in(List.of(30, 40))))
                    .hasSize(2);
            assertThat(guarded.rules()).isEmpty();
            assertThat(hansock.states().get(0).reads().condition()).isEqualTo(ServerState.Condition.UP);
        }
    }

    @Test
    void h1_aViewIsReadAndTheServerLives() {
        Table<Row> base = guarded.table("base", "id int primary key, name varchar(20)", "(1, 'ann')", "id", "name");
        guarded.server().sql("create or replace view guarded.v as select * from guarded.base");
        Table<Row> view = Table.of("v", "id", "name");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThat(hansock.findOne(base, 1)).isPresent();
            assertTakesSql(hansock, view, "view");
        }
    }

    /** Whatever becomes of it over SQL, HandlerSocket is not asked. */
    private void assertTakesSql(Hansock hansock, Table<Row> table, String rule) {
        try {
            hansock.findOne(table, 1);
        } catch (RefusedException | ServerException overSql) {
            assertThat(overSql).hasMessageContaining(table.name());
        }
        assertThat(guarded.rules()).contains(rule);
        assertThat(guarded.server().alive()).isTrue();
    }

    @Test
    void h2_aRangeOnAPartitionedTableGoesOverSql() {
        Table<Row> parts = guarded.table(
                "parts",
                "id int primary key, n int) partition by range (id) (partition a values less than (10), partition b values less than"
                        + " maxvalue",
                "(1, 1), (11, 11)",
                "id",
                "n");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThat(hansock.findOne(parts, 11)).isPresent();
            assertThat(guarded.rules()).isEmpty();
            assertThat(hansock.find(parts.primary().ge(0))).hasSize(2);
            assertThat(guarded.rules()).containsExactly("partitioned-range");
            assertThat(guarded.server().alive()).isTrue();
        }
    }

    @Test
    void h32_theServersOwnTablesAreRefused() {
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThatThrownBy(() ->
                            hansock.findOne(Table.of("TABLES", "TABLE_NAME").database("information_schema"), "x"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("system-schema");
        }
    }

    @Test
    void h17_anIndexOfBeginningsFindsOnlyWhatIsAskedFor() {
        Table<Row> words = guarded.table(
                "words",
                "id int primary key, word varchar(20), key by_word (word(3))",
                "(1, 'abcdef'), (2, 'abcxyz')",
                "id",
                "word");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThat(hansock.find(words.index("by_word", "word").eq("abcdef")))
                    .hasSize(1);
            assertThat(guarded.rules()).containsExactly("prefix-index");
        }
    }

    @Test
    void h17_rowsThatTieComeInTheOrderOfWholePrimaryKeys() {
        Table<Row> tied = guarded.table(
                "tied",
                "word varchar(20) character set utf8mb4 collate utf8mb4_bin, id int, n int, primary key (word(1), id), key by_n (n)",
                "('ab', 1, 7), ('aa', 2, 7)",
                "word",
                "id",
                "n");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThat(hansock.find(
                            tied.primaryKey("word", "id").index("by_n", "n").eq(7)))
                    .extracting(row -> row.getString("word"))
                    .containsExactly("aa", "ab");
            assertThat(guarded.rules()).containsExactly("prefix-index");
        }
    }

    @Test
    void h12_textIsFoundAndReadInTheCharsetOfItsColumn() {
        Table<Row> cities = guarded.table(
                "cities",
                "id int primary key, l varchar(20) character set latin1, u varchar(20) character set ucs2, e enum('ä', 'ö')"
                        + " character set latin1, key by_l (l), key by_u (u)",
                "(1, 'Köln €', 'Łódź', 'ö')",
                "id",
                "l",
                "u",
                "e");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            for (Optional<Row> found : List.of(
                    hansock.findOne(cities, 1),
                    hansock.find(cities.index("by_l", "l").eq("Köln €").where("u", eq("Łódź"))).stream()
                            .findFirst(),
                    hansock.find(cities.index("by_u", "u").eq("Łódź")).stream().findFirst())) {
                Row row = found.orElseThrow();
                assertThat(row.getString("l")).isEqualTo("Köln €");
                assertThat(row.getString("u")).isEqualTo("Łódź");
                assertThat(row.getString("e")).isEqualTo("ö");
            }
            assertThat(guarded.rules()).isEmpty();
            assertThatThrownBy(() -> hansock.find(cities.index("by_l", "l").eq("Łódź")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("column l", "value-charset");
        }
    }

    /** What a cell is does not depend on the wire. */
    @Test
    void cellsAreTypedAlikeOnBothWires() {
        Table<Row> all = guarded.table(
                "every",
                """
                id int primary key, ti tinyint, bu bigint unsigned, de decimal(10,3), db double, bt bit(10), ye year, da date,
                dt datetime(3), ts timestamp null, tm time(2), ch char(5), vc varchar(9), tx text, bn binary(3), vb varbinary(9),
                bl blob, en enum('a','b'), se set('x','y'), js json, g geometry, zf int(6) zerofill, nu int, em varchar(3)""",
                "(1, -1, 18446744073709551615, 1.5, 0.1, b'1000000001', 2024, '2024-02-29', '2024-02-29 12:00:00.5', '2024-02-29 12:00:00',"
                        + " '-100:00:00.25', 'ab', 'äö', 'text', 'abc', x'0001', x'ff', 'b', 'x,y', '{\"a\":1}', point(1,2), 42, null, '')",
                "id",
                "ti",
                "bu",
                "de",
                "db",
                "bt",
                "ye",
                "da",
                "dt",
                "ts",
                "tm",
                "ch",
                "vc",
                "tx",
                "bn",
                "vb",
                "bl",
                "en",
                "se",
                "js",
                "g",
                "zf",
                "nu",
                "em");
        try (Hansock fast = guarded.client(builder -> builder);
                Hansock sql = guarded.slow()) {
            Row one = fast.findOne(all, 1).orElseThrow();
            Row other = sql.findOne(all, 1).orElseThrow();
            assertThat(guarded.rules()).isEmpty();
            for (String column : all.columns()) {
                assertThat(one.valueOf(column)).as(column).isEqualTo(other.valueOf(column));
                assertThat(one.getString("ti")).isEqualTo(other.getString("ti"));
            }
        }
    }

    @Test
    void h10_badValuesAreRefusedAndTheRowStays() {
        Table<Row> t = guarded.table(
                "strict", "id int primary key, n tinyint not null, d date", "(1, 1, null)", "id", "n", "d");
        for (Writes writes : List.of(Writes.SQL, Writes.HANDLERSOCKET)) {
            try (Hansock hansock = guarded.client(builder -> builder.writes(writes))) {
                for (Map.Entry<String, Object> bad :
                        Map.<String, Object>of("n", "1abc", "d", "2024-02-30").entrySet()) {
                    assertThatThrownBy(() -> hansock.change(t.key(1).set(bad.getKey(), bad.getValue())))
                            .isInstanceOf(RefusedException.class)
                            .hasMessageContainingAll("column " + bad.getKey(), "value-form");
                }
                assertThatThrownBy(() -> hansock.insert(
                                Insert.into(t).set("id", 2).set("n", null).set("d", null)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContainingAll("column n", "not-null");
                assertThatThrownBy(() -> hansock.findOne(t, "1abc")).isInstanceOf(RefusedException.class);
            }
        }
        assertThat(guarded.server().query("select id, n, d from guarded.strict"))
                .hasSize(1);
        assertThat(guarded.server().queryValue("select n from guarded.strict")).isEqualTo("1");
    }

    @Test
    void writesTakeSqlUnlessChosenOtherwise() {
        Table<Row> t = guarded.table(
                "written", "id int primary key, name varchar(9) character set latin1", "(1, 'ann')", "id", "name");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            hansock.insert(Insert.into(t).set("id", 2).set("name", "Zoë"));
            assertThat(hansock.change(t.key(1).set("name", "Zoë"))).isEqualTo(1);
            assertThat(guarded.rules()).containsExactly("writes-sql");
        }
        try (Hansock hansock = guarded.fast()) {
            hansock.insert(Insert.into(t).set("id", 3).set("name", "Zoë"));
            assertThat(hansock.change(t.key(1).set("name", "Chloë"))).isEqualTo(1);
            assertThat(hansock.change(t.key(2).delete())).isEqualTo(1);
            assertThat(guarded.rules()).isEmpty();
        }
        assertThat(guarded.server().query("select id, name from guarded.written order by id"))
                .isEqualTo(List.of(List.of("1", "Chloë"), List.of("3", "Zoë")));
    }

    @Test
    void triggersAreNotBypassed() {
        Table<Row> t = guarded.table("triggered", "id int primary key, n int", "(1, 1)", "id", "n");
        guarded.server()
                .sql(
                        "create trigger guarded.doubled before update on guarded.triggered for each row set new.n = 2 * new.n");
        try (Hansock hansock = guarded.fast()) {
            hansock.change(t.key(1).set("n", 5));
            assertThat(guarded.rules()).containsExactly("triggers");
        }
        assertThat(guarded.server().queryValue("select n from guarded.triggered"))
                .isEqualTo("10");
        try (Hansock hansock =
                guarded.client(builder -> builder.writes(Writes.HANDLERSOCKET).guard(GuardMode.OFF))) {
            hansock.change(t.key(1).set("n", 5));
        }
        assertThat(guarded.server().queryValue("select n from guarded.triggered"))
                .isEqualTo("5");
    }

    @Test
    void h29_typesThatHandlerSocketHasInOtherFormsGoOverSql() {
        UUID uuid = UUID.randomUUID();
        Table<Row> t = guarded.table(
                "odd",
                "id uuid primary key, f float, ts timestamp null",
                "('" + uuid + "', 0.1, '2024-02-29 12:00:00')",
                "id",
                "f",
                "ts");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            Row row = hansock.findOne(t, uuid).orElseThrow();
            assertThat(row.getFloat("f")).isEqualTo(0.1f);
            assertThat(row.get("ts", Instant.class)).isEqualTo(Instant.parse("2024-02-29T12:00:00Z"));
            assertThat(guarded.rules()).containsExactly("column-type");
        }
    }

    @Test
    void h33_unknownNamesAreRefusedWithTheWayOut() {
        Table<Row> t = guarded.table("known", "id int primary key, n int", "(1, 1)", "id", "n");
        try (Hansock hansock = guarded.client(builder -> builder)) {
            assertThatThrownBy(() -> hansock.findOne(Table.of("nknown", "id"), 1))
                    .hasMessageContaining("unknown-table");
            assertThatThrownBy(() -> hansock.find(t.primary().eq(1).columns("id", "m")))
                    .hasMessageContaining("unknown-column");
            assertThatThrownBy(() -> hansock.find(t.index("by_n").eq(1))).hasMessageContaining("unknown-index");
            assertThatThrownBy(() -> hansock.find(t.primary().ge(1).where("m", isNotNull())))
                    .hasMessageContaining("unknown-column");
        }
    }

    @Test
    void h33_aColumnThatWasAddedIsKnownSoon() {
        Table<Row> t = guarded.table("grown", "id int primary key", "(1)", "id");
        try (Hansock hansock = guarded.client(builder -> builder);
                Hansock other = guarded.slow()) {
            assertThat(other.findOne(t, 1)).isPresent();
            guarded.server().sql("alter table guarded.grown add column n int default 7, add key by_n (n)");
            Index<Row> byN = Table.of("grown", "id", "n").index("by_n", "n");
            InTime.within(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(other.find(byN.eq(7))).hasSize(1));
            assertThat(hansock.find(byN.eq(7))).hasSize(1);
        }
    }
}
