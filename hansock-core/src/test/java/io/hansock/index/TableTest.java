package io.hansock.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.ConfigurationException;
import io.hansock.value.Column;
import io.hansock.value.Row;
import io.hansock.value.TextRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private record User(
            long id, String firstName, @Column("years") int age) {}

    private record Nothing() {}

    private record Twice(int a, @Column("a") int b) {}

    private record Strange(Object anything) {}

    @Test
    void aTableOfARecordHasTheColumnsOfItsComponents() {
        Table<User> users = Table.of("users", User.class);
        assertThat(users.name()).isEqualTo("users");
        assertThat(users.database()).isEmpty();
        assertThat(users.columns()).containsExactly("id", "first_name", "years");
        assertThat(users.primary().name()).isEqualTo("PRIMARY");
        assertThat(users.primary().columns()).containsExactly("id");
        assertThat(users.shardColumns()).containsExactly("id");
        Row row = TextRows.texts(users.columns(), "1", "ann", "30").row(0);
        assertThat(users.mapper().map(row)).isEqualTo(new User(1, "ann", 30));
    }

    @Test
    void aTableOfColumnsHasRows() {
        Table<Row> users = Table.of("users", "id", "name");
        assertThat(users.columns()).containsExactly("id", "name");
        Row row = TextRows.texts(users.columns(), "1", "ann").row(0);
        assertThat(users.mapper().map(row)).isSameAs(row);
    }

    @Test
    void declarationsAreIndependentOfTheirOrderAndLeaveTheOldTableAlone() {
        Table<Row> plain = Table.of("orders", "id", "tenant");
        Table<Row> one = plain.database("shop").shardBy("id").primaryKey("tenant", "id");
        Table<Row> other = plain.primaryKey("tenant", "id").shardBy("id").database("shop");
        for (Table<Row> table : List.of(one, other)) {
            assertThat(table.database()).contains("shop");
            assertThat(table.primary().columns()).containsExactly("tenant", "id");
            assertThat(table.shardColumns()).containsExactly("id");
            assertThat(table.primary().table()).isSameAs(table);
            assertThat(table).hasToString("shop.orders");
        }
        assertThat(plain.primary().columns()).containsExactly("id");
        assertThat(plain).hasToString("orders").isNotEqualTo(one);
    }

    @Test
    void theShardKeyIsTheFirstPrimaryKeyColumnUnlessDeclared() {
        assertThat(Table.of("orders", "id", "tenant").primaryKey("tenant", "id").shardColumns())
                .containsExactly("tenant");
        assertThat(Table.of("orders", "id", "tenant").shardBy("tenant", "id").shardKey(7, "x"))
                .isEqualTo("7\u0000x".getBytes(UTF_8));
    }

    @Test
    void aShardEncoderReplacesTheRingsBytes() {
        Table<Row> table = Table.of("t", "id").shardEncoder(values -> ("<" + values.get(0) + ">").getBytes(UTF_8));
        assertThat(table.shardKey(1.5)).isEqualTo("<1.5>".getBytes(UTF_8));
        assertThat(table.key(1.5).find().shardKey()).isEqualTo("<1.5>".getBytes(UTF_8));
    }

    @Test
    void aShardKeyHasAValueForEachColumn() {
        Table<Row> table = Table.of("t", "id");
        assertThatIllegalArgumentException().isThrownBy(() -> table.shardKey(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> table.shardKey((Object) null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.shardKey(1.5))
                .withMessageContaining("shardEncoder");
    }

    @Test
    void aKeyHasAValueForEachPrimaryKeyColumn() {
        Table<Row> table = Table.of("orders", "tenant", "id").primaryKey("tenant", "id");
        assertThat(table.key(1, UUID.randomUUID()).table()).isSameAs(table);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.key(1))
                .withMessage("1 values for the primary key of orders, which has [tenant, id]");
        assertThatIllegalArgumentException().isThrownBy(() -> table.key(1, 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.key(1, null))
                .withMessage("primary key column id cannot be NULL");
        assertThatIllegalArgumentException().isThrownBy(() -> table.key(1, new Object()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "a\nb", "a\u0000b", "a\rb", "a\u007fb", "😀"})
    void namesThatWouldBreakARequestAreRefused(String name) {
        Table<Row> table = Table.of("t", "id");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of(name, "id"));
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("t", name));
        assertThatIllegalArgumentException().isThrownBy(() -> table.database(name));
        assertThatIllegalArgumentException().isThrownBy(() -> table.primaryKey(name));
        assertThatIllegalArgumentException().isThrownBy(() -> table.shardBy(name));
        assertThatIllegalArgumentException().isThrownBy(() -> table.index(name));
        assertThatIllegalArgumentException().isThrownBy(() -> table.index("by_id", name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.primary().eq(1).columns(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.primary().eq(1).where(name, Filters.eq(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> table.key(1).set(name, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> table.key(1).increment(name, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Insert.into(table).set(name, 1));
    }

    @Test
    void namesOfMySqlAreLegal() {
        Table<Row> table = Table.of("tÿ-é", "ïd", "a`b", "with space");
        assertThat(table.database("a,b").columns()).containsExactly("ïd", "a`b", "with space");
        assertThat(Table.of("t".repeat(64), "id").name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("t".repeat(65), "id"));
    }

    @Test
    void columnsHaveNoCommaAndAreNamedOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", "a,b"))
                .withMessageContaining("comma");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", "a", "a"))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("t", Twice.class));
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("t", Nothing.class));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Table.of("t", Strange.class));
    }

    @Test
    void anIndexNameThatTheServerWouldTakeForANumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", "id").index("2nd"))
                .withMessageContaining("begins with a digit");
        assertThat(Table.of("2nd", "3rd").index("second").toString()).isEqualTo("2nd.second");
    }
}
