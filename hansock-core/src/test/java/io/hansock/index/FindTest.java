package io.hansock.index;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.isNull;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.lt;
import static io.hansock.index.Filters.ne;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.value.Row;
import io.hansock.value.TextRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FindTest {
    private record User(long id, String name, int age) {}

    private record NameOnly(String name) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final Index<User> BY_AGE = USERS.index("by_age", "age", "name");
    private static final Index<User> UNKNOWN = USERS.index("by_something");

    @Test
    void eachComparisonWalksTheIndexFromAKey() {
        assertThat(BY_AGE.eq(3).match()).isEqualTo(new KeyMatch.Compare(Comparison.EQ, List.of(3)));
        assertThat(BY_AGE.gt(3).match()).isEqualTo(new KeyMatch.Compare(Comparison.GT, List.of(3)));
        assertThat(BY_AGE.ge(3, "a").match()).isEqualTo(new KeyMatch.Compare(Comparison.GE, List.of(3, "a")));
        assertThat(BY_AGE.lt(3).match()).isEqualTo(new KeyMatch.Compare(Comparison.LT, List.of(3)));
        assertThat(BY_AGE.le(3).match()).isEqualTo(new KeyMatch.Compare(Comparison.LE, List.of(3)));
        assertThat(BY_AGE.in(Set.of(3)).match()).isEqualTo(new KeyMatch.In(List.of(), List.of(3)));
        assertThat(BY_AGE.eq(3).andIn(List.of("a", "b")).match())
                .isEqualTo(new KeyMatch.In(List.of(3), List.of("a", "b")));
    }

    @Test
    void betweenIsAWalkThatStopsBehindTheHighest() {
        Find<User> find = BY_AGE.between(20, 30);
        assertThat(find.match()).isEqualTo(new KeyMatch.Compare(Comparison.GE, List.of(20)));
        assertThat(find.conditions()).containsExactly(new Condition("age", le(30), Condition.Otherwise.STOP));
    }

    @Test
    void aFreshFindReadsTheTableByShardUpToTheDefaultLimit() {
        Find<User> find = BY_AGE.ge(3);
        assertThat(find.columns()).containsExactly("id", "name", "age");
        assertThat(find.mapper()).isSameAs(USERS.mapper());
        assertThat(find.limit()).isEqualTo(Find.DEFAULT_LIMIT).isEqualTo(10_000);
        assertThat(find.offset()).isZero();
        assertThat(find.target()).isEqualTo(Target.BY_SHARD);
        assertThat(find.order()).isEmpty();
        assertThat(find.conditions()).isEmpty();
        assertThat(find.table()).isSameAs(USERS);
        assertThat(find.index()).isSameAs(BY_AGE);
    }

    @Test
    void eachMethodGivesANewFindAndKeepsTheRest() {
        Comparator<User> byName = Comparator.comparing(User::name);
        Find<User> find = BY_AGE.ge(3)
                .where("name", isNotNull())
                .takeWhile("age", lt(9))
                .limit(20)
                .offset(5)
                .on("east")
                .mergedBy(byName);
        assertThat(find.conditions())
                .containsExactly(
                        new Condition("name", isNotNull(), Condition.Otherwise.SKIP),
                        new Condition("age", lt(9), Condition.Otherwise.STOP));
        assertThat(find.limit()).isEqualTo(20);
        assertThat(find.offset()).isEqualTo(5);
        assertThat(find.target()).isEqualTo(new Target.Server("east"));
        assertThat(find.order()).isEqualTo(Optional.of(byName));
        assertThat(find.onAllServers().target()).isEqualTo(Target.ALL_SERVERS);
        assertThat(find.onAllServers().limit()).isEqualTo(20);
    }

    @Test
    void aFindReadsOtherColumnsOrAnotherRecord() {
        Find<NameOnly> names = BY_AGE.ge(3).limit(7).as(NameOnly.class);
        assertThat(names.columns()).containsExactly("name");
        assertThat(names.limit()).isEqualTo(7);
        Row row = TextRows.texts(List.of("name"), "ann").row(0);
        assertThat(names.mapper().map(row)).isEqualTo(new NameOnly("ann"));
        Find<Row> rows = BY_AGE.ge(3).columns("age", "id");
        assertThat(rows.columns()).containsExactly("age", "id");
        assertThat(rows.mapper().map(row)).isSameAs(row);
        Find<User> merged = BY_AGE.ge(3).mergedBy(Comparator.comparingLong(User::id));
        assertThatIllegalArgumentException().isThrownBy(() -> merged.as(NameOnly.class));
        assertThatIllegalArgumentException().isThrownBy(() -> merged.columns("id"));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.ge(3).columns("id", "id"));
    }

    @Test
    void h13_limitAndOffsetStayWithin31Bits() {
        Find<User> find = BY_AGE.ge(3);
        assertThat(find.limit(Integer.MAX_VALUE).limit()).isEqualTo(Integer.MAX_VALUE);
        assertThat(find.offset(Integer.MAX_VALUE - 1).limit()).isEqualTo(1);
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> find.limit(limit));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> find.offset(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> find.offset(Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> find.offset(1).limit(Integer.MAX_VALUE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find.limit(Integer.MAX_VALUE).offset(1));
    }

    @Test
    void aKeyHasOneToAllOfTheIndexsColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.eq());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BY_AGE.eq(1, 2, 3))
                .withMessage("3 key parts for index by_age of 2 columns");
        assertThat(UNKNOWN.eq(new Object[] {1, 2, 3}).match()).isInstanceOf(KeyMatch.Compare.class);
        Object[] parts = new Object[33];
        Arrays.fill(parts, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> UNKNOWN.eq(parts));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.ge(new Object()));
    }

    @Test
    void nullIsAKeyOfItsOwnButNotInAList() {
        assertThat(BY_AGE.eq((Object) null).match())
                .isEqualTo(new KeyMatch.Compare(Comparison.EQ, Arrays.asList((Object) null)));
        assertThat(BY_AGE.eq(3, null).match()).isEqualTo(new KeyMatch.Compare(Comparison.EQ, Arrays.asList(3, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.in(Arrays.asList(1, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.between(null, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.between(3, null));
    }

    @Test
    void whatNeedsTheColumnsOfTheIndexSaysSo() {
        for (ThrowingCallable needing : List.<ThrowingCallable>of(
                () -> UNKNOWN.between(1, 2),
                () -> UNKNOWN.ge(1).takeWhile("age", lt(3)),
                () -> UNKNOWN.eq(1).andIn(List.of(2)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(needing)
                    .withMessageContaining("declare it as index(\"by_something\", columns…)");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.ge(1).takeWhile("id", lt(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.eq(1, "a").andIn(List.of(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.ge(1).andIn(List.of(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BY_AGE.in(List.of(1)).andIn(List.of(2)));
    }

    @Test
    void filtersKnowNullByName() {
        assertThat(isNull()).isEqualTo(new Filter(Comparison.EQ, null));
        assertThat(isNotNull()).isEqualTo(new Filter(Comparison.NE, null));
        assertThatIllegalArgumentException().isThrownBy(() -> eq(null)).withMessageContaining("isNull()");
        assertThatIllegalArgumentException().isThrownBy(() -> ne(null)).withMessageContaining("isNotNull()");
        assertThatIllegalArgumentException().isThrownBy(() -> lt(null));
        assertThatIllegalArgumentException().isThrownBy(() -> eq(Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> eq(new Object()));
    }

    @Test
    void aFindDoesNotChangeWithWhatItWasMadeOf() {
        List<Object> values = new ArrayList<>(List.of(1, 2));
        Object[] parts = {1};
        byte[] bytes = {1};
        Find<User> in = BY_AGE.in(values);
        Find<User> eq = BY_AGE.eq(parts);
        Find<User> blob = BY_AGE.eq((Object) bytes);
        values.clear();
        parts[0] = 2;
        bytes[0] = 2;
        assertThat(((KeyMatch.In) in.match()).values()).containsExactly(1, 2);
        assertThat(((KeyMatch.Compare) eq.match()).parts()).containsExactly(1);
        assertThat(((KeyMatch.Compare) blob.match()).parts()).containsExactly(new byte[] {1});
    }

    @Test
    void theShardKeyIsKnownWhereEachShardColumnIsEqualToSomething() {
        assertThat(USERS.key(42).find().shardKey()).isEqualTo(bytes("42"));
        assertThat(USERS.primary().eq("42").shardKey()).isEqualTo(bytes("42"));
        assertThat(USERS.primary().ge(42).shardKey()).isNull();
        assertThat(USERS.primary().eq((Object) null).shardKey()).isNull();
        assertThat(BY_AGE.eq(42).shardKey()).isNull();
        assertThat(UNKNOWN.eq(42).shardKey()).isNull();
        Index<Row> both = Table.of("t", "id", "tenant").shardBy("tenant").index("both", "tenant", "id");
        assertThat(both.eq(7).shardKey()).isEqualTo(bytes("7"));
        assertThat(both.eq(7).andIn(List.of(1, 2)).shardKey()).isEqualTo(bytes("7"));
    }

    @Test
    void anInListHasAShardKeyForEachValue() {
        Find<User> find = USERS.primary().in(List.of(1, 2, 3)).limit(9);
        assertThat(find.shardKey()).isNull();
        assertThat(find.shardKeyOf(2)).isEqualTo(bytes("2"));
        assertThat(BY_AGE.in(List.of(1)).shardKeyOf(1)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> BY_AGE.eq(1).shardKeyOf(1));
        Index<Row> both = Table.of("t", "a", "b").shardBy("b", "a").index("both", "a", "b");
        assertThat(both.eq(7).andIn(List.of(1)).shardKey()).isNull();
        assertThat(both.eq(7).andIn(List.of(1)).shardKeyOf(1)).isEqualTo(bytes("1\u00007"));
    }

    @Test
    void noKeyAndNoValueIsPrinted() {
        assertThat(BY_AGE.eq("secret").where("name", eq("secret")).limit(3))
                .hasToString("find users.by_age EQ 1 parts limit 3");
        assertThat(BY_AGE.in(List.of("secret")))
                .hasToString("find users.by_age in 1 values behind 0 parts limit 10000");
        assertThat(eq("secret")).hasToString("EQ …");
        assertThat(isNull()).hasToString("EQ NULL");
        assertThat(USERS.key("secret")).hasToString("key of users");
        assertThat(USERS.key("secret").set("name", "secret").toString()).doesNotContain("secret");
        assertThat(Insert.into(USERS).set("name", "secret").toString()).doesNotContain("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
