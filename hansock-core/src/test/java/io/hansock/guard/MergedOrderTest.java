package io.hansock.guard;

import static io.hansock.guard.Facts.column;
import static io.hansock.guard.Facts.people;
import static io.hansock.guard.TableGuardTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.value.ColumnType;
import io.hansock.value.Row;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all servers find is merged only where Java orders values as the servers do. */
class MergedOrderTest {
    private static final GuardPolicy SEVERAL_SERVERS =
            new GuardPolicy(true, true, GuardPolicy.Writing.HANDLERSOCKET, GuardPolicy.Bypass.AVOIDED, true);
    private static final Table<Row> PEOPLE = Table.of("people", "id", "name", "age");
    private static final Index<Row> BY_NAME = PEOPLE.index("by_name", "name");
    private static final String REFUSED = "refused merge-order";

    private static Facts named(String charset, String collation) {
        return new Facts()
                .column(column(ColumnType.BIGINT).named("id").notNull())
                .column(column(ColumnType.VARCHAR)
                        .named("name")
                        .text(20, charset)
                        .collation(collation))
                .column(column(ColumnType.INT).named("age"))
                .key("PRIMARY", true, "id")
                .key("by_name", false, "name")
                .key("by_age", false, "age")
                .key("by_age_down", false, "age desc")
                .key("by_both", false, "name", "age");
    }

    @Test
    void textIsMergedInBinaryCollationsOfUnicodeAlone() {
        TableGuard exact = named("utf8mb4", "utf8mb4_bin").guard(SEVERAL_SERVERS);
        assertThat(rule(exact.judge(BY_NAME.ge("a").onAllServers()))).isEmpty();
        assertThat(rule(exact.judge(BY_NAME.le("a").onAllServers()))).isEmpty();
        TableGuard legacy = named("latin1", "latin1_bin").guard(SEVERAL_SERVERS);
        assertThat(rule(legacy.judge(BY_NAME.ge("a").onAllServers()))).isEqualTo(REFUSED);
        TableGuard words = named("utf8mb4", "utf8mb4_general_ci").guard(SEVERAL_SERVERS);
        assertThat(rule(words.judge(BY_NAME.ge("a").onAllServers()))).isEqualTo(REFUSED);
        assertThat(words.judge(BY_NAME.between("a", "b").onAllServers()))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll(
                                        "shop.people", "column name", "utf8mb4_general_ci", "mergedBy(comparator)"));
    }

    @Test
    void whatIsNotComparedMayHaveAnyOrder() {
        TableGuard words = named("utf8mb4", "utf8mb4_general_ci").guard(SEVERAL_SERVERS);
        assertThat(rule(words.judge(BY_NAME.eq("a").onAllServers())))
                .as("all names are equal")
                .isEmpty();
        assertThat(rule(words.judge(
                        PEOPLE.index("by_both", "name", "age").eq("a").onAllServers())))
                .isEmpty();
        assertThat(rule(words.judge(PEOPLE.index("by_age", "age").ge(1).onAllServers())))
                .isEmpty();
        assertThat(rule(words.judge(BY_NAME.ge("a")
                        .mergedBy(Comparator.<Row>comparingInt(Row::hashCode))
                        .onAllServers())))
                .as("the user says how")
                .isEmpty();
        assertThat(rule(words.judge(BY_NAME.ge("a").on("east")))).isEmpty();
        assertThat(rule(named("utf8mb4", "utf8mb4_general_ci")
                        .guard()
                        .judge(BY_NAME.ge("a").onAllServers())))
                .as("one server")
                .isEmpty();
    }

    @Test
    void descendingColumnsLabelsAndHalfDeclaredIndexesAreNotMerged() {
        TableGuard guard = named("utf8mb4", "utf8mb4_bin").guard(SEVERAL_SERVERS);
        assertThat(rule(guard.judge(PEOPLE.index("by_age_down", "age").ge(1).onAllServers())))
                .isEqualTo(REFUSED);
        assertThat(rule(guard.judge(PEOPLE.index("by_both", "name").ge("a").onAllServers())))
                .isEqualTo(REFUSED);
        TableGuard labels = people().column(
                        column(ColumnType.ENUM).named("size").labels("small", "large"))
                .key("by_size", false, "size")
                .guard(SEVERAL_SERVERS);
        assertThat(rule(labels.judge(PEOPLE.index("by_size", "size").ge("small").onAllServers())))
                .isEqualTo(REFUSED);
    }

    @Test
    void valuesThatServersOrderInAWayOfTheirOwnAreNotMerged() {
        Map.of(
                        ColumnType.UUID, "123e4567-e89b-12d3-a456-426655440000",
                        ColumnType.INET4, "127.0.0.1",
                        ColumnType.INET6, "::1")
                .forEach((type, value) -> {
                    TableGuard guard = people().column(column(type).named("odd"))
                            .key("by_odd", false, "odd")
                            .guard(SEVERAL_SERVERS);
                    assertThat(rule(guard.judge(
                                    PEOPLE.index("by_odd", "odd").ge(value).onAllServers())))
                            .as(type.name())
                            .isEqualTo(REFUSED);
                });
        TableGuard byUuid = new Facts()
                .column(column(ColumnType.UUID).named("id").notNull())
                .column(column(ColumnType.INT).named("age"))
                .key("PRIMARY", true, "id")
                .key("by_age", false, "age")
                .guard(SEVERAL_SERVERS);
        Table<Row> people = Table.of("people", "id", "age");
        assertThat(byUuid.judge(people.index("by_age", "age").ge(1).onAllServers()))
                .as("rows of equal age are in the order of the primary key")
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll("column id", "mergedBy(comparator)"));
    }

    @Test
    void aPrimaryKeyThatIsDeclaredAsAnotherIsNotMergedBy() {
        TableGuard guard = named("utf8mb4", "utf8mb4_bin").guard(SEVERAL_SERVERS);
        assertThat(rule(guard.judge(PEOPLE.primaryKey("age")
                        .index("by_name", "name")
                        .ge("a")
                        .onAllServers())))
                .isEqualTo(REFUSED);
    }

    @Test
    void howTextIsOrderedSaysWhetherItIsPadded() {
        assertThat(named("utf8mb4", "utf8mb4_bin").guard().order("name")).isEqualTo(ColumnOrder.PADDED_TEXT);
        assertThat(named("utf8mb4", "utf8mb4_nopad_bin").guard().order("name")).isEqualTo(ColumnOrder.TEXT);
        assertThat(named("utf8mb4", "utf8mb4_0900_bin").guard().order("name")).isEqualTo(ColumnOrder.TEXT);
        assertThat(named("utf8mb4", "utf8mb4_0900_ai_ci").guard().order("name")).isNull();
        assertThat(people().guard().order("id")).isEqualTo(ColumnOrder.WHOLE);
        assertThat(people().guard().order("unheard_of")).isNull();
    }
}
