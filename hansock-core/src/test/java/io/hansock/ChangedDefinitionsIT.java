package io.hansock;

import static org.awaitility.Awaitility.await;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap H33: what a server refuses since a table is no more what it was known as (1054, 1176, 1146) has the table read again at once, whatever the
 * call: its caller hears of the table as it is.
 */
class ChangedDefinitionsIT {
    private static final String NAME = "changed_definitions_it";

    /** Twice as long as what has only just been read is believed. */
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    /** One table for each call, so that each meets a change that nobody has met before. */
    private static final List<BiConsumer<Hansock, Table<Row>>> CALLS = List.of(
            (hansock, t) -> hansock.findOne(t, 1),
            (hansock, t) -> hansock.findAll(t, List.of(1, 2)),
            (hansock, t) -> hansock.find(byA(t).ge(0)),
            (hansock, t) -> hansock.find(byA(t).in(List.of(1, 2))),
            (hansock, t) ->
                    hansock.insert(Insert.into(t).set("id", 7).set("a", 7).set("b", 7)),
            (hansock, t) -> hansock.change(t.key(1).set("b", 2)),
            (hansock, t) -> hansock.change(several(t).set("b", 2)),
            (hansock, t) -> hansock.change(several(t).delete().returningOld()),
            (hansock, t) -> hansock.async().findOne(t, 1).join(),
            (hansock, t) -> hansock.async().find(byA(t).eq(1)).join(),
            (hansock, t) -> hansock.async().change(several(t).increment("b", 1)).join());

    /** Those that go by the index. */
    private static final List<Integer> BY_INDEX = List.of(2, 3, 6, 7, 9, 10);

    private static Index<Row> byA(Table<Row> table) {
        return table.index("by_a", "a");
    }

    private static Find<Row> several(Table<Row> table) {
        return byA(table).ge(0).limit(5);
    }

    @ParameterizedTest
    @EnumSource
    void h33_aColumnIsDropped(SqlServer.Kind kind) {
        refusedBy(
                kind,
                "alter table %s drop column b",
                "unknown-column",
                IntStream.range(0, CALLS.size()).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void h33_anIndexIsDropped(SqlServer.Kind kind) {
        refusedBy(kind, "alter table %s drop index by_a", "unknown-index", BY_INDEX);
    }

    @ParameterizedTest
    @EnumSource
    void h33_aTableIsDropped(SqlServer.Kind kind) {
        refusedBy(
                kind,
                "drop table %s",
                "unknown-table",
                IntStream.range(0, CALLS.size()).boxed().toList());
    }

    /** What would be refused by what is known of the table has it read again, too: here of what several exchanges carry at the same time. */
    @ParameterizedTest
    @EnumSource
    void h33_aColumnIsAdded(SqlServer.Kind kind) {
        List<Integer> keys = IntStream.rangeClosed(1, 100).boxed().toList();
        List<BiConsumer<Hansock, Table<Row>>> finds = List.of(
                (hansock, t) -> hansock.findOne(t, 1),
                (hansock, t) -> hansock.findAll(t, keys),
                (hansock, t) -> hansock.async().findOne(t, 1).join(),
                (hansock, t) -> hansock.async().findAll(t, keys).join());
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("use " + NAME, "create table t (id int primary key)");
        try (Hansock hansock = fixture.hansock().database(NAME).build()) {
            for (int i = 0; i < finds.size(); i++) {
                String column = "c" + i;
                hansock.findOne(Table.of("t", "id"), 1);
                await().pollDelay(A_MOMENT).until(() -> true);
                fixture.server().admin("use " + NAME, "alter table t add column " + column + " int");
                finds.get(i).accept(hansock, Table.of("t", "id", column));
            }
        }
    }

    private static void refusedBy(SqlServer.Kind kind, String change, String rule, List<Integer> calls) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "use " + NAME,
                        calls.stream()
                                .map(call -> "create table t" + call
                                        + " (id int primary key, a int, b int, key by_a (a)); insert into t" + call
                                        + " values (1, 1, 1), (2, 2, 2)")
                                .collect(Collectors.joining("; ")));
        try (Hansock hansock = fixture.hansock().database(NAME).build()) {
            calls.forEach(call -> CALLS.get(call).accept(hansock, table(call)));
            await().pollDelay(A_MOMENT).until(() -> true);
            fixture.server()
                    .admin(
                            "use " + NAME,
                            calls.stream()
                                    .map(call -> change.formatted("t" + call))
                                    .collect(Collectors.joining("; ")));
            SoftAssertions.assertSoftly(softly -> calls.forEach(call -> softly.assertThat(problem(call, hansock))
                    .as("call %d", call)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("t" + call, "[" + rule + "]")));
        }
    }

    private static Table<Row> table(int call) {
        return Table.of("t" + call, "id", "a", "b");
    }

    private static Throwable problem(int call, Hansock hansock) {
        try {
            CALLS.get(call).accept(hansock, table(call));
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
        return new AssertionError("nothing was refused");
    }
}
