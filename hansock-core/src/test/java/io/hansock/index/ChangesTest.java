package io.hansock.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.value.Row;
import io.hansock.value.TextRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private record User(long id, String name, Optional<Integer> age) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final Index<User> BY_AGE = USERS.index("by_age", "age");

    @Test
    void anInsertOfARecordSetsEveryColumnInOrder() {
        Insert<User> insert = Insert.of(USERS, new User(7, null, Optional.empty()));
        assertThat(insert.assignments())
                .containsExactly(new Assignment("id", 7L), new Assignment("name", null), new Assignment("age", null));
        assertThat(insert.target()).isEqualTo(Target.BY_SHARD);
        assertThat(insert.table()).isSameAs(USERS);
        assertThat(insert.shardKey()).isEqualTo("7".getBytes(UTF_8));
    }

    @Test
    void anInsertIsBuiltColumnByColumn() {
        Insert<User> insert = Insert.into(USERS).set("id", null).set("name", "ann");
        assertThat(insert.assignments()).containsExactly(new Assignment("id", null), new Assignment("name", "ann"));
        assertThat(insert.shardKey()).as("an id yet to be generated").isNull();
        assertThat(Insert.into(USERS).set("name", "ann").shardKey()).isNull();
        assertThat(insert.on("east").target()).isEqualTo(new Target.Server("east"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> insert.set("id", 3))
                .withMessage("column id is set twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> insert.set("age", Double.NaN))
                .withMessageStartingWith("column age: ");
    }

    @Test
    void anUpdateByKeySetsTheNamedColumnsOfOneRow() {
        Update<User> update = USERS.key(42).set("name", "ann").set("age", null);
        assertThat(update.rows().match()).isEqualTo(new KeyMatch.Compare(Comparison.EQ, List.of(42)));
        assertThat(update.rows().limit()).isEqualTo(1);
        assertThat(update.rows().index()).isSameAs(USERS.primary());
        assertThat(update.assignments()).containsExactly(new Assignment("name", "ann"), new Assignment("age", null));
        assertThat(update.table()).isSameAs(USERS);
        assertThat(update.target()).isEqualTo(Target.BY_SHARD);
        assertThat(update.shardKey()).isEqualTo("42".getBytes(UTF_8));
        assertThat(USERS.key(42).on("east").set("name", "ann").target()).isEqualTo(new Target.Server("east"));
        assertThatIllegalArgumentException().isThrownBy(() -> update.set("name", "bob"));
    }

    @Test
    void anUpdateKnowsWhetherItMovesTheRow() {
        assertThat(USERS.key(42).set("name", "ann").setsShardColumn()).isFalse();
        assertThat(USERS.key(42).set("name", "ann").set("id", 43).setsShardColumn())
                .isTrue();
    }

    @Test
    void aChangeOfSeveralRowsSaysHowMany() {
        assertThat(BY_AGE.eq(3).limit(5).set("name", "x").rows().limit()).isEqualTo(5);
        assertThat(BY_AGE.eq(3).limit(5).increment("views", 1).rows().limit()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BY_AGE.eq(3).delete())
                .withMessageContaining("limit(n)");
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.eq(3).set("name", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.eq(3).increment("views", 1));
    }

    @Test
    void h7_oldRowsOfAnUpdateHaveTheColumnsThatItSets() {
        ReturningOld<Row> old = USERS.key(42).set("name", "ann").set("age", 3).returningOld();
        assertThat(old.columns()).containsExactly("name", "age");
        Row row = TextRows.texts(old.columns(), "bob", "2").row(0);
        assertThat(old.mapper().map(row)).isSameAs(row);
        assertThat(old.table()).isSameAs(USERS);
        assertThat(old.shardKey()).isEqualTo("42".getBytes(UTF_8));
        assertThat(old.target()).isEqualTo(Target.BY_SHARD);
    }

    @Test
    void oldRowsOfADeleteAreThoseOfItsFind() {
        ReturningOld<User> old = USERS.key(42).delete().returningOld();
        assertThat(old.columns()).containsExactly("id", "name", "age");
        assertThat(old.mapper()).isSameAs(USERS.mapper());
        assertThat(BY_AGE.eq(3).columns("id").limit(2).delete().returningOld().columns())
                .containsExactly("id");
    }

    @Test
    void oldRowsOfAnIncrementHaveItsColumnsToo() {
        assertThat(USERS.key(42)
                        .increment("views", 1)
                        .increment("age", 1)
                        .returningOld()
                        .columns())
                .containsExactly("id", "name", "age", "views");
    }

    @Test
    void anIncrementAddsToSeveralColumnsAndMayKeepTheSign() {
        Increment<User> increment = USERS.key(42).increment("views", 1).increment("stock", -3);
        assertThat(increment.deltas())
                .containsExactly(new Increment.Delta("views", 1), new Increment.Delta("stock", -3));
        assertThat(increment.signRule()).isEqualTo(Increment.SignRule.ANY);
        assertThat(increment.unlessSignChanges().signRule()).isEqualTo(Increment.SignRule.KEPT);
        assertThat(increment.unlessSignChanges().increment("age", 1).signRule()).isEqualTo(Increment.SignRule.KEPT);
        assertThatIllegalArgumentException().isThrownBy(() -> increment.increment("views", 1));
    }

    @Test
    void h18_theLowestLongHasNoOppositeToSubtract() {
        Increment<User> increment = USERS.key(42).increment("views", Long.MIN_VALUE);
        assertThatIllegalArgumentException().isThrownBy(increment::unlessSignChanges);
    }

    @Test
    void changesOfNothingAreRefused() {
        Find<User> find = USERS.key(42).find();
        assertThatIllegalArgumentException().isThrownBy(() -> new Update<>(find, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Increment<>(find, List.of(), Increment.SignRule.ANY));
    }

    @Test
    void h21_anInsertMayHaveGeneratedNoId() {
        assertThat(new InsertResult(OptionalLong.empty()).generatedId()).isEmpty();
    }

    @Test
    void aGeneratedIdDoesNotGetIntoLogs() {
        assertThat(new InsertResult(OptionalLong.of(4711))).asString().doesNotContain("4711");
    }
}
