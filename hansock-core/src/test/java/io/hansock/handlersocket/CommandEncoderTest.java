package io.hansock.handlersocket;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.isNull;
import static io.hansock.index.Filters.lt;
import static io.hansock.index.Filters.ne;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import io.hansock.wire.KeyFinds;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommandEncoderTest {
    private static final Table<Row> T = Table.of("a", "id", "k", "v", "n").database("t");
    private static final Index<Row> BY_KN = T.index("by_kn", "k", "n");

    private final CommandEncoder encoder = new CommandEncoder(new OpenIndexes("shop"));

    @Test
    void openIndexNamesWhatTheCommandNeeds() {
        assertThat(open(encoder.find(T.key(1).find()))).isEqualTo("P\t0\tt\ta\tPRIMARY\tid,k,v,n\n");
        assertThat(open(encoder.find(BY_KN.ge(1)
                        .columns("v")
                        .where("n", ne(1))
                        .where("v", eq(2))
                        .where("n", ne(3)))))
                .isEqualTo("P\t0\tt\ta\tby_kn\tv\tn,v\n");
    }

    @Test
    void aTableWithoutDatabaseIsInTheDefaultOne() {
        Table<Row> users = Table.of("users", "id");
        assertThat(open(encoder.find(users.key(1).find()))).isEqualTo("P\t0\tshop\tusers\tPRIMARY\tid\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new HandlerSocketWire(null).find(users.key(1).find()))
                .withMessageContaining("users");
    }

    @Test
    void commandsThatNeedTheSameShareOneOpenIndex() {
        HandlerSocketSession session = session();
        assertThat(encoded(encoder.find(T.key(1).find()), session)).startsWith("P\t0\t");
        assertThat(encoded(encoder.find(T.key(2).find()), session)).startsWith("0\t=");
        assertThat(encoded(encoder.find(T.primary().ge(2).limit(5)), session)).startsWith("0\t>=");
        assertThat(encoded(new PrimaryKeyFinds(T, encoder.keyFind(T)).find(3), session))
                .isEqualTo("0\t=\t1\t3\t2\t0\n");
        assertThat(encoded(encoder.find(T.key(1).find().columns("v")), session)).startsWith("P\t1\t");
        Table<Row> again = Table.of("a", "id", "k", "v", "n").database("t");
        assertThat(encoded(encoder.find(again.key(1).find()), session)).startsWith("0\t=");
    }

    @Test
    void theShortWayOfKeysIsTheLongOne() {
        Table<Row> two = Table.of("two", "a", "b").database("t").primaryKey("a", "b");
        HandlerSocketWire wire = new HandlerSocketWire(null);
        KeyFinds finds = wire.keyFinds(two);
        for (Object[] key : new Object[][] {{1, "x\t"}, {Long.MIN_VALUE, ""}, {"é", 7}, {true, new byte[] {0, 1}}}) {
            assertThat(lines((HandlerSocketExchange) finds.find(key)))
                    .isEqualTo(lines(wire.find(two.key(key).find().limit(2))));
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> finds.find(1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> finds.find(1, "\ud800"));
    }

    @Test
    @DisplayName("H13: limit and offset are always sent")
    void h13_findsSendLimitAndOffset() {
        assertThat(line(T.key(1).find())).isEqualTo("\t=\t1\t1\t1\t0\n");
        assertThat(line(T.primary().lt(3))).isEqualTo("\t<\t1\t3\t10000\t0\n");
        assertThat(line(BY_KN.ge("b\t", null).limit(5).offset(2))).isEqualTo("\t>=\t2\tb\u0001I\t\u0000\t5\t2\n");
        assertThat(line(BY_KN.gt("").limit(Integer.MAX_VALUE))).isEqualTo("\t>\t1\t\t2147483647\t0\n");
        assertThat(line(BY_KN.le("x"))).isEqualTo("\t<=\t1\tx\t10000\t0\n");
    }

    @Test
    @DisplayName("H14: an IN list has its count, its place and a limit")
    void h14_lists() {
        assertThat(line(T.primary().in(List.of(3, 1, 99)).limit(10))).isEqualTo("\t=\t1\t\t10\t0\t@\t0\t3\t3\t1\t99\n");
        assertThat(line(BY_KN.eq("b").andIn(List.of(1, 2)))).isEqualTo("\t=\t2\tb\t\t10000\t0\t@\t1\t2\t1\t2\n");
    }

    @Test
    @DisplayName("H15: filters are what the enum says, numbered by the filter columns")
    void h15_filters() {
        assertThat(line(T.primary().ge(1).limit(10).where("n", isNull())))
                .isEqualTo("\t>=\t1\t1\t10\t0\tF\t=\t0\t\u0000\n");
        assertThat(line(BY_KN.ge("a").limit(10).where("v", ne("x")).takeWhile("n", lt(30))))
                .isEqualTo("\t>=\t1\ta\t10\t0\tF\t!=\t0\tx\tW\t<\t1\t30\n");
    }

    @Test
    void manyKeysAreAsManyLines() {
        HandlerSocketExchange request = encoder.findEach(T.key(0).find(), List.of(List.of(1), List.of(2)));
        assertThat(lines(request)).isEqualTo("\t=\t1\t1\t1\t0\n\t=\t1\t2\t1\t0\n");
    }

    @Test
    void insertsSendEveryColumn() {
        HandlerSocketExchange request = encoder.insert(
                Insert.into(T).set("id", 5).set("k", null).set("v", "").set("n", "\n"));
        assertThat(lines(request)).isEqualTo("\t+\t4\t5\t\u0000\t\t\u0001J\n");
        assertThat(open(request)).isEqualTo("P\t0\tt\ta\tPRIMARY\tid,k,v,n\n");
    }

    @Test
    @DisplayName("H7: an update opens exactly the columns that it sets")
    void h7_updates() {
        HandlerSocketExchange request = encoder.change(T.key(1).set("v", "x").set("n", null));
        assertThat(open(request)).isEqualTo("P\t0\tt\ta\tPRIMARY\tv,n\n");
        assertThat(lines(request)).isEqualTo("\t=\t1\t1\t1\t0\tU\tx\t\u0000\n");
        assertThat(lines(encoder.returningOld(T.key(1).set("v", "x").returningOld())))
                .isEqualTo("\t=\t1\t1\t1\t0\tU?\tx\n");
    }

    @Test
    void incrementsAndDeletes() {
        assertThat(lines(encoder.change(T.key(1).increment("n", -3).increment("k", 4))))
                .isEqualTo("\t=\t1\t1\t1\t0\t+\t-3\t4\n");
        assertThat(lines(encoder.change(T.key(1).increment("n", -3).unlessSignChanges())))
                .isEqualTo("\t=\t1\t1\t1\t0\t-\t3\n");
        assertThat(lines(encoder.returningOld(T.key(1).increment("n", 3).returningOld())))
                .as("columns that are only read are left alone by NULL")
                .isEqualTo("\t=\t1\t1\t1\t0\t+?\t\u0000\t\u0000\t\u0000\t3\n");
        assertThat(lines(encoder.change(T.key(1).delete()))).isEqualTo("\t=\t1\t1\t1\t0\tD\n");
        assertThat(lines(encoder.returningOld(BY_KN.ge("a").limit(3).delete().returningOld())))
                .isEqualTo("\t>=\t1\ta\t3\t0\tD?\n");
    }

    @Test
    @DisplayName("H3: counts that would end the server are refused")
    void h3_absurdCounts() {
        List<Integer> many =
                IntStream.rangeClosed(0, RequestBounds.MOST_IN_VALUES).boxed().toList();
        refused("in-values", () -> encoder.find(T.primary().in(many)));
        refused("in-values", () -> encoder.find(T.primary().in(List.of())));
        Find<Row> filtered = T.primary().ge(1);
        for (int i = 0; i <= RequestBounds.MOST_FILTERS; i++) {
            filtered = filtered.where("n", ne(i));
        }
        Find<Row> filters = filtered;
        refused("filters", () -> encoder.find(filters));
        String[] columns = IntStream.rangeClosed(1, RequestBounds.MOST_COLUMNS)
                .mapToObj(i -> "c" + i)
                .toArray(String[]::new);
        refused("columns", () -> encoder.find(T.key(1).find().columns("c", columns)));
    }

    @Test
    @DisplayName("H20: more than 32 insert values or key parts are refused")
    void h20_tooManyValues() {
        Table<Row> wide = Table.of("wide", "c0");
        Insert<Row> insert = Insert.into(wide);
        for (int i = 0; i < 33; i++) {
            insert = insert.set("c" + i, i);
        }
        Insert<Row> all = insert;
        refused("insert-values", () -> encoder.insert(all));
        refused("key-parts", () -> encoder.findEach(T.key(1).find(), List.of(Collections.nCopies(33, 1))));
    }

    @Test
    @DisplayName("H9: an insert that leaves a column to the server is refused")
    void h9_missingColumn() {
        refused(
                "insert-columns",
                () -> encoder.insert(Insert.into(T).set("id", 1).set("k", 1).set("v", 1)));
    }

    @Test
    @DisplayName("H19: a range that moves its own rows is refused, one row and equal keys are not")
    void h19_movingRows() {
        refused("moving-rows", () -> encoder.change(BY_KN.ge("a").limit(10).increment("n", 100)));
        refused("moving-rows", () -> encoder.change(BY_KN.ge("a").limit(10).set("k", "z")));
        assertThat(encoder.change(BY_KN.ge("a").limit(1).set("k", "z"))).isNotNull();
        assertThat(encoder.change(BY_KN.eq("a").limit(10).set("k", "z"))).isNotNull();
        assertThat(encoder.change(BY_KN.ge("a").limit(10).set("v", "z"))).isNotNull();
    }

    @Test
    @DisplayName("H32: the server's own schemas are refused, however they are written")
    void h32_systemSchemas() {
        for (String schema :
                List.of("mysql", "sys", "information_schema", "performance_schema", "INFORMATION_SCHEMA")) {
            refused(
                    "system-schema",
                    () -> encoder.find(T.database(schema).key(1).find()));
        }
    }

    @Test
    @DisplayName("H14: NULL in a list of key parts is refused where it has no byte")
    void h14_nullInLists() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> T.primary().in(Arrays.asList(1, null)));
    }

    private static void refused(String rule, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.rule()).isEqualTo(rule));
    }

    private String line(Find<?> find) {
        return lines(encoder.find(find));
    }

    /** The lines behind open_index, without the id in front of each. */
    private static String lines(HandlerSocketExchange exchange) {
        String all = encoded(exchange.again(), session());
        return all.substring(all.indexOf('\n') + 1).replaceAll("(?m)^0(?=\\t)", "");
    }

    private static String open(HandlerSocketExchange exchange) {
        String all = encoded(exchange.again(), session());
        return all.substring(0, all.indexOf('\n') + 1);
    }

    private static String encoded(HandlerSocketExchange exchange, HandlerSocketSession session) {
        ByteWriter out = new ByteWriter(0, 1 << 20);
        exchange.encode(out, session);
        return new String(out.toByteArray(), ISO_8859_1);
    }

    private static HandlerSocketSession session() {
        return new HandlerSocketSession("east", Port.READ, 9998, null);
    }
}
