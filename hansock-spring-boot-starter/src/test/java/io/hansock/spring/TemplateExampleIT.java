package io.hansock.spring;

import static io.hansock.index.Filters.isNotNull;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The template's example, as this project's README shows it, on two servers. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 2)
class TemplateExampleIT {
    // tag::example[]
    record User(long id, String name, int age, long views) {}

    static final Table<User> USERS = Table.of("users", User.class);
    static final Index<User> BY_AGE = USERS.index("by_age", "age");

    void example(HansockTemplate hansock) {
        Optional<User> one = hansock.findOne(USERS, 42);
        Map<Long, User> some = hansock.findAll(USERS, List.of(1L, 2L, 42L)); // one round trip to each server
        List<User> old =
                hansock.find(BY_AGE.ge(65).where("name", isNotNull()).limit(20).onAllServers());

        hansock.insert(USERS, new User(43, "Bob", 70, 0));
        hansock.change(USERS.key(42).set("name", "Ann")); // this column alone
        boolean counted = hansock.increment(USERS.key(42), "views", 1); // the server adds
        boolean gone = hansock.delete(USERS.key(43));
        // end::example[]

        assertThat(one).contains(new User(42, "Eve", 65, 6));
        assertThat(some.keySet()).containsExactly(1L, 42L);
        assertThat(old).extracting(User::id).containsExactly(42L, 1L);
        assertThat(counted).isTrue();
        assertThat(gone).isTrue();
        assertThat(hansock.findOne(USERS, 42)).contains(new User(42, "Ann", 65, 7));
        assertThat(hansock.findOne(USERS, 43)).isEmpty();
        // tag::example[]
    }
    // end::example[]

    @Test
    void theExampleDoesWhatItSays(List<MariaDbServer> servers) {
        for (MariaDbServer server : servers) {
            server.sql(
                    "create or replace database shop; create table shop.users (id bigint primary key,"
                            + " name varchar(50) character set utf8mb4, age int not null, views bigint not null, key by_age (age))");
        }
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class))
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues("hansock.database=shop", "hansock.writes=handlersocket")
                .withPropertyValues(properties("east", servers.get(0)))
                .withPropertyValues(properties("west", servers.get(1)))
                .run(context -> {
                    HansockTemplate hansock = context.getBean(HansockTemplate.class);
                    hansock.insert(USERS, new User(1, "Ada", 81, 5));
                    hansock.insert(USERS, new User(42, "Eve", 65, 6));
                    example(hansock);
                });
    }

    private static String[] properties(String name, MariaDbServer server) {
        String prefix = "hansock.servers." + name + ".";
        return new String[] {
            prefix + "host=" + server.host(),
            prefix + "read-port=" + server.readPort(),
            prefix + "write-port=" + server.writePort()
        };
    }
}
