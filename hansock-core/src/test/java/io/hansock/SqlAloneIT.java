package io.hansock;

import static io.hansock.index.Filters.isNotNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers without HandlerSocket serve the whole index API: a client is given nothing but a user. */
class SqlAloneIT {
    private static final String DB = "sql_alone_it";

    record Person(int id, String city, Integer age) {}

    record Account(long id, String owner, BigDecimal balance, LocalDate since, Instant seen, float rating) {}

    private static final Table<Person> PEOPLE = Table.of("people", Person.class);
    private static final Index<Person> BY_CITY_AGE = PEOPLE.index("city_age", "city", "age");
    private static final Table<Account> ACCOUNTS = Table.of("accounts", Account.class);

    private static Hansock client(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.admin(
                "drop database if exists " + DB,
                "create database " + DB + " character set utf8mb4",
                "use " + DB,
                "create table people (id int primary key, city varchar(20) collate utf8mb4_general_ci, age int,"
                        + " key city_age (city, age))",
                "insert into people values (1, 'Ulm', 30), (2, 'ULM', 20), (3, 'Bonn', 41), (4, null, 50), (5, 'Ulm', null),"
                        + " (6, 'Bonn', 41)",
                "create table accounts (id bigint primary key auto_increment, owner varchar(40) not null,"
                        + " balance decimal(12,2) not null, since date, seen timestamp(6) null, rating float, unique key (owner))");
        server.account(kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, DB, "sql-alone-secret");
        return PatientClient.builder()
                .user(DB)
                .password("sql-alone-secret")
                .database(DB)
                .server(ServerSettings.of("only", server.host()).sqlPort(server.port()))
                .build();
    }

    private static List<Integer> found(Hansock hansock, Find<Person> find) {
        return hansock.find(find).stream().map(Person::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void findsByPrimaryKey(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.findOne(PEOPLE, 3)).contains(new Person(3, "Bonn", 41));
            assertThat(hansock.findOne(PEOPLE, 99)).isEmpty();
            assertThat(hansock.findAll(PEOPLE, List.of(6, 99, 1, 6)))
                    .isEqualTo(Map.of(6, new Person(6, "Bonn", 41), 1, new Person(1, "Ulm", 30)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreWrittenAndReadBackExactly(Kind kind) throws Exception {
        Instant now = Instant.parse("2026-03-29T01:30:00.123456Z");
        try (Hansock hansock = client(kind)) {
            Account ann = new Account(0, "ann", new BigDecimal("12.50"), LocalDate.of(2020, 2, 29), now, 0.1f);
            assertThat(hansock.insert(ACCOUNTS, ann).generatedId()).hasValue(1);
            assertThat(hansock.insert(ACCOUNTS, new Account(7, "bob", BigDecimal.ONE, null, null, 1.5f))
                            .generatedId())
                    .isEmpty();
            assertThat(hansock.findOne(ACCOUNTS, 1L))
                    .contains(new Account(1, "ann", new BigDecimal("12.50"), ann.since(), now, 0.1f));
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.insert(ACCOUNTS, ann))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThat(hansock.async()
                            .insert(Insert.into(ACCOUNTS)
                                    .set("owner", "eve")
                                    .set("balance", 3)
                                    .set("rating", 2f))
                            .get(10, TimeUnit.SECONDS)
                            .generatedId())
                    .isPresent();
            assertThat(hansock.async().find(ACCOUNTS.index("owner").eq("eve")).get(10, TimeUnit.SECONDS))
                    .extracting(Account::owner)
                    .containsExactly("eve");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfOneRow(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.change(PEOPLE.key(1).set("city", "Köln"))).isEqualTo(1);
            assertThat(hansock.change(PEOPLE.key(1).set("city", "Köln"))).isEqualTo(1);
            assertThat(hansock.change(PEOPLE.key(99).set("city", "Köln"))).isZero();
            assertThat(hansock.increment(PEOPLE.key(1), "age", -1)).isTrue();
            assertThat(hansock.increment(PEOPLE.key(5), "age", 1)).isTrue();
            assertThat(hansock.change(PEOPLE.key(2).increment("age", -21).unlessSignChanges()))
                    .isZero();
            assertThat(hansock.change(PEOPLE.key(2).increment("age", -20).unlessSignChanges()))
                    .isEqualTo(1);
            assertThat(hansock.findOne(PEOPLE, 1)).contains(new Person(1, "Köln", 29));
            assertThat(hansock.findOne(PEOPLE, 2)).contains(new Person(2, "ULM", 0));
            assertThat(hansock.findOne(PEOPLE, 5)).contains(new Person(5, "Ulm", null));
            assertThat(hansock.delete(PEOPLE.key(1))).isTrue();
            assertThat(hansock.delete(PEOPLE.key(1))).isFalse();
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.change(PEOPLE.key(2).increment("age", Integer.MAX_VALUE + 1L)))
                    .matches(e -> e.kind() == ServerException.Kind.BAD_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfSeveralRowsAreOne(Kind kind) throws Exception {
        try (Hansock hansock = client(kind)) {
            // along the very column that is set
            assertThat(hansock.change(BY_CITY_AGE.ge("Bonn").limit(3).offset(1).set("city", "Zug")))
                    .isEqualTo(3);
            assertThat(found(hansock, BY_CITY_AGE.eq("Zug"))).containsExactly(5, 2, 6);
            List<Person> gone = hansock.change(BY_CITY_AGE
                    .in(List.of("Bonn", "Zug", "Bonn"))
                    .limit(3)
                    .delete()
                    .returningOld());
            assertThat(gone)
                    .containsExactly(new Person(3, "Bonn", 41), new Person(5, "Zug", null), new Person(2, "Zug", 20));
            List<Row> before = hansock
                    .async()
                    .change(BY_CITY_AGE
                            .ge((Object) null)
                            .limit(9)
                            .where("age", isNotNull())
                            .increment("age", -41)
                            .unlessSignChanges()
                            .returningOld())
                    .get(10, TimeUnit.SECONDS)
                    .stream()
                    .map(person -> hansock.find(PEOPLE.key(person.id()).find().columns("age"))
                            .get(0))
                    .toList();
            assertThat(before).extracting(row -> row.getInt(1)).containsExactly(9, 0);
            assertThat(hansock.findOne(PEOPLE, 1)).map(Person::age).contains(30);
            // a row that cannot be changed leaves all as they were
            hansock.change(PEOPLE.key(6).set("age", Integer.MAX_VALUE));
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() ->
                            hansock.change(PEOPLE.primary().ge(0).limit(100).increment("age", 1)));
            assertThat(hansock.findOne(PEOPLE, 4)).map(Person::age).contains(9);
        }
    }

    /** Whatever the order in which the server would change them. */
    @ParameterizedTest
    @EnumSource
    void rowsChangeTheirUniqueKeysInTheOrderOfTheFind(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.change(PEOPLE.primary().le(6).limit(9).increment("id", 1)))
                    .isEqualTo(6);
            assertThat(hansock.change(PEOPLE.primary().ge(2).limit(9).increment("id", -1)))
                    .isEqualTo(6);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(
                            () -> hansock.change(PEOPLE.primary().ge(1).limit(9).increment("id", 1)))
                    .matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
            assertThat(found(hansock, PEOPLE.primary().ge(0))).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyRowsByKeyAndByChange(Kind kind) {
        try (Hansock hansock = client(kind)) {
            for (int i = 100; i < 400; i++) {
                hansock.insert(PEOPLE, new Person(i, "city " + i, i));
            }
            List<Integer> keys = IntStream.range(50, 450).boxed().toList();
            assertThat(hansock.findAll(PEOPLE, keys)).hasSize(300).containsEntry(399, new Person(399, "city 399", 399));
            assertThat(hansock.change(PEOPLE.primary().ge(100).limit(1000).set("city", "one")))
                    .isEqualTo(300);
            assertThat(hansock.find(BY_CITY_AGE.le("one").limit(1))).containsExactly(new Person(399, "one", 399));
            assertThat(hansock.change(PEOPLE.primary().in(keys).limit(1000).delete()))
                    .isEqualTo(300);
            assertThat(hansock.find(PEOPLE.primary().ge(0))).hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereIsSaid(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> hansock.findOne(Table.of("nothing", "id"), 1))
                    .matches(e -> e.rule().equals("unknown-table"));
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> hansock.find(PEOPLE.index("nothing").eq(1)))
                    .matches(e -> e.rule().equals("unknown-index"));
            Optional<Person> still = hansock.findOne(PEOPLE, 1);
            assertThat(still).isPresent();
        }
    }
}
