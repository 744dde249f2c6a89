package io.hansock.handlersocket;

import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.lt;
import static io.hansock.index.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every command of the index API, there and back, on a real server. */
@ExtendWith(MariaDbExtension.class)
class HandlerSocketWireIT {
    private static final Table<Row> PEOPLE = Table.of("people", "id", "tenant", "name", "age");
    private static final Index<Row> BY_TENANT = PEOPLE.index("by_tenant", "tenant", "name");
    private static final Index<Row> BY_AGE = PEOPLE.index("by_age", "age");
    private static final Table<Row> STOCK = Table.of("stock", "id", "pieces", "price");

    private WireClient client;

    @BeforeEach
    void lay(MariaDbServer server) {
        server.sql("create or replace database wire_it; use wire_it;"
                + "create table people (id int primary key, tenant int not null, name varchar(20), age int,"
                + " key by_tenant (tenant, name), key by_age (age));"
                + "insert into people values (1, 7, 'ann', 30), (2, 7, 'bob', null), (3, 8, 'cid', 50), (4, 8, null, 20),"
                + " (5, 9, '', 50);"
                + "create table stock (id int auto_increment primary key, pieces int, price int);"
                + "insert into stock values (1, 5, 100), (2, -5, 200), (3, null, 300)");
        client = new WireClient(server, "wire_it");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void findsOneRowByPrimaryKey() {
        Row row = client.find(PEOPLE.key(1).find()).row(0);
        assertThat(row.getInt("id")).isEqualTo(1);
        assertThat(row.getString("name")).isEqualTo("ann");
        assertThat(row.getLong(4)).isEqualTo(30);
    }

    @Test
    void tellsNullEmptyAndAbsentApart() {
        assertThat(client.find(PEOPLE.key(4).find()).row(0).getString("name")).isNull();
        assertThat(client.find(PEOPLE.key(5).find()).row(0).getString("name")).isEmpty();
        assertThat(client.find(PEOPLE.key(6).find())).isEmpty();
        assertThat(client.find(PEOPLE.key(4).find().columns("name"))).hasSize(1);
        assertThat(client.find(PEOPLE.key(5).find().columns("name"))).hasSize(1);
        assertThat(client.find(PEOPLE.key(6).find().columns("name"))).isEmpty();
    }

    @Test
    void walksTheIndexInBothDirections() {
        assertThat(ids(PEOPLE.primary().eq(3))).containsExactly(3);
        assertThat(ids(PEOPLE.primary().gt(3))).containsExactly(4, 5);
        assertThat(ids(PEOPLE.primary().ge(3))).containsExactly(3, 4, 5);
        assertThat(ids(PEOPLE.primary().lt(3))).containsExactly(2, 1);
        assertThat(ids(PEOPLE.primary().le(3))).containsExactly(3, 2, 1);
    }

    @Test
    void takesKeysOfSeveralPartsAndNullInThem() {
        assertThat(ids(BY_TENANT.eq(7, "bob"))).containsExactly(2);
        assertThat(ids(BY_TENANT.eq(8, null))).containsExactly(4);
        assertThat(ids(BY_TENANT.eq(7))).containsExactly(1, 2);
    }

    @Test
    void honoursLimitAndOffset() {
        assertThat(ids(PEOPLE.primary().ge(1).limit(2))).containsExactly(1, 2);
        assertThat(ids(PEOPLE.primary().ge(1).limit(2).offset(3))).containsExactly(4, 5);
    }

    @Test
    void looksUpLists() {
        assertThat(ids(PEOPLE.primary().in(List.of(4, 99, 2)))).containsExactly(4, 2);
        assertThat(ids(BY_TENANT.eq(7).andIn(List.of("bob", "ann")))).containsExactly(2, 1);
    }

    @Test
    void filtersAndStops() {
        assertThat(ids(PEOPLE.primary().ge(1).where("age", isNotNull()))).containsExactly(1, 3, 4, 5);
        assertThat(ids(PEOPLE.primary().ge(1).where("age", lt(40)).where("id", ne(1))))
                .containsExactly(2, 4);
        assertThat(ids(PEOPLE.primary().between(2, 4))).containsExactly(2, 3, 4);
        assertThat(ids(BY_AGE.ge(20).takeWhile("age", lt(50)))).containsExactly(4, 1);
    }

    @Test
    void findsManyKeysInOneExchange() {
        WireExchange done = client.read(
                client.wire.findEach(PEOPLE.key(0).find(), List.of(List.of(3), List.of(99), List.of(1), List.of(3))));
        assertThat(done.rows().stream().map(row -> row.getInt(1))).containsExactly(3, 1, 3);
        assertThat(List.of(done.rowsUpTo(0), done.rowsUpTo(1), done.rowsUpTo(2), done.rowsUpTo(3)))
                .containsExactly(1, 1, 2, 3);
    }

    @Test
    void insertsWithAndWithoutGeneratedId(MariaDbServer server) {
        assertThat(client.insert(
                        Insert.into(STOCK).set("id", null).set("pieces", null).set("price", 7)))
                .isEqualTo(OptionalLong.of(4));
        assertThat(client.insert(
                        Insert.into(STOCK).set("id", 9).set("pieces", 1).set("price", 7)))
                .isEmpty();
        assertThat(server.query("select id, pieces from wire_it.stock where id > 3 order by id"))
                .containsExactly(Arrays.asList("4", null), List.of("9", "1"));
    }

    @Test
    void updatesNamedColumnsOnly(MariaDbServer server) {
        assertThat(client.change(PEOPLE.key(1).set("name", "Ann").set("age", null)))
                .isEqualTo(1);
        assertThat(client.change(PEOPLE.key(6).set("name", "Ann"))).isZero();
        assertThat(client.change(BY_TENANT.eq(8).limit(10).set("age", 1))).isEqualTo(2);
        assertThat(server.query("select * from wire_it.people where id in (1, 3, 4) order by id"))
                .containsExactly(
                        Arrays.asList("1", "7", "Ann", null),
                        List.of("3", "8", "cid", "1"),
                        Arrays.asList("4", "8", null, "1"));
    }

    @Test
    void deletes(MariaDbServer server) {
        assertThat(client.change(PEOPLE.key(1).delete())).isEqualTo(1);
        assertThat(client.change(PEOPLE.key(1).delete())).isZero();
        assertThat(client.change(
                        BY_AGE.eq(50).limit(10).where("name", ne("cid")).delete()))
                .isEqualTo(1);
        assertThat(server.query("select id from wire_it.people order by id")).hasSize(3);
    }

    @Test
    void addsAndSubtracts(MariaDbServer server) {
        assertThat(client.change(STOCK.key(1).increment("pieces", 2).increment("price", -1)))
                .isEqualTo(1);
        assertThat(client.change(STOCK.key(3).increment("pieces", 2))).isEqualTo(1);
        assertThat(server.query("select pieces, price from wire_it.stock order by id"))
                .containsExactly(List.of("7", "99"), List.of("-5", "200"), Arrays.asList(null, "300"));
    }

    @Test
    void keepsSignsWhereAsked(MariaDbServer server) {
        assertThat(client.change(STOCK.key(1).increment("pieces", -6).unlessSignChanges()))
                .isZero();
        assertThat(client.change(STOCK.key(1).increment("pieces", -5).unlessSignChanges()))
                .isEqualTo(1);
        assertThat(client.change(STOCK.key(2).increment("pieces", 6).unlessSignChanges()))
                .isZero();
        assertThat(client.change(STOCK.key(2).increment("pieces", 4).unlessSignChanges()))
                .isEqualTo(1);
        assertThat(server.query("select pieces from wire_it.stock order by id limit 2"))
                .containsExactly(List.of("0"), List.of("-1"));
    }

    @Test
    void answersRowsAsTheyWere(MariaDbServer server) {
        Rows updated = client.write(client.wire.returningOld(
                        PEOPLE.key(1).set("name", "x").set("age", 1).returningOld()))
                .rows();
        assertThat(updated.row(0).getString("name")).isEqualTo("ann");
        assertThat(updated.row(0).getInt("age")).isEqualTo(30);
        Rows added = client.write(client.wire.returningOld(
                        STOCK.key(1).increment("pieces", 3).returningOld()))
                .rows();
        assertThat(added.row(0).getInt("pieces")).isEqualTo(5);
        assertThat(added.row(0).getInt("price")).isEqualTo(100);
        Rows subtracted = client.write(client.wire.returningOld(
                        STOCK.key(2).increment("pieces", 3).unlessSignChanges().returningOld()))
                .rows();
        assertThat(subtracted.row(0).getInt("pieces")).isEqualTo(-5);
        Rows deleted = client.write(
                        client.wire.returningOld(PEOPLE.key(3).delete().returningOld()))
                .rows();
        assertThat(deleted.row(0).getString("name")).isEqualTo("cid");
        assertThat(server.query("select pieces, price from wire_it.stock order by id limit 2"))
                .containsExactly(List.of("8", "100"), List.of("-2", "200"));
    }

    @Test
    void reportsWhatCannotBeOpened() {
        Table<Row> missing = Table.of("missing", "id");
        refused(() -> client.find(missing.key(1).find()), ServerException.Kind.NO_SUCH_TABLE, "wire_it.missing");
        refused(() -> client.find(PEOPLE.index("none").eq(1)), ServerException.Kind.NO_SUCH_INDEX, "index none");
        refused(
                () -> client.find(PEOPLE.key(1).find().columns("none")),
                ServerException.Kind.NO_SUCH_COLUMN,
                "columns [none]");
        assertThat(ids(PEOPLE.primary().eq(3))).containsExactly(3);
    }

    @Test
    void usesMoreIndexesThanAConnectionHasIds() {
        Map<String, String> third = Map.of("id", "3", "tenant", "8", "name", "cid", "age", "50");
        Random random = new Random(1);
        List<String> columns = new ArrayList<>(PEOPLE.columns());
        List<String> filters = new ArrayList<>(PEOPLE.columns());
        Set<List<String>> opened = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            Collections.shuffle(columns, random);
            Collections.shuffle(filters, random);
            Row row = client.find(PEOPLE.primary()
                            .eq(3)
                            .columns(columns.get(0), columns.get(1), columns.get(2))
                            .where(filters.get(0), isNotNull())
                            .where(filters.get(1), isNotNull()))
                    .row(0);
            for (int position = 1; position <= 3; position++) {
                assertThat(row.getString(position)).isEqualTo(third.get(columns.get(position - 1)));
            }
            opened.add(List.of(columns.get(0), columns.get(1), columns.get(2), filters.get(0), filters.get(1)));
        }
        assertThat(opened).hasSizeGreaterThan(HandlerSocketSession.MOST_IDS);
    }

    static void refused(ThrowingCallable call, ServerException.Kind kind, String text) {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(call)
                .withMessageContaining(text)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private List<Integer> ids(Find<?> find) {
        return client.find(find).stream().map(row -> row.getInt("id")).toList();
    }
}
