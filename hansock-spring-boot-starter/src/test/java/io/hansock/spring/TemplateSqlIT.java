package io.hansock.spring;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockJsonAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.spring.json.JsonColumns;
import io.hansock.sql.RowStream;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;

/** SQL, futures, JSON and observations of the template on two real servers. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 2)
class TemplateSqlIT {
    record User(int id, String name, int age) {}

    record Name(String name) {}

    record Address(String street, List<String> lines) {}

    record Order(int id, Address ship, List<Integer> items) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final Index<User> BY_AGE = USERS.index("by_age", "age");

    @Test
    void sqlOnOneServerAndOnAll(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            String east = template.sql("east")
                    .queryValue("select @@port", String.class)
                    .orElseThrow();
            assertThat(east).isEqualTo(String.valueOf(servers.get(0).sqlPort()));
            for (int id = 1; id <= 6; id++) {
                template.sql(USERS.shard(id)).update("insert into users values (?, ?, ?)", id, "u" + id, 20 + id);
            }
            assertThat(template.findAll(USERS, List.of(1, 2, 3, 4, 5, 6))).hasSize(6);
            assertThat(template.<List<User>>sqlOnAllServers(all -> all.query("select * from users order by age desc")
                            .mergedBy(comparingInt(User::age).reversed())
                            .list(User.class)))
                    .extracting(User::id)
                    .containsExactly(6, 5, 4, 3, 2, 1);
            assertThat(template.sql(USERS.shard(3)).queryOne("select * from users where id = ?", User.class, 3))
                    .contains(new User(3, "u3", 23));
            long changed = template.transaction(
                    USERS.shard(3),
                    tx -> tx.update("update users set age = 99 where id = ?", 3).affectedRows());
            assertThat(changed).isEqualTo(1);
        });
    }

    @Test
    void twoRowsForOneAreSpringsException(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            template.sql("east").batch("insert into users values (?, 'x', 30)", List.of(List.of(1), List.of(2)));
            assertThatThrownBy(() -> template.findOne(BY_AGE.eq(30).limit(2).on("east")))
                    .isInstanceOf(IncorrectResultSizeDataAccessException.class);
            assertThatThrownBy(() -> template.sql("east").queryOne("select * from users", User.class))
                    .isInstanceOf(IncorrectResultSizeDataAccessException.class);
            assertThat(template.findOne(BY_AGE.eq(31).limit(2).on("east"))).isEmpty();
        });
    }

    @Test
    void whatGoesWrongIsSpringsExceptionWithoutTheServersText(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            template.upsert(USERS, new User(1, "ann", 1));
            assertThatThrownBy(() -> template.sql(USERS.shard(1)).update("insert into users values (1, 'geheim', 2)"))
                    .isInstanceOf(DuplicateKeyException.class)
                    .satisfies(e ->
                            assertThat(e.toString()).doesNotContain("geheim").doesNotContain("PRIMARY"));
            assertThatThrownBy(() -> template.sql("east").query("select geheim from nowhere", row -> row.getString(1)))
                    .isInstanceOf(InvalidDataAccessResourceUsageException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("geheim"));
        });
    }

    @Test
    void futuresFailWithSpringsExceptions(List<MariaDbServer> servers) {
        with(servers, context -> {
            AsyncHansockOperations async =
                    context.getBean(HansockTemplate.class).async();
            User ann = new User(1, "ann", 30);
            assertThat(async.insert(USERS, ann).join()).isNotNull();
            assertThat(async.findOne(USERS, 1).join()).contains(ann);
            assertThat(async.incrementAndGet(USERS.key(1), "age", 5).join()).isEqualTo(35);
            assertThatThrownBy(() -> async.insert(USERS, ann).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DuplicateKeyException.class);
            assertThat(async.delete(USERS.key(1)).join()).isTrue();
        });
    }

    @Test
    void theOtherCallsOfTheTemplateWithFutures(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            AsyncHansockOperations async = template.async();
            List<User> users = List.of(new User(1, "ann", 30), new User(2, "bob", 30), new User(3, "eve", 40));
            users.forEach(user -> template.insert(USERS, user));
            assertThat(async.findOne(BY_AGE.eq(40).limit(2).onAllServers()).join())
                    .contains(users.get(2));
            assertThat(async.findOne(BY_AGE.eq(41).limit(2).onAllServers()).join())
                    .isEmpty();
            assertThatThrownBy(() ->
                            async.findOne(BY_AGE.eq(30).limit(2).onAllServers()).join())
                    .hasCauseInstanceOf(IncorrectResultSizeDataAccessException.class);
            assertThat(async.find(BY_AGE.eq(40).onAllServers(), Name.class).join())
                    .containsExactly(new Name("eve"));

            assertThat(async.sqlOnAllServers(all ->
                                    all.query("select * from users").async().list(User.class))
                            .join())
                    .containsExactlyInAnyOrderElementsOf(users);
            assertThatThrownBy(() -> async.sqlOnAllServers(all ->
                                    all.query("select * from nowhere").async().list(User.class))
                            .join())
                    .hasCauseInstanceOf(InvalidDataAccessResourceUsageException.class);

            assertThat(async.transaction(
                                    USERS.shard(1),
                                    tx -> tx.update("update users set age = age + 1 where id = ?", 1)
                                            .thenCompose(
                                                    any -> tx.update("update users set age = age + 1 where id = ?", 1)))
                            .join()
                            .affectedRows())
                    .isEqualTo(1);
            assertThat(template.findOne(USERS, 1)).contains(new User(1, "ann", 32));
            assertThatThrownBy(() -> async.transaction(
                                    USERS.shard(1),
                                    tx -> tx.update("update users set age = 0 where id = ?", 1)
                                            .thenCompose(any -> tx.update("insert into users values (1, 'x', 0)")))
                            .join())
                    .hasCauseInstanceOf(DuplicateKeyException.class);
            assertThat(template.findOne(USERS, 1)).as("undone").contains(new User(1, "ann", 32));
        });
    }

    @Test
    void sqlWithFutures(List<MariaDbServer> servers) {
        with(servers, context -> {
            AsyncHansockOperations async =
                    context.getBean(HansockTemplate.class).async();
            AsyncSqlOperations sql = async.sql(USERS.shard(1));
            User ann = new User(1, "ann", 30);
            User bob = new User(2, "bob", 40);
            assertThat(sql.batch(
                                    "insert into users values (?, ?, ?)",
                                    List.of(List.of(1, "ann", 30), List.of(2, "bob", 39)))
                            .join()
                            .affectedRows())
                    .isEqualTo(2);
            assertThat(sql.update("update users set age = age + 1 where id = ?", 2)
                            .join()
                            .affectedRows())
                    .isEqualTo(1);
            assertThat(sql.query("select * from users order by id", User.class).join())
                    .containsExactly(ann, bob);
            assertThat(sql.query("select * from users where id > ?", row -> row.getString("name"), 1)
                            .join())
                    .containsExactly("bob");
            assertThat(sql.queryOne("select * from users where id = ?", User.class, 1)
                            .join())
                    .contains(ann);
            assertThat(sql.queryValue("select max(age) from users", Integer.class)
                            .join())
                    .contains(40);
            assertThat(async.sql("west")
                            .queryValue("select @@port", Integer.class)
                            .join())
                    .contains(servers.get(1).sqlPort());
            assertThatThrownBy(() ->
                            sql.update("insert into users values (1, 'x', 1)").join())
                    .hasCauseInstanceOf(DuplicateKeyException.class);
            assertThatThrownBy(() ->
                            sql.queryOne("select * from users", User.class).join())
                    .hasCauseInstanceOf(IncorrectResultSizeDataAccessException.class);
            assertThatThrownBy(() -> sql.query("select name from users", row -> row.getInt(1))
                            .join())
                    .hasCauseInstanceOf(TypeMismatchDataAccessException.class);
        });
    }

    @Test
    void anSqlFutureThatIsCancelledGivesItsStatementUp(List<MariaDbServer> servers) {
        with(servers, context -> {
            AsyncSqlOperations sql =
                    context.getBean(HansockTemplate.class).async().sql("east");
            CompletableFuture<Optional<Integer>> sleeping =
                    sql.queryValue("select sleep(60) /* given up */", Integer.class);
            await().until(() -> sleeping(servers.get(0)) == 1);
            assertThat(sleeping.cancel(true)).isTrue();
            assertThat(sleeping).isCancelled();
            await().until(() -> sleeping(servers.get(0)) == 0);
        });
    }

    private static long sleeping(MariaDbServer server) {
        return server.query("select id from information_schema.processlist where info like 'select sleep(60)%'")
                .size();
    }

    @Test
    void rowsThatAreReadWhileTheyArriveFailWithSpringsExceptionsToo(List<MariaDbServer> servers) {
        with(servers, context -> {
            SqlOperations sql = context.getBean(HansockTemplate.class).sql("east");
            sql.batch("insert into users values (?, 'x', 30)", List.of(List.of(1), List.of(2)));
            List<Integer> ids = sql.execute(statements -> {
                try (RowStream rows = statements.stream("select id from users order by id")) {
                    List<Integer> read = new ArrayList<>();
                    rows.forEachRemaining(row -> read.add(row.getInt(1)));
                    assertThatThrownBy(() -> statements.stream("select id from nowhere"))
                            .isInstanceOf(InvalidDataAccessResourceUsageException.class);
                    return read;
                }
            });
            assertThat(ids).containsExactly(1, 2);
            assertThatThrownBy(() -> sql.execute(statements -> {
                        // the server finds out at the last row, long after the first was read
                        try (RowStream rows = statements.stream("select if(seq = 60000,"
                                + " (select id from users where id > seq - seq), seq) from seq_1_to_60000")) {
                            assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
                                    .isInstanceOf(DataAccessException.class);
                            throw new IllegalStateException("seen");
                        }
                    }))
                    .hasMessage("seen");
        });
    }

    @Test
    void jsonColumnsBecomeWhatTheyHold(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            JsonColumns json = context.getBean(JsonColumns.class);
            Table<Order> orders = json.table("orders", Order.class);
            Order order = new Order(1, new Address("Höhe 7", List.of("a", "b")), List.of(3, 4));
            template.insert(json.insert(orders, order));
            assertThat(template.findOne(orders, 1)).contains(order);
            template.update(orders.key(1).set("items", json.write(List.of())));
            Order emptied = new Order(1, order.ship(), List.of());
            assertThat(template.sql(orders.shard(1)).query("select * from orders", json.mapper(Order.class)))
                    .containsExactly(emptied);
            template.upsert(json.upsert(orders, new Order(1, null, List.of(9))));
            assertThat(template.findOne(orders, 1)).contains(new Order(1, null, List.of(9)));
            template.update(orders.key(1).set("ship", "\"geheim\""));
            assertThatThrownBy(() -> template.findOne(orders, 1))
                    .isInstanceOf(TypeMismatchDataAccessException.class)
                    .hasMessageContaining("column ship")
                    .satisfies(e -> assertThat(e + " " + e.getCause()).doesNotContain("geheim"));
        });
    }

    @Test
    void callsAreObservedWithoutKeysAndSql(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            TestObservationRegistry observations = context.getBean(TestObservationRegistry.class);
            assertThat(template.findOne(USERS, 4711)).isEmpty();
            assertThat(template.async().findOne(USERS, 4711).join()).isEmpty();
            assertThatThrownBy(() -> template.sql("east").update("insert into nowhere values ('geheim')"));
            TestObservationRegistryAssert.assertThat(observations)
                    .hasNumberOfObservationsWithNameEqualTo("hansock.template", 3)
                    .forAllObservationsWithNameEqualTo(
                            "hansock.template",
                            observation -> observation.hasLowCardinalityKeyValue("db.system.name", "mysql"))
                    .hasAnObservation(observation -> observation
                            .hasLowCardinalityKeyValue("db.operation.name", "findOne")
                            .hasHighCardinalityKeyValue("db.collection.name", "users")
                            .hasContextualNameEqualTo("findOne users"))
                    .hasAnObservation(observation -> observation
                            .hasLowCardinalityKeyValue("db.operation.name", "sql")
                            .hasError());
        });
    }

    private static void with(List<MariaDbServer> servers, Consumer<ApplicationContext> test) {
        for (MariaDbServer server : servers) {
            server.sql("create or replace database sql_it; use sql_it;"
                    + "create table users (id int primary key, name varchar(50), age int not null, key by_age (age));"
                    + "create table orders (id int primary key, ship json, items json)");
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        JacksonAutoConfiguration.class,
                        HansockAutoConfiguration.class,
                        HansockTemplateAutoConfiguration.class,
                        HansockJsonAutoConfiguration.class))
                .withUserConfiguration(Observed.class)
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(
                        "hansock.username=app",
                        "hansock.database=sql_it",
                        "hansock.servers.east.host=" + servers.get(0).host(),
                        "hansock.servers.east.port=" + servers.get(0).sqlPort(),
                        "hansock.servers.west.host=" + servers.get(1).host(),
                        "hansock.servers.west.port=" + servers.get(1).sqlPort())
                .run(test::accept);
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {
        @Bean
        TestObservationRegistry observations() {
            return TestObservationRegistry.create();
        }
    }
}
