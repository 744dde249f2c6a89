package io.hansock.spring;

import static io.hansock.index.Filters.isNotNull;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The examples of docs/template.md, on two servers. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 2)
class TemplateGuideIT {
    // tag::declared[]
    record User(long id, String name, int age, long views) {}

    record NameOnly(String name) {}

    static final Table<User> USERS = Table.of("users", User.class);
    static final Index<User> BY_AGE = USERS.index("by_age", "age");
    // end::declared[]

    @Test
    void theGuideDoesWhatItSays(List<MariaDbServer> servers) {
        for (MariaDbServer server : servers) {
            server.sql(
                    "create or replace database guide; create table guide.users (id bigint primary key,"
                            + " name varchar(50) character set utf8mb4, age int not null, views bigint not null, key by_age (age))");
        }
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class))
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(
                        "hansock.database=guide",
                        "hansock.username=app",
                        "hansock.servers.east.host=127.0.0.1",
                        "hansock.servers.east.port=" + servers.get(0).sqlPort(),
                        "hansock.servers.west.host=127.0.0.1",
                        "hansock.servers.west.port=" + servers.get(1).sqlPort())
                .run(context -> {
                    HansockTemplate hansock = context.getBean(HansockTemplate.class);
                    writes(hansock);
                    finds(hansock);
                    sql(hansock);
                });
    }

    private static void writes(HansockTemplate hansock) throws Exception {
        // tag::writes[]
        hansock.insert(USERS, new User(1, "Ann", 30, 0)); // fails if there is one
        hansock.upsert(USERS, new User(2, "Bob", 70, 5)); // inserts, or sets all other columns
        hansock.update(USERS.key(1).set("name", "Anne")); // this column alone
        boolean counted = hansock.increment(USERS.key(1), "views", 1); // the server adds
        long views = hansock.incrementAndGet(USERS.key(1), "views", 1); // and tells the sum
        boolean gone = hansock.delete(USERS.key(99)); // false: there was none

        CompletableFuture<Optional<User>> later = hansock.async().findOne(USERS, 1);
        // end::writes[]
        assertThat(counted).isTrue();
        assertThat(views).isEqualTo(2);
        assertThat(gone).isFalse();
        assertThat(later.get(10, TimeUnit.SECONDS)).contains(new User(1, "Anne", 30, 2));
        hansock.insert(USERS, new User(3, "Eve", 71, 6));
    }

    private static void finds(HansockTemplate hansock) {
        // tag::finds[]
        Optional<User> one = hansock.findOne(USERS, 2);
        Map<Long, User> some = hansock.findAll(USERS, List.of(1L, 2L, 99L)); // one round trip to each server
        List<User> old =
                hansock.find(BY_AGE.ge(65).where("name", isNotNull()).limit(20).onAllServers());
        List<NameOnly> names =
                hansock.find(BY_AGE.between(60, 80).as(NameOnly.class).onAllServers());
        List<User> here = hansock.find(BY_AGE.ge(65).on("east"));
        // end::finds[]
        assertThat(one).contains(new User(2, "Bob", 70, 5));
        assertThat(some.keySet()).containsExactly(1L, 2L);
        assertThat(old).extracting(User::id).containsExactly(2L, 3L);
        assertThat(names).extracting(NameOnly::name).containsExactly("Bob", "Eve");
        assertThat(here).isSubsetOf(old);
    }

    private static void sql(HansockTemplate hansock) {
        // tag::sql[]
        List<User> top =
                hansock.sqlOnAllServers(all -> all.query("select * from users where views > ? order by views desc", 1)
                        .mergedBy(comparingLong(User::views).reversed())
                        .list(User.class));

        Optional<User> owner = hansock.sql(USERS.shard(2)).queryOne("select * from users where id = ?", User.class, 2);

        long changed = hansock.transaction(
                USERS.shard(2),
                tx -> tx.update("update users set age = age + 1 where id = ?", 2)
                        .affectedRows());
        // end::sql[]
        assertThat(top).extracting(User::id).containsExactly(3L, 2L, 1L);
        assertThat(owner).isPresent();
        assertThat(changed).isEqualTo(1);
    }
}
