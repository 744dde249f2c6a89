package io.hansock;

import static io.hansock.GuardedServer.ids;
import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.isNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/semantics.md says of values, in and out, on every wire. What is refused is in {@code NoCoercionIT}. */
class MeaningOfValuesIT {
    private static final String DB = "meaning_of_values_it";
    private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0, 0, 500_000_000);
    private static final int AT_A_TIME = 20;

    private enum Colour {
        RED
    }

    /**
     * A value that a column takes.
     *
     * @param type the column's
     * @param value as it is given
     * @param stored what SQL says of the column {@code c} then
     */
    private record Taken(String type, Object value, String stored) {}

    private static final String TEXT_IS_A = "hex(c) = '61'";

    private static final List<Taken> TAKEN = List.of(
            new Taken("tinyint", (byte) -128, "c = -128"),
            new Taken("smallint", (short) 300, "c = 300"),
            new Taken("mediumint", 70_000, "c = 70000"),
            new Taken("int", 5_000L, "c = 5000"),
            new Taken("bigint unsigned", new BigInteger("18446744073709551615"), "c = 18446744073709551615"),
            new Taken("tinyint", true, "c = 1"),
            new Taken("bigint", false, "c = 0"),
            new Taken("int", "-7", "c = -7"),
            new Taken("decimal(6,2)", 12, "c = 12"),
            new Taken("decimal(6,2)", BigInteger.TEN, "c = 10"),
            new Taken("decimal(6,2)", new BigDecimal("1.500000"), "c = 1.5"),
            new Taken("decimal(6,2)", "-1.50", "c = -1.5"),
            new Taken("float", 0.1f, "c > 0.1 and c < 0.10000001"),
            new Taken("float", 0.5, "c = 0.5"),
            new Taken("float", 16_777_216, "c = 16777216"),
            new Taken("double", 0.1, "c = 0.1e0"),
            new Taken("double", 0.1f, "c = 0.10000000149011612e0"),
            new Taken("double", 1L << 53, "c = 9007199254740992e0"),
            new Taken("bit(10)", 522, "c + 0 = 522"),
            new Taken("bit(10)", new byte[] {3, -1}, "c + 0 = 1023"),
            new Taken("bit(1)", true, "c + 0 = 1"),
            new Taken("year", Year.of(2024), "c = 2024"),
            new Taken("year", 0, "c + 0 = 0"),
            new Taken("year", 1901, "c = 1901"),
            new Taken("year", "2155", "c = 2155"),
            new Taken("date", LocalDate.of(2024, 2, 29), "c = '2024-02-29'"),
            new Taken("date", "2024-02-29", "c = '2024-02-29'"),
            new Taken("datetime(3)", NOON, "c = '2024-02-29 12:00:00.500'"),
            new Taken("datetime(3)", Instant.parse("2024-02-29T12:00:00.5Z"), "c = '2024-02-29 12:00:00.500'"),
            new Taken(
                    "datetime(3)", OffsetDateTime.parse("2024-02-29T17:00:00.5+05:00"), "c = '2024-02-29 12:00:00.5'"),
            new Taken("datetime", LocalDate.of(2024, 2, 29), "c = '2024-02-29 00:00:00'"),
            new Taken("datetime", "2024-02-29 12:00:00", "c = '2024-02-29 12:00:00'"),
            new Taken("timestamp(3) null", NOON, "c = '2024-02-29 12:00:00.500'"),
            new Taken("timestamp(3) null", Instant.parse("2024-02-29T12:00:00.5Z"), "c = '2024-02-29 12:00:00.500'"),
            new Taken(
                    "timestamp null",
                    ZonedDateTime.of(2024, 7, 1, 14, 0, 0, 0, ZoneId.of("Europe/Berlin")),
                    "c = '2024-07-01 12:00:00'"),
            new Taken("timestamp null", LocalDate.of(2024, 2, 29), "c = '2024-02-29 00:00:00'"),
            new Taken("time(2)", Duration.ofHours(-100).minusMillis(250), "c = '-100:00:00.25'"),
            new Taken("time(2)", LocalTime.of(12, 30), "c = '12:30:00'"),
            new Taken("time", "-838:59:59", "c = '-838:59:59'"),
            new Taken("char(5)", "a", TEXT_IS_A),
            new Taken("varchar(5)", 'a', TEXT_IS_A),
            new Taken("varchar(5)", Colour.RED, "c = 'RED'"),
            new Taken("text", "äöü", "hex(c) = 'C3A4C3B6C3BC'"),
            new Taken("varchar(5) character set ucs2", "я", "hex(c) = '044F'"),
            new Taken("binary(3)", new byte[] {0, 1, 32}, "hex(c) = '000120'"),
            new Taken("binary(16)", ID, "hex(c) = '123E4567E89B12D3A456426614174000'"),
            new Taken("varbinary(20)", ID, "hex(c) = '123E4567E89B12D3A456426614174000'"),
            new Taken("varbinary(20)", new byte[0], "hex(c) = ''"),
            new Taken("blob", new byte[] {-1, 0}, "hex(c) = 'FF00'"),
            new Taken("enum('RED', 'b')", "b", "c + 0 = 2"),
            new Taken("enum('RED', 'b')", Colour.RED, "c + 0 = 1"),
            new Taken("set('x', 'y', 'z')", "z,x", "c + 0 = 5"),
            new Taken("set('x', 'y', 'z')", "", "c + 0 = 0"),
            new Taken("json", "{\"a\": 1}", "json_extract(c, '$.a') = 1"),
            new Taken("geometry", pointAtSrid0(), "st_x(c) = 1 and st_y(c) = 2"));

    private static final List<Taken> BY_MARIADB_ALONE = List.of(
            new Taken("uuid", ID, "c = '" + ID + "'"),
            new Taken("uuid", ID.toString(), "c = '" + ID + "'"),
            new Taken("inet4", "127.0.0.1", "c = '127.0.0.1'"),
            new Taken("inet6", "2001:db8::1", "c = '2001:db8::1'"));

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    /** The number of the reference system, then well-known binary: little-endian, a point, 1 and 2. */
    private static byte[] pointAtSrid0() {
        return HexFormat.of().parseHex("000000000101000000000000000000f03f0000000000000040");
    }

    @ParameterizedTest
    @EnumSource
    void whatAColumnTakesIsStoredAsThatAndFoundByIt(EveryWire wire) {
        List<Taken> all = new ArrayList<>(TAKEN);
        if (wire.isMariaDb()) {
            all.addAll(BY_MARIADB_ALONE);
        }
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            isTaken(wire, all.subList(from, Math.min(all.size(), from + AT_A_TIME)));
        }
    }

    private static void isTaken(EveryWire wire, List<Taken> values) {
        StringBuilder columns = new StringBuilder("create table taken (id int primary key");
        StringBuilder stored = new StringBuilder("select 1");
        Table<Row> table = Table.of("taken", "id");
        Insert<Row> insert = Insert.into(table).set("id", 1);
        for (int i = 0; i < values.size(); i++) {
            Taken taken = values.get(i);
            columns.append(", c").append(i).append(' ').append(taken.type());
            stored.append(", ").append(taken.stored().replaceAll("\\bc\\b", "c" + i));
            insert = insert.set("c" + i, taken.value());
        }
        try (Hansock hansock = wire.client(guarded, DB, columns + ")")) {
            hansock.insert(insert);
            Row told = hansock.sql()
                    .on(hansock.servers().get(0).name())
                    .query(stored + " from taken")
                    .rows()
                    .row(0);
            for (int i = 0; i < values.size(); i++) {
                Taken taken = values.get(i);
                assertThat(told.getInt(i + 2)).as("%s", taken).isEqualTo(1);
                assertThat(hansock.update(table.key(1).set("c" + i, taken.value())))
                        .as("%s, set again", taken)
                        .isEqualTo(1);
                if (!List.of("json", "geometry").contains(taken.type())) {
                    Find<Row> find = table.primary().ge(0).where("c" + i, eq(taken.value()));
                    assertThat(hansock.find(find)).as("%s, found by it", taken).hasSize(1);
                }
            }
        }
    }

    /** The others are refused before anything is sent. */
    @ParameterizedTest
    @EnumSource
    void whatOnlyTheServerKnowsItSays(EveryWire wire) {
        Table<Row> table = Table.of("odd", "id", "cyrillic", "doc", "shape");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table odd (id int primary key, cyrillic varchar(9) character set cp1251, doc json, shape geometry)",
                "insert into odd values (1, 'я', '{}', point(1, 2))")) {
            for (Map.Entry<String, Object> bad : Map.<String, Object>of(
                            "cyrillic", "é", "doc", "{", "shape", new byte[] {1, 2, 3})
                    .entrySet()) {
                assertThatExceptionOfType(ServerException.class)
                        .as(bad.getKey())
                        .isThrownBy(() -> hansock.update(table.key(1).set(bad.getKey(), bad.getValue())));
            }
            Row row = hansock.findOne(table, 1).orElseThrow();
            assertThat(row.getString("cyrillic")).isEqualTo("я");
            assertThat(row.getString("doc")).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cellsComeAsTheColumnHoldsThem(EveryWire wire) {
        Table<Row> table = Table.of("cells", "id", "ch", "bn", "st", "de", "fl", "ts", "dt");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table cells (id int primary key, ch char(5), bn binary(4), st set('x', 'y', 'z'), de decimal(8,3), fl float,"
                        + " ts timestamp(1) null, dt datetime(1))",
                "set time_zone = '+00:00'",
                "insert into cells values (1, 'ab  ', 'ab', 'z,x', 1.5, 0.1, '2024-02-29 12:00:00.5', '2024-02-29 12:00:00.5')")) {
            Row row = hansock.findOne(table, 1).orElseThrow();
            assertThat(row.getString("ch")).isEqualTo("ab");
            assertThat(row.getBytes("bn")).containsExactly('a', 'b', 0, 0);
            assertThat(row.getString("st")).isEqualTo("x,z");
            assertThat(row.getString("de")).isEqualTo("1.500");
            assertThat(row.getFloat("fl")).isEqualTo(0.1f);
            assertThat(row.get("ts", Instant.class)).isEqualTo("2024-02-29T12:00:00.5Z");
            assertThat(row.getLocalDateTime("ts")).isEqualTo(NOON);
            assertThat(row.getLocalDateTime("dt")).isEqualTo(NOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyIsNotNull(EveryWire wire) {
        String noPad = wire.isMariaDb() ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
        Table<Row> table = Table.of("blank", "id", "t", "b", "p", "n");
        Index<Row> padded = table.index("p", "p");
        Index<Row> unpadded = table.index("n", "n");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table blank (id int primary key, t varchar(9), b varbinary(9), p varchar(9) collate utf8mb4_bin,"
                        + " n varchar(9) collate " + noPad + ", key b (b), key p (p), key n (n))")) {
            hansock.insert(blank(table, 1, null, null));
            hansock.insert(blank(table, 2, "", new byte[0]));
            hansock.insert(blank(table, 3, " ", new byte[] {32}));
            hansock.insert(blank(table, 4, "\t", new byte[] {0}));
            hansock.insert(blank(table, 5, "a", new byte[] {'a'}));
            Row empty = hansock.findOne(table, 2).orElseThrow();
            assertThat(empty.getString("t")).isEmpty();
            assertThat(empty.getBytes("b")).isEmpty();
            assertThat(hansock.findOne(table, 1).orElseThrow().isNull("t")).isTrue();
            assertThat(ids(hansock.find(table.primary().ge(0).where("t", isNull()))))
                    .containsExactly(1);
            assertThat(ids(hansock.find(table.index("b", "b").ge((Object) null))))
                    .containsExactly(1, 2, 4, 3, 5);
            assertThat(ids(hansock.find(unpadded.ge((Object) null)))).containsExactly(1, 2, 4, 3, 5);
            assertThat(ids(hansock.find(padded.ge((Object) null))))
                    .as("as if spaces followed, and those are behind a tab")
                    .containsExactly(1, 4, 2, 3, 5);
            assertThat(ids(hansock.find(padded.eq("")))).containsExactly(2, 3);
            assertThat(ids(hansock.find(unpadded.eq("")))).containsExactly(2);
        }
    }

    private static Insert<Row> blank(Table<Row> table, int id, @Nullable String text, byte @Nullable [] bytes) {
        return Insert.into(table)
                .set("id", id)
                .set("t", text)
                .set("b", bytes)
                .set("p", text)
                .set("n", text);
    }

    @ParameterizedTest
    @EnumSource
    void bytesHaveNoCollation(EveryWire wire) {
        Table<Row> table = Table.of("bytes", "id", "b");
        Index<Row> index = table.index("b", "b");
        try (Hansock hansock = wire.client(
                guarded,
                DB,
                "create table bytes (id int primary key, b varbinary(9), key b (b))",
                "insert into bytes values (1, 'a'), (2, 'A'), (3, 'a ')")) {
            assertThat(ids(hansock.find(index.eq((Object) "a".getBytes(StandardCharsets.US_ASCII)))))
                    .containsExactly(1);
            assertThat(ids(hansock.find(index.eq((Object) "a ".getBytes(StandardCharsets.US_ASCII)))))
                    .containsExactly(3);
        }
    }
}
