package io.hansock.guard;

import static io.hansock.guard.Facts.column;
import static io.hansock.guard.TableGuardTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.ColumnType;
import io.hansock.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the ring places must be one value to the server too. */
class PlacingTest {
    private static final GuardPolicy SEVERAL_SERVERS =
            new GuardPolicy(true, true, GuardPolicy.Writing.HANDLERSOCKET, GuardPolicy.Bypass.AVOIDED, true);
    private static final Table<Row> TABLE = Table.of("people", "id", "n");
    private static final Table<Row> NORMALISED =
            TABLE.shardEncoder(values -> values.get(0).toString().getBytes(StandardCharsets.UTF_8));
    private static final String REFUSED = "refused shard-key";

    private static Facts keyed(Facts.Column id) {
        return new Facts()
                .column(id.named("id").notNull())
                .column(column(ColumnType.INT).named("n"))
                .key("PRIMARY", true, "id")
                .key("n", false, "n");
    }

    private static Facts.Column text(String collation) {
        return column(ColumnType.VARCHAR).text(20, "utf8mb4").collation(collation);
    }

    @Test
    void textWithoutABinaryCollationPlacesNoRows() {
        Facts facts = keyed(text("utf8mb4_general_ci"));
        TableGuard guard = facts.guard(SEVERAL_SERVERS);
        assertThat(rule(guard.judge(TABLE.key("a").find()))).isEqualTo(REFUSED);
        assertThat(rule(guard.judgeEach(
                        TABLE.key("a").find(),
                        List.of(Collections.singletonList("a"), Collections.singletonList("A")))))
                .isEqualTo(REFUSED);
        assertThat(rule(guard.judge(TABLE.primary().in(List.of("a", "b"))))).isEqualTo(REFUSED);
        assertThat(guard.keys(TABLE).admits("a")).isFalse();
        assertThat(rule(guard.judge(Insert.into(TABLE).set("id", "a").set("n", 1))))
                .isEqualTo(REFUSED);
        assertThat(rule(guard.judge(TABLE.key("a").set("n", 1)))).isEqualTo(REFUSED);
        assertThat(rule(guard.judge(TABLE.key("a").set("n", 1).returningOld()))).isEqualTo(REFUSED);
        assertThat(guard.judge(TABLE.key("a").find()))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll(
                                        "shop.people", "column id", "utf8mb4_general_ci", "shardEncoder"));
    }

    @Test
    void whoSaysHowOrWhereMayHaveAnyCollation() {
        TableGuard guard = keyed(text("utf8mb4_general_ci")).guard(SEVERAL_SERVERS);
        assertThat(rule(guard.judge(NORMALISED.key("a").find()))).isEmpty();
        assertThat(guard.keys(NORMALISED).admits("a")).isTrue();
        assertThat(rule(guard.judge(TABLE.key("a").find().on("east")))).isEmpty();
        assertThat(rule(guard.judge(
                        Insert.into(TABLE).set("id", "a").set("n", 1).on("east"))))
                .isEmpty();
        assertThat(rule(guard.judge(TABLE.index("n", "n").in(List.of(1, 2)).onAllServers())))
                .isEmpty();
        assertThat(rule(keyed(text("utf8mb4_general_ci"))
                        .guard()
                        .judge(TABLE.key("a").find())))
                .as("one server")
                .isEmpty();
    }

    @Test
    void spacesAtTheEndPlaceNoRowWhereTheyDoNotCount() {
        TableGuard padded = keyed(text("utf8mb4_bin")).guard(SEVERAL_SERVERS);
        assertThat(rule(padded.judge(TABLE.key("a").find()))).isEmpty();
        assertThat(padded.keys(TABLE).admits("a")).isTrue();
        assertThat(rule(padded.judge(TABLE.key("a ").find()))).isEqualTo(REFUSED);
        assertThat(padded.keys(TABLE).admits("a ")).isFalse();
        assertThat(rule(padded.judge(Insert.into(TABLE).set("id", "a ").set("n", 1))))
                .isEqualTo(REFUSED);
        assertThat(rule(padded.judge(TABLE.key("a ").find().on("east")))).isEmpty();
        for (String collation : List.of("utf8mb4_nopad_bin", "utf8mb4_0900_bin")) {
            TableGuard exact = keyed(text(collation)).guard(SEVERAL_SERVERS);
            assertThat(rule(exact.judge(TABLE.key("a ").find()))).as(collation).isEmpty();
        }
    }

    @Test
    void valuesThatCanBeWrittenInSeveralWaysPlaceNoRows() {
        for (Facts.Column id : List.of(
                column(ColumnType.DECIMAL).digits(9, 2),
                column(ColumnType.DATETIME),
                column(ColumnType.TIMESTAMP),
                column(ColumnType.TIME),
                column(ColumnType.FLOAT),
                column(ColumnType.DOUBLE),
                column(ColumnType.INET4),
                column(ColumnType.INET6),
                column(ColumnType.SET).labels("x", "y"))) {
            TableGuard guard = keyed(id).guard(SEVERAL_SERVERS);
            assertThat(rule(guard.judge(TABLE.primary().eq("1")))).startsWith("refused");
            assertThat(guard.keys(TABLE).admits("1")).isFalse();
        }
        TableGuard uuids = keyed(column(ColumnType.UUID)).guard(SEVERAL_SERVERS);
        UUID uuid = UUID.randomUUID();
        assertThat(rule(uuids.judge(TABLE.key(uuid).find()))).isEqualTo("SQL column-type");
        assertThat(rule(uuids.judge(TABLE.key(uuid.toString()).find()))).isEqualTo(REFUSED);
    }

    @Test
    void wholeNumbersDatesAndLabelsPlaceRows() {
        for (Facts.Column id :
                List.of(column(ColumnType.BIGINT), column(ColumnType.DECIMAL).digits(9, 0), column(ColumnType.YEAR))) {
            assertThat(rule(keyed(id)
                            .guard(SEVERAL_SERVERS)
                            .judge(TABLE.key(2024).find())))
                    .isEmpty();
        }
        Index<Row> primary = TABLE.primary();
        assertThat(rule(keyed(column(ColumnType.ENUM).labels("a", "b"))
                        .guard(SEVERAL_SERVERS)
                        .judge(primary.eq("a"))))
                .isEmpty();
        assertThat(rule(keyed(column(ColumnType.DATE)).guard(SEVERAL_SERVERS).judge(primary.eq("2024-02-29"))))
                .isEmpty();
    }

    @Test
    void theYearZeroIsOneNumberAndNoText() {
        TableGuard guard = keyed(column(ColumnType.YEAR)).guard(SEVERAL_SERVERS);
        assertThat(rule(guard.judge(TABLE.key(0).find()))).isEmpty();
        assertThat(rule(guard.judge(TABLE.key("2001").find())))
                .as("placed as 2001 is")
                .isEmpty();
        assertThat(rule(guard.judge(TABLE.key("0000").find()))).isEqualTo(REFUSED);
        assertThat(rule(guard.judge(TABLE.key("0000").find().on("east")))).isEmpty();
    }
}
