package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/** Each command of the template on a real server, configured by properties alone. */
@ExtendWith(MariaDbExtension.class)
class HansockTemplateIT {
    record User(int id, String name, int age) {}

    record Name(String name) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final Index<User> BY_AGE = USERS.index("by_age", "age");
    private static final User ANN = new User(1, "ann", 30);
    private static final User BOB = new User(2, "bob", 20);

    private MariaDbServer server;

    @BeforeEach
    void createTable(MariaDbServer server) {
        this.server = server;
        server.sql("create or replace database template_it;"
                + "create table template_it.users (id int primary key, name varchar(50), age int, key by_age (age));"
                + "insert into template_it.users values (1, 'ann', 30), (2, 'bob', 20)");
    }

    @Test
    void reads() {
        withTemplate(template -> {
            assertThat(template.findOne(USERS, 1)).contains(ANN);
            assertThat(template.findOne(USERS, 9)).isEmpty();
            assertThat(template.findAll(USERS, List.of(2, 9, 1))).containsExactly(entry(2, BOB), entry(1, ANN));
            assertThat(template.find(BY_AGE.ge(0).limit(10).onAllServers())).containsExactly(BOB, ANN);
            assertThat(template.find(BY_AGE.ge(30).limit(10).onAllServers().as(Name.class)))
                    .containsExactly(new Name("ann"));
        });
    }

    @Test
    void writes() {
        withTemplate(template -> {
            template.insert(USERS, new User(3, "cid", 40));
            assertThat(template.increment(USERS.key(3), "age", 2)).isTrue();
            assertThat(template.increment(USERS.key(9), "age", 2)).isFalse();
            assertThat(template.change(USERS.key(3).set("name", "Cid"))).isEqualTo(1);
            assertThat(template.change(USERS.key(3).delete().returningOld())).containsExactly(new User(3, "Cid", 42));
            assertThat(template.delete(USERS.key(2))).isTrue();
            assertThat(template.delete(USERS.key(2))).isFalse();
        });
        assertThat(server.query("select id from template_it.users")).isEqualTo(List.of(List.of("1")));
    }

    @Test
    void aDuplicateKeyIsSpringsException() {
        withTemplate(template -> assertThatThrownBy(() -> template.insert(USERS, ANN))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageStartingWith("east: "));
    }

    @Test
    void aMissingTableIsSpringsException() {
        withTemplate(template -> assertThatThrownBy(() -> template.findOne(Table.of("nowhere", User.class), 1))
                .isInstanceOf(InvalidDataAccessResourceUsageException.class)
                .hasMessageStartingWith("east: "));
    }

    private void withTemplate(Consumer<HansockOperations> test) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class))
                .withPropertyValues(
                        "hansock.database=template_it",
                        "hansock.writes=handlersocket",
                        "hansock.servers.east.host=" + server.host(),
                        "hansock.servers.east.read-port=" + server.readPort(),
                        "hansock.servers.east.write-port=" + server.writePort())
                .run(context -> test.accept(context.getBean(HansockOperations.class)));
    }
}
