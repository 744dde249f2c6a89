package io.hansock.model;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerException;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.value.Row;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model does what docs/semantics.md says, in the examples of that page and where it is easily got wrong. */
class ModelTableTest {
    private static final IntegerDomain INT = IntegerDomain.of("int", Integer.SIZE, false);
    private static final TextDomain CITY = new TextDomain(TextDomain.Kind.VARCHAR, Collation.UTF8MB4_GENERAL_CI);
    private static final ModelKey ID = new ModelKey(ModelKey.PRIMARY, true, List.of(part(0)));
    private static final ModelKey CITY_AGE = new ModelKey("city_age", false, List.of(part(1), part(2)));
    private static final ModelKey DESCENDING = new ModelKey("age_down", false, List.of(downwards(2)));
    private static final ModelKey MIXED = new ModelKey("mixed", false, List.of(part(1), downwards(2)));

    private static final Schema SCHEMA = new Schema(
            "people",
            List.of(
                    new ModelColumn<>("id", INT, false, true, List.of(), null),
                    new ModelColumn<>("city", CITY, true, false, List.of(), null),
                    new ModelColumn<>("age", INT, true, false, List.of(), null)),
            List.of(ID, CITY_AGE, DESCENDING, MIXED));

    private static final Index<Row> BY_CITY_AGE = SCHEMA.index(CITY_AGE);

    private final ModelTable table = new ModelTable(SCHEMA);

    private static ModelKey.Part part(int column) {
        return new ModelKey.Part(column, 0, false);
    }

    private static ModelKey.Part downwards(int column) {
        return new ModelKey.Part(column, 0, true);
    }

    @BeforeEach
    void fill() {
        add(1, "Ulm", 30);
        add(2, "ULM", 20);
        add(3, "Bonn", 41);
        add(4, null, 50);
        add(5, "Ulm", null);
        add(6, "Bonn", 41);
    }

    private void add(int id, @Nullable String city, @Nullable Integer age) {
        table.add(new Object[] {BigInteger.valueOf(id), city, age == null ? null : BigInteger.valueOf(age)});
    }

    private List<Integer> found(Find<Row> find) {
        Answer.Found found = (Answer.Found) table.answer(new Step.Search(find), OptionalLong.empty());
        return found.rows().stream()
                .map(row -> ((BigInteger) row.get(0)).intValue())
                .toList();
    }

    private Answer change(Step step) {
        return table.answer(step, OptionalLong.empty());
    }

    @Test
    void rangesAreLexicographicAndNullIsLowest() {
        assertThat(found(BY_CITY_AGE.eq("ulm"))).containsExactly(5, 2, 1);
        assertThat(found(BY_CITY_AGE.eq("Ulm", null))).containsExactly(5);
        assertThat(found(BY_CITY_AGE.eq((Object) null))).containsExactly(4);
        assertThat(found(BY_CITY_AGE.ge("Bonn", 41))).containsExactly(3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.gt("Bonn"))).containsExactly(5, 2, 1);
        assertThat(found(BY_CITY_AGE.gt((Object) null))).containsExactly(3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.le("Ulm", 20))).containsExactly(2, 5, 6, 3, 4);
        assertThat(found(BY_CITY_AGE.lt("Ulm"))).containsExactly(6, 3, 4);
    }

    @Test
    void aDescendingIndexFindsTheSameRowsByTheSameNames() {
        Index<Row> byAge = SCHEMA.index(DESCENDING);
        assertThat(found(byAge.ge(30)))
                .as("equal ages by descending primary key")
                .containsExactly(1, 6, 3, 4);
        assertThat(found(byAge.le(30))).containsExactly(1, 2, 5);
        assertThat(found(byAge.between(20, 41))).containsExactly(2, 1, 6, 3);
        assertThat(found(byAge.eq(41))).as("the index's own order").containsExactly(3, 6);
    }

    @Test
    void aColumnThatRunsAgainstTheFirstIsComparedTheOtherWayRound() {
        Index<Row> mixed = SCHEMA.index(MIXED);
        assertThat(found(mixed.ge("Ulm", 30))).containsExactly(1, 2, 5);
        assertThat(found(mixed.ge("Bonn"))).containsExactly(3, 6, 1, 2, 5);
        assertThat(found(mixed.le("Ulm", 20))).containsExactly(2, 1, 6, 3, 4);
    }

    @Test
    void listsAreOneFindAfterTheOther() {
        assertThat(found(BY_CITY_AGE.in(List.of("Ulm", "Bonn", "Ulm")))).containsExactly(5, 2, 1, 3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.in(List.of("Ulm", "Bonn")).offset(2).limit(2)))
                .containsExactly(1, 3);
        assertThat(found(BY_CITY_AGE.eq("Ulm").andIn(List.of(30, 31, 20)))).containsExactly(1, 2);
        assertThat(found(BY_CITY_AGE.in(List.of("Ulm", "Bonn")).takeWhile("age", lt(30))))
                .as("a bound ends each find by itself")
                .containsExactly(5, 2);
    }

    @Test
    void boundsEndAWalkAndFiltersLeaveOut() {
        assertThat(found(BY_CITY_AGE.eq("Ulm").takeWhile("age", lt(30)))).containsExactly(5, 2);
        assertThat(found(BY_CITY_AGE.ge("Ulm", 0).takeWhile("city", eq("Ulm")).takeWhile("age", lt(30))))
                .containsExactly(2);
        assertThat(found(BY_CITY_AGE.ge("Bonn").where("age", gt(20)).offset(1).limit(2)))
                .containsExactly(6, 1);
    }

    @Test
    void aChangeOfSeveralRowsHappensOrDoesNot() {
        Find<Row> all = BY_CITY_AGE.ge("A").limit(10);
        assertThat(change(new Step.Alter(all.set("id", 9))))
                .isEqualTo(new Answer.Failed(ServerException.Kind.DUPLICATE_KEY));
        assertThat(change(new Step.Alter(all.increment("age", Integer.MAX_VALUE - 30L))))
                .isEqualTo(new Answer.Failed(ServerException.Kind.BAD_VALUE));
        assertThat(found(BY_CITY_AGE.eq("Ulm"))).containsExactly(5, 2, 1);
        assertThat(change(new Step.Alter(all.increment("age", 100)))).isEqualTo(new Answer.Changed(5));
        assertThat(found(BY_CITY_AGE.ge("Bonn", 141))).containsExactly(3, 6, 5, 2, 1);
    }

    @Test
    void aRowIsChangedOnceHoweverOftenItIsFound() {
        Find<Row> twice = SCHEMA.index(ID).in(List.of(1, 1)).limit(10);
        assertThat(change(new Step.Alter(twice.increment("age", 1)))).isEqualTo(new Answer.Changed(1));
        assertThat(found(BY_CITY_AGE.eq("Ulm", 31))).containsExactly(1);
    }

    @Test
    void aRowThatIsLeftAloneIsNotAnswered() {
        Find<Row> ages = BY_CITY_AGE.eq("Ulm").limit(10).columns("id");
        assertThat(change(new Step.AlterOld(
                        ages.increment("age", -25).unlessSignChanges().returningOld())))
                .isEqualTo(new Answer.Found(List.of(
                        Arrays.asList(BigInteger.valueOf(5), null),
                        List.of(BigInteger.valueOf(1), BigInteger.valueOf(30)))));
    }

    @Test
    void idsAreGeneratedWhereNoneIsGiven() {
        for (Insert<Row> insert : List.of(
                Insert.into(SCHEMA.table()).set("city", "Rom"),
                Insert.into(SCHEMA.table()).set("id", 0).set("city", "Rom"))) {
            table.reset(table.snapshot());
            assertThat(table.answer(
                            new Step.Put(insert),
                            OptionalLong.of(insert.assignments().size() + 6)))
                    .isEqualTo(new Answer.Inserted(true));
        }
        assertThat(change(new Step.Put(Insert.into(SCHEMA.table()).set("id", 20))))
                .isEqualTo(new Answer.Inserted(false));
        assertThat(change(new Step.Put(Insert.into(SCHEMA.table()).set("id", 7))))
                .isEqualTo(new Answer.Failed(ServerException.Kind.DUPLICATE_KEY));
        assertThat(found(BY_CITY_AGE.eq("Rom"))).containsExactly(7, 8);
    }

    @Test
    void anUpsertSetsWhatIsNamedOrAddsTheRow() {
        assertThat(change(new Step.PutOver(
                        SCHEMA.table().key(3).upsert().set("city", null).set("age", 42))))
                .isEqualTo(new Answer.Done());
        assertThat(found(BY_CITY_AGE.eq(null, 42))).containsExactly(3);
        assertThat(change(new Step.PutOver(SCHEMA.table().key(9).upsert().set("city", "Rom"))))
                .isEqualTo(new Answer.Done());
        assertThat(found(BY_CITY_AGE.eq("Rom", null))).containsExactly(9);
        assertThat(change(new Step.PutOver(SCHEMA.table().key(1).upsert().set("city", "Rom"))))
                .isEqualTo(new Answer.Done());
        assertThat(found(BY_CITY_AGE.eq("Rom"))).as("what is not named stays").containsExactly(9, 1);
    }

    @Test
    void aSumIsOfARowThatIsThereAndNotOfNull() {
        assertThat(change(new Step.Sum(List.of(1), "age", 5)))
                .isEqualTo(new Answer.Found(List.of(List.of(BigInteger.valueOf(35)))));
        assertThat(change(new Step.Sum(List.of(5), "age", 5))).isEqualTo(new Answer.NoResult());
        assertThat(change(new Step.Sum(List.of(7), "age", 5))).isEqualTo(new Answer.NoResult());
        assertThat(change(new Step.Sum(List.of(1), "age", Integer.MAX_VALUE)))
                .isEqualTo(new Answer.Failed(ServerException.Kind.BAD_VALUE));
        Increment<Row> increment = SCHEMA.table().key(1).increment("age", -36);
        assertThat(change(new Step.Sums(increment.unlessSignChanges()))).isEqualTo(new Answer.Found(List.of()));
        assertThat(change(new Step.Sums(increment)))
                .isEqualTo(new Answer.Found(List.of(List.of(BigInteger.valueOf(1), "Ulm", BigInteger.valueOf(-1)))));
    }
}
