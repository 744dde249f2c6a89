package io.hansock.guard;

import static io.hansock.guard.Facts.column;
import static io.hansock.guard.Facts.people;
import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.ge;
import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.GuardPolicy.Bypass;
import io.hansock.guard.GuardPolicy.Writing;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.Privilege;
import io.hansock.metadata.TableKind;
import io.hansock.value.ColumnType;
import io.hansock.value.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of finds, one by one. */
class TableGuardTest {
    private static final Table<Row> PEOPLE = Table.of("people", "id", "name", "age");
    private static final Index<Row> BY_AGE = PEOPLE.index("by_age", "age");
    private static final Find<Row> RANGE = BY_AGE.ge(30);
    private static final Find<Row> ONE = PEOPLE.key(42).find();

    @Test
    void whatHandlerSocketAnswersExactlyGoesThereAsItIs() {
        assertThat(people().guard().judge(ONE)).isEqualTo(new Verdict.HandlerSocket<>(ONE));
        assertThat(people().guard().judge(RANGE)).isEqualTo(new Verdict.HandlerSocket<>(RANGE));
        Find<Row> filtered = RANGE.where("name", isNotNull())
                .takeWhile("age", lt(65))
                .limit(5)
                .offset(2);
        assertThat(people().guard().judge(filtered)).isEqualTo(new Verdict.HandlerSocket<>(filtered));
        assertThat(people().guard().keys(PEOPLE).admits(42)).isTrue();
    }

    @Test
    void h1_aViewGoesOverSql() {
        Facts view = people().kind(TableKind.VIEW).engine(null).withoutKeys();
        assertOverSql(view, ONE, Rule.VIEW);
        assertOverSql(view, RANGE, Rule.VIEW);
        assertThat(view.guard().keys(PEOPLE).admits(42)).isFalse();
        assertRefused(view, PEOPLE.index("by_age").eq(30), Rule.UNKNOWN_INDEX);
    }

    @Test
    void h32_theServersOwnTablesAreRefused() {
        assertRefused(people().in("mysql").kind(TableKind.SYSTEM), ONE, Rule.SYSTEM_SCHEMA);
    }

    @Test
    void h2_aPartitionedTableIsAskedForWholePrimaryKeysAlone() {
        assertThat(people().partitioned().guard().judge(ONE)).isInstanceOf(Verdict.HandlerSocket.class);
        assertThat(people().partitioned().guard().keys(PEOPLE).admits(42)).isTrue();
        assertOverSql(people().partitioned(), RANGE, Rule.PARTITIONED_RANGE);
        assertOverSql(people().partitioned(), BY_AGE.eq(30), Rule.PARTITIONED_RANGE);
        assertOverSql(people().partitioned(), PEOPLE.primary().ge(1), Rule.PARTITIONED_RANGE);
        assertOverSql(people().partitioned(), PEOPLE.primary().lt(1), Rule.PARTITIONED_RANGE);
        Facts two = people().partitioned().withoutKeys().key("PRIMARY", true, "id", "age");
        assertOverSql(two, ONE, Rule.PARTITIONED_RANGE);
        assertThat(two.guard().keys(PEOPLE).admits(42)).isFalse();
    }

    @Test
    void tablesThatAreNoOrdinaryOnesGoOverSql() {
        assertOverSql(people().kind(TableKind.SEQUENCE), ONE, Rule.NOT_A_BASE_TABLE);
        assertOverSql(people().kind(TableKind.TEMPORARY), ONE, Rule.NOT_A_BASE_TABLE);
        assertOverSql(people().kind(TableKind.VERSIONED), ONE, Rule.VERSIONED);
        assertOverSql(people().withoutKeys(), ONE, Rule.NO_USABLE_KEY);
    }

    @Test
    void h28_otherEnginesGoOverSql() {
        assertOverSql(people().engine("MyISAM"), ONE, Rule.ENGINE);
        assertOverSql(people().engine("MEMORY"), ONE, Rule.ENGINE);
    }

    @Test
    void h17_anIndexOfBeginningsGoesOverSql() {
        Facts prefix = people().key("by_name", false, "name 3", "age");
        assertOverSql(prefix, PEOPLE.index("by_name", "name").eq("abc"), Rule.PREFIX_INDEX);
    }

    @Test
    void h17_rowsThatTieAreOrderedByWholePrimaryKeys() {
        Facts prefix =
                people().withoutKeys().key("PRIMARY", true, "name 3", "id").key("by_age", false, "age");
        assertOverSql(prefix, BY_AGE.eq(30), Rule.PREFIX_INDEX);
        assertOverSql(prefix, RANGE, Rule.PREFIX_INDEX);
    }

    @Test
    void indexesThatCannotBeWalkedAreRefused() {
        Index<Row> index = PEOPLE.index("other", "age");
        List<KeyPart> age = List.of(new KeyPart("age", 0, false));
        assertRefused(people().key(new KeyFacts("other", false, age, false, true)), index.eq(1), Rule.NO_USABLE_KEY);
        assertRefused(people().key(new KeyFacts("other", false, age, true, false)), index.eq(1), Rule.NO_USABLE_KEY);
        List<KeyPart> expression = List.of(new KeyPart(null, 0, false));
        assertRefused(
                people().key(new KeyFacts("other", false, expression, true, true)),
                PEOPLE.index("other").eq(1),
                Rule.NO_USABLE_KEY);
        assertOverSql(people().key(new KeyFacts("other", true, age, false, true)), index.eq(1), Rule.NO_USABLE_KEY);
        assertRefused(people(), index.eq(1), Rule.UNKNOWN_INDEX);
    }

    @Test
    void anIndexIsDeclaredAsItIs() {
        assertRefused(people(), PEOPLE.index("by_age", "name").eq("a"), Rule.KEY_COLUMNS);
        assertRefused(people(), PEOPLE.index("by_age", "age", "name").eq(1), Rule.KEY_COLUMNS);
        assertRefused(people(), PEOPLE.index("by_age").eq(1, 2), Rule.KEY_COLUMNS);
        Facts two = people().key("two", false, "age", "name");
        assertThat(two.guard().judge(PEOPLE.index("two", "age").eq(1))).isInstanceOf(Verdict.HandlerSocket.class);
        assertThat(two.guard().judge(PEOPLE.index("two").eq(1, "a"))).isInstanceOf(Verdict.HandlerSocket.class);
    }

    @Test
    void aRangeAlongAnIndexThatRunsFromHighToLowGoesOverSql() {
        Facts descending = people().key("down", false, "age desc", "name desc");
        Index<Row> down = PEOPLE.index("down", "age", "name");
        assertOverSql(descending, down.ge(1), Rule.DESCENDING_INDEX);
        TableGuard guard = descending.guard();
        assertThat(guard.judge(down.eq(1))).isInstanceOf(Verdict.HandlerSocket.class);
        assertThat(rule(guard.judge(down.eq(1).takeWhile("name", ge("a"))))).isEmpty();
        assertThat(rule(guard.judge(down.eq(1).takeWhile("name", lt("a"))))).isEqualTo("refused stop-filter");
        assertThat(rule(guard.judge(down.ge(1).takeWhile("age", lt(3))))).isEqualTo("SQL descending-index");
    }

    @Test
    void mySqlWalksMixedDirectionsForwardsOnly() {
        GuardPolicy mySql = new GuardPolicy(false, true, Writing.SQL, Bypass.AVOIDED, false);
        Facts mixed = people().key("mixed", false, "age", "name desc");
        Index<Row> index = PEOPLE.index("mixed", "age", "name");
        assertThat(rule(mixed.guard(mySql).judge(index.ge(1)))).isEqualTo("SQL descending-index");
        assertThat(rule(mixed.guard(mySql).judge(index.le(1)))).isEqualTo("refused mixed-directions");
        assertThat(mixed.guard(mySql).judge(index.le(1)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll("shop.people", "index mixed", "another index"));
        assertOverSql(mixed, index.le(1), Rule.DESCENDING_INDEX);
    }

    @Test
    void columnsThatHandlerSocketPrintsOtherwiseGoOverSql() {
        assertColumnGoesOverSql(column(ColumnType.FLOAT), Rule.FLOAT);
        assertColumnGoesOverSql(column(ColumnType.DOUBLE).digits(5, 2), Rule.FLOAT);
        assertColumnGoesOverSql(column(ColumnType.UUID), Rule.COLUMN_TYPE);
        assertColumnGoesOverSql(column(ColumnType.INET6), Rule.COLUMN_TYPE);
        assertColumnGoesOverSql(column(ColumnType.OTHER), Rule.COLUMN_TYPE);
        assertColumnGoesOverSql(column(ColumnType.VARCHAR).text(5, "swe7"), Rule.COLUMN_CHARSET);
    }

    private static void assertColumnGoesOverSql(Facts.Column column, Rule rule) {
        Facts facts = people().column(column.named("extra")).key("extra", false, "extra");
        assertOverSql(facts, ONE.columns("id", "extra"), rule);
        assertOverSql(facts, ONE.where("extra", isNotNull()), rule);
        assertThat(facts.guard().judge(ONE)).isInstanceOf(Verdict.HandlerSocket.class);
        assertThat(facts.guard().keys(Table.of("people", "id", "extra")).admits(1))
                .isFalse();
        assertOverSql(facts, PEOPLE.index("extra").eq((Object) null), rule);
    }

    @Test
    void h29_timestampsGoOverHandlerSocketOnlyWhereTheServersZoneIsUtc() {
        Facts facts = people().column(column(ColumnType.TIMESTAMP).named("seen"));
        Find<Row> find = ONE.columns("seen");
        assertThat(facts.guard().judge(find)).isInstanceOf(Verdict.HandlerSocket.class);
        GuardPolicy elsewhere = new GuardPolicy(true, false, Writing.HANDLERSOCKET, Bypass.AVOIDED, false);
        assertThat(rule(facts.guard(elsewhere).judge(find))).isEqualTo("SQL timestamp-zone");
    }

    @Test
    void aRangeAlongASetGoesOverHandlerSocketOrNowhere() {
        Facts facts = people().column(column(ColumnType.SET).named("s").labels("a", "b"))
                .key("s", false, "s");
        Find<Row> range = PEOPLE.index("s", "s").ge("a");
        assertThat(facts.guard().judge(range)).isInstanceOf(Verdict.HandlerSocket.class);
        assertRefused(facts.engine("Aria"), range, Rule.RANGE_TYPE);
        assertOverSql(facts, PEOPLE.index("s", "s").eq("a"), Rule.ENGINE);
    }

    @Test
    void filtersOnTextThatIsKeptElsewhereGoOverSql() {
        Facts facts = people().column(
                        column(ColumnType.TEXT).named("note").text(0, "utf8mb4").bytes(255));
        assertOverSql(facts, ONE.where("note", eq("x")), Rule.FILTER_BLOB);
        assertThat(facts.guard().judge(ONE.columns("note"))).isInstanceOf(Verdict.HandlerSocket.class);
    }

    @Test
    void jsonIsComparedWithNullAlone() {
        Facts facts = people().column(column(ColumnType.JSON).named("doc"));
        assertRefused(facts, ONE.where("doc", eq("{}")), Rule.VALUE_TYPE);
        assertOverSql(facts, ONE.where("doc", isNotNull()), Rule.FILTER_BLOB);
    }

    @Test
    void whoMayNotReadAColumnIsToldSoByTheServer() {
        Facts facts = people().column(column(ColumnType.INT).named("salary").privileges(Privilege.INSERT));
        assertOverSql(facts, ONE.columns("salary"), Rule.PRIVILEGE);
        assertOverSql(facts, ONE.where("salary", eq(1)), Rule.PRIVILEGE);
    }

    @Test
    void h33_unknownColumnsAreRefused() {
        assertRefused(people(), ONE.columns("nmae"), Rule.UNKNOWN_COLUMN);
        assertRefused(people(), ONE.columns("NAME"), Rule.UNKNOWN_COLUMN);
        assertRefused(people(), ONE.where("nmae", eq(1)), Rule.UNKNOWN_COLUMN);
    }

    @Test
    void h11_keysThatNoRowCanHaveAreRefused() {
        assertRefused(people(), PEOPLE.key("1abc").find(), Rule.VALUE_FORM);
        assertRefused(people(), BY_AGE.ge(1L << 40), Rule.VALUE_RANGE);
        assertRefused(people(), PEOPLE.primary().eq((Object) null), Rule.NOT_NULL);
        assertRefused(people(), RANGE.where("age", le("old")), Rule.VALUE_FORM);
        assertRefused(people(), BY_AGE.in(List.of(1, 2, "x")), Rule.VALUE_FORM);
        assertThat(people().guard().keys(PEOPLE).admits("1abc")).isFalse();
        assertThat(people().guard().keys(PEOPLE).admits("7")).isTrue();
    }

    @Test
    void h16_stopFiltersBoundTheWalk() {
        Facts facts = people().key("both", false, "name", "age");
        Index<Row> both = PEOPLE.index("both", "name", "age");
        TableGuard guard = facts.guard();
        assertThat(rule(guard.judge(both.ge("a").takeWhile("name", lt("b"))))).isEmpty();
        assertThat(rule(guard.judge(both.le("b").takeWhile("name", ge("a"))))).isEmpty();
        assertThat(rule(guard.judge(both.eq("a").takeWhile("age", lt(3))))).isEmpty();
        assertThat(rule(guard.judge(both.ge("a", 1).takeWhile("name", eq("a")).takeWhile("age", lt(3)))))
                .isEmpty();
        assertThat(rule(guard.judge(both.ge("a").takeWhile("name", ge("b"))))).isEqualTo("refused stop-filter");
        assertThat(rule(guard.judge(both.le("b").takeWhile("name", lt("a"))))).isEqualTo("refused stop-filter");
        assertThat(rule(guard.judge(both.ge("a").takeWhile("age", lt(3))))).isEqualTo("refused stop-filter");
        assertThat(rule(guard.judge(both.ge("a", 1).takeWhile("name", eq("b")).takeWhile("age", lt(3)))))
                .isEqualTo("refused stop-filter");
    }

    @Test
    void h12_valuesAreSentInTheCharsetOfTheirColumn() {
        Facts facts = people().column(column(ColumnType.VARCHAR).named("city").text(20, "latin1"))
                .key("city", false, "city");
        Find<Row> find = PEOPLE.index("city", "city").eq("Köln").where("city", eq("Köln"));
        assertThat(facts.guard().judge(find)).isInstanceOfSatisfying(Verdict.HandlerSocket.class, verdict -> {
            Find<?> sent = (Find<?>) verdict.command();
            assertThat(sent.match())
                    .isInstanceOfSatisfying(
                            KeyMatch.Compare.class,
                            walk -> assertThat(walk.parts().get(0)).isEqualTo(new byte[] {'K', (byte) 0xf6, 'l', 'n'}));
            assertThat(sent.conditions().get(0).filter().value()).isEqualTo(new byte[] {'K', (byte) 0xf6, 'l', 'n'});
        });
        assertRefused(facts, PEOPLE.index("city", "city").eq("Łódź"), Rule.VALUE_CHARSET);
    }

    @Test
    void aRefusalNamesTableColumnAndWayOutAndNeverAValue() {
        Verdict<Find<Row>> verdict = people().guard().judge(BY_AGE.eq("4711x"));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll("east", "shop.people", "age", "number instead", "[value-form]")
                                .hasMessageNotContaining("4711"));
    }

    private static void assertOverSql(Facts facts, Find<Row> find, Rule rule) {
        assertThat(rule(facts.guard().judge(find))).isEqualTo("SQL " + rule.id());
    }

    private static void assertRefused(Facts facts, Find<Row> find, Rule rule) {
        assertThat(rule(facts.guard().judge(find))).isEqualTo("refused " + rule.id());
    }

    /** What became of a command, and why; empty if HandlerSocket carries it. */
    static String rule(Verdict<?> verdict) {
        if (verdict instanceof Verdict.Sql<?> sql) {
            return "SQL " + sql.rule().id();
        }
        return verdict instanceof Verdict.Refused<?> refused
                ? "refused " + refused.rule().id()
                : "";
    }
}
