package io.hansock.guard;

import static io.hansock.guard.Facts.column;
import static io.hansock.guard.Facts.people;
import static io.hansock.guard.TableGuardTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.GuardPolicy.Bypass;
import io.hansock.guard.GuardPolicy.Writing;
import io.hansock.index.Change;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.metadata.DefaultValue;
import io.hansock.metadata.Generation;
import io.hansock.metadata.Presence;
import io.hansock.metadata.Privilege;
import io.hansock.metadata.TableKind;
import io.hansock.value.ColumnType;
import io.hansock.value.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of writes, one by one. */
class TableGuardWritesTest {
    private static final Table<Row> PEOPLE = Table.of("people", "id", "name", "age");
    private static final Index<Row> BY_AGE = PEOPLE.index("by_age", "age");
    private static final Insert<Row> INSERT =
            Insert.into(PEOPLE).set("id", 1).set("name", "ann").set("age", null);
    private static final Change<Row> UPDATE = PEOPLE.key(1).set("name", "bob");
    private static final Change<Row> DELETE = PEOPLE.key(1).delete();

    @Test
    void writesGoOverSqlUnlessChosenOtherwise() {
        TableGuard guard = people().guard(Writing.SQL);
        assertThat(rule(guard.judge(INSERT))).isEqualTo("SQL writes-sql");
        assertThat(rule(guard.judge(UPDATE))).isEqualTo("SQL writes-sql");
        assertThat(rule(guard.judge(PEOPLE.key(1).set("name", "bob").returningOld())))
                .isEqualTo("SQL writes-sql");
        assertThat(people().guard().judge(INSERT)).isEqualTo(new Verdict.HandlerSocket<>(INSERT));
        assertThat(people().guard().judge(UPDATE)).isEqualTo(new Verdict.HandlerSocket<Change<?>>(UPDATE));
        assertThat(people().guard().judge(DELETE)).isEqualTo(new Verdict.HandlerSocket<Change<?>>(DELETE));
        assertThat(rule(people().guard().judge(PEOPLE.key(1).delete().returningOld())))
                .isEmpty();
    }

    @Test
    void h6_writesThatTheBinaryLogWouldMissAreRefused() {
        assertThat(rule(people().guard(Writing.LOG_FORBIDS).judge(INSERT))).isEqualTo("refused binary-log");
        assertThat(rule(people().guard(Writing.LOG_FORBIDS).judge(UPDATE))).isEqualTo("refused binary-log");
        assertThat(rule(people().guard(Writing.LOG_FORBIDS).judge(PEOPLE.key(1).find())))
                .isEmpty();
    }

    @Test
    void h6_writesThatOtherNodesOfAClusterWouldMissAreRefused() {
        Verdict<Change<?>> verdict = people().guard(Writing.CLUSTER_FORBIDS).judge(UPDATE);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.exception("east"))
                                .hasMessageContainingAll("Galera", "accept unreplicated writes", "[binary-log]"));
        assertThat(rule(people().guard(Writing.CLUSTER_FORBIDS).judge(INSERT))).isEqualTo("refused binary-log");
        assertThat(rule(people().guard(Writing.CLUSTER_FORBIDS)
                        .judge(PEOPLE.key(1).find())))
                .isEmpty();
    }

    @Test
    void h9_anInsertThatLeavesColumnsToTheServerGoesOverSql() {
        assertThat(rule(people().guard().judge(Insert.into(PEOPLE).set("id", 1).set("name", "ann"))))
                .isEqualTo("SQL insert-columns");
        assertThat(rule(people().guard()
                        .judge(Insert.into(PEOPLE).set("name", "ann").set("age", 1))))
                .isEqualTo("refused not-null");
        Facts defaulted =
                people().column(column(ColumnType.INT).named("x").notNull().defaults(DefaultValue.EXPRESSION));
        assertThat(rule(defaulted.guard().judge(INSERT))).isEqualTo("SQL insert-columns");
        Facts filled =
                people().column(column(ColumnType.INT).named("x").notNull()).triggers(Presence.SOME);
        assertThat(rule(filled.guard().judge(INSERT))).isEqualTo("SQL insert-columns");
    }

    @Test
    void h20_anInsertOfMoreThan32ValuesGoesOverSql() {
        Facts wide = people();
        Insert<Row> insert = INSERT;
        for (int i = 0; i < 29; i++) {
            wide.column(column(ColumnType.INT).named("c" + i));
            insert = insert.set("c" + i, i);
        }
        assertThat(rule(wide.guard().judge(insert))).isEmpty();
        wide.column(column(ColumnType.INT).named("c29"));
        assertThat(rule(wide.guard().judge(insert.set("c29", 29)))).isEqualTo("SQL insert-values");
    }

    @Test
    void h10_nullWhereItCannotBeIsRefused() {
        assertThat(rule(people().guard().judge(PEOPLE.key(1).set("id", null)))).isEqualTo("refused not-null");
        Facts numbered = new Facts()
                .column(column(ColumnType.BIGINT).named("id").notNull().defaults(DefaultValue.AUTO_INCREMENT))
                .key("PRIMARY", true, "id");
        Table<Row> table = Table.of("people", "id");
        assertThat(rule(numbered.guard().judge(Insert.into(table).set("id", null))))
                .isEmpty();
        assertThat(rule(numbered.guard().judge(table.key(1).set("id", null)))).isEqualTo("refused not-null");
    }

    @Test
    void generatedColumnsAreNotSet() {
        Facts facts = people().column(column(ColumnType.INT).named("twice").generated(Generation.VIRTUAL));
        assertThat(rule(facts.guard().judge(INSERT.set("twice", 2)))).isEqualTo("refused generated-column");
        assertThat(rule(facts.guard().judge(PEOPLE.key(1).set("twice", 2)))).isEqualTo("refused generated-column");
        assertThat(rule(facts.guard().judge(PEOPLE.key(1).increment("twice", 2))))
                .isEqualTo("refused generated-column");
    }

    @Test
    void h28_tablesWithGeneratedColumnsAreWrittenOverSql() {
        Facts facts = people().column(column(ColumnType.INT).named("twice").generated(Generation.VIRTUAL));
        assertThat(rule(facts.guard().judge(INSERT))).isEqualTo("SQL generated-column");
        assertThat(rule(facts.guard().judge(UPDATE))).isEqualTo("SQL generated-column");
        assertThat(rule(facts.guard().judge(DELETE))).isEqualTo("SQL generated-column");
    }

    @Test
    void aColumnThatFollowsTheTimeOfUpdatesNeedsSql() {
        Facts facts =
                people().column(column(ColumnType.DATETIME).named("changed").updatedToNow());
        assertThat(rule(facts.guard().judge(UPDATE))).isEqualTo("SQL updated-to-now");
        assertThat(rule(facts.guard().judge(PEOPLE.key(1).set("changed", null))))
                .isEmpty();
        assertThat(rule(facts.guard().judge(DELETE))).isEmpty();
    }

    @Test
    void h18_incrementsGoOverSql() {
        assertThat(rule(people().guard().judge(PEOPLE.key(1).increment("age", 1))))
                .isEqualTo("SQL increment");
        assertThat(rule(people().guard().judge(PEOPLE.key(1).increment("name", 1))))
                .isEqualTo("refused value-type");
    }

    @Test
    void h19_changesOfSeveralRowsGoOverSql() {
        assertThat(rule(people().guard().judge(BY_AGE.eq(30).limit(5).delete())))
                .isEqualTo("SQL several-rows");
        assertThat(rule(people().guard().judge(BY_AGE.ge(30).limit(2).set("name", "x"))))
                .isEqualTo("SQL several-rows");
        assertThat(rule(people().guard().judge(BY_AGE.eq(30).limit(1).delete())))
                .isEmpty();
        assertThat(rule(people().guard().judge(PEOPLE.primary().eq(1).limit(9).delete())))
                .isEmpty();
    }

    @Test
    void h14_changesOfListsGoOverSql() {
        assertThat(rule(people().guard()
                        .judge(BY_AGE.in(List.of(30, 31)).limit(1).delete())))
                .isEqualTo("SQL in-list");
    }

    @Test
    void triggersAndChecksAreNotBypassed() {
        Facts triggers = people().triggers(Presence.SOME);
        Facts checks = people().checks(Presence.UNSEEN);
        assertThat(rule(triggers.guard().judge(INSERT))).isEqualTo("SQL triggers");
        assertThat(rule(checks.guard().judge(UPDATE))).isEqualTo("SQL checks");
        for (Bypass bypass : List.of(Bypass.WARNED, Bypass.ACCEPTED)) {
            GuardPolicy policy = new GuardPolicy(true, true, Writing.HANDLERSOCKET, bypass, false);
            assertThat(rule(triggers.guard(policy).judge(INSERT))).isEmpty();
            assertThat(rule(checks.guard(policy).judge(UPDATE))).isEmpty();
        }
    }

    @Test
    void alwaysOnRulesHoldWhateverTheSettings() {
        GuardPolicy off = new GuardPolicy(true, true, Writing.HANDLERSOCKET, Bypass.ACCEPTED, false);
        assertThat(rule(people().kind(TableKind.VIEW).guard(off).judge(INSERT))).isEqualTo("SQL view");
        assertThat(rule(people().partitioned().guard(off).judge(UPDATE))).isEqualTo("SQL partitioned-range");
        assertThat(rule(people().kind(TableKind.SYSTEM).guard(off).judge(DELETE)))
                .isEqualTo("refused system-schema");
        assertThat(rule(people().guard(off).judge(PEOPLE.key(1).set("age", "1abc"))))
                .isEqualTo("refused value-form");
    }

    @Test
    void whoMayNotWriteIsToldSoByTheServer() {
        assertThat(rule(people().privileges(Privilege.SELECT).guard().judge(DELETE)))
                .isEqualTo("SQL privilege");
        Facts readOnly = people().column(column(ColumnType.INT).named("x").privileges(Privilege.SELECT));
        assertThat(rule(readOnly.guard().judge(INSERT.set("x", 1)))).isEqualTo("SQL privilege");
        assertThat(rule(readOnly.guard().judge(PEOPLE.key(1).set("x", 1)))).isEqualTo("SQL privilege");
    }

    @Test
    void h12_valuesAreStoredInTheCharsetOfTheirColumn() {
        Facts facts = people().column(column(ColumnType.VARCHAR).named("city").text(20, "ucs2"));
        assertThat(facts.guard().judge(INSERT.set("city", "ä")))
                .isInstanceOfSatisfying(
                        Verdict.HandlerSocket.class,
                        verdict -> assertThat(((Insert<?>) verdict.command())
                                        .assignments()
                                        .get(3)
                                        .value())
                                .isEqualTo(new byte[] {0, (byte) 0xe4}));
    }
}
