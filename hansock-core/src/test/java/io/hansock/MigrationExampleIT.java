package io.hansock;

import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples of docs/migrating.md. */
class MigrationExampleIT {
    private static GuardedServer server;

    // tag::declared[]
    record User(long id, String name, int age, long views) {}

    static final Table<User> USERS = Table.of("users", User.class);
    static final Index<User> BY_AGE = USERS.index("by_age", "age");
    // end::declared[]

    @BeforeAll
    static void start() {
        server = GuardedServer.start(builder -> builder);
        server.table(
                "users",
                "id bigint primary key, name varchar(50), age int not null, views bigint not null, key by_age (age)",
                "(1, 'Ann', 30, 0), (2, 'Bob', 70, 5), (3, 'Eve', 71, 6)",
                "id");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatWasSaidInSqlIsSaidByKey() {
        try (Hansock hansock = server.client(builder -> builder)) {
            // tag::reads[]
            // select * from users where id = ?
            Optional<User> one = hansock.findOne(USERS, 2);

            // select * from users where id in (?, ?, ?)
            Map<Long, User> some = hansock.findAll(USERS, List.of(1L, 2L, 4L));

            // select * from users where age >= ? and views < ? order by age limit 20
            List<User> old = hansock.find(BY_AGE.ge(65).where("views", lt(6)).limit(20));
            // end::reads[]
            assertThat(one).map(User::name).contains("Bob");
            assertThat(some.keySet()).containsExactly(1L, 2L);
            assertThat(old).extracting(User::id).containsExactly(2L);
            assertThat(server.rules()).isEmpty();
            // tag::writes[]
            // insert into users values (?, ?, ?, ?)
            hansock.insert(USERS, new User(4, "Kim", 20, 0));

            // update users set name = ? where id = ?
            boolean found = hansock.change(USERS.key(4).set("name", "Kai")) == 1;

            // update users set views = views + 1 where id = ?
            hansock.increment(USERS.key(4), "views", 1);

            // delete from users where id = ?
            boolean deleted = hansock.delete(USERS.key(4));
            // end::writes[]
            assertThat(found && deleted).isTrue();
        }
    }
}
