package io.hansock;

import static io.hansock.index.Filters.isNotNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole client on three real servers. */
@ExtendWith(MariaDbExtension.class)
@Servers(count = 3, readSecret = "read", writeSecret = "write")
class HansockIT {
    record User(long id, @Nullable String name, int age) {}

    record NameOnly(@Nullable String name) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final Index<User> BY_AGE = USERS.index("by_age", "age");
    private static final int COUNT = 300;

    private final List<MariaDbServer> servers;
    private Hansock hansock;

    HansockIT(List<MariaDbServer> servers) {
        this.servers = servers;
        for (MariaDbServer server : servers) {
            server.sql(
                    "create or replace database hansock_it; create table hansock_it.users"
                            + " (id bigint primary key, name varchar(20) character set utf8mb4, age int not null, key by_age (age))");
        }
        hansock = client(servers);
    }

    static Hansock client(List<MariaDbServer> servers) {
        HansockBuilder builder = PatientClient.builder().database("hansock_it").writes(Writes.HANDLERSOCKET);
        for (int i = 0; i < servers.size(); i++) {
            MariaDbServer server = servers.get(i);
            builder.server(ServerSettings.of("s" + i, server.host())
                    .readPort(server.readPort())
                    .writePort(server.writePort())
                    .readSecret(server.readSecret())
                    .writeSecret(server.writeSecret()));
        }
        return builder.build();
    }

    @BeforeEach
    void insertUsers() {
        List<java.util.concurrent.CompletableFuture<?>> pending = new ArrayList<>();
        for (int id = 0; id < COUNT; id++) {
            pending.add(hansock.async().insert(USERS, user(id)));
        }
        pending.forEach(java.util.concurrent.CompletableFuture::join);
    }

    private static User user(int id) {
        return new User(id, id % 10 == 9 ? null : "né " + id, id % 50);
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    @Test
    void everyServerHasTheRowsThatTheRingGivesIt() {
        for (int i = 0; i < servers.size(); i++) {
            String name = "s" + i;
            List<Long> expected = IntStream.range(0, COUNT)
                    .mapToObj(Long::valueOf)
                    .filter(id -> hansock.owner(USERS, id).equals(name))
                    .toList();
            assertThat(expected).isNotEmpty();
            assertThat(servers.get(i).query("select id from hansock_it.users order by id"))
                    .extracting(row -> Long.valueOf(row.get(0)))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void findsOneRowByItsKey() {
        for (int id = 0; id < COUNT; id++) {
            assertThat(hansock.findOne(USERS, id)).contains(user(id));
        }
        assertThat(hansock.findOne(USERS, COUNT)).isEmpty();
        assertThat(hansock.async().findOne(USERS, 7L).join()).contains(user(7));
    }

    @Test
    void findsManyKeysInTheOrderAsked() {
        List<Integer> keys = List.of(299, 5, 100_000, 17, 0, 5);
        Map<Integer, User> found = hansock.findAll(USERS, keys);
        assertThat(found.keySet()).containsExactly(299, 5, 17, 0);
        found.forEach((key, row) -> assertThat(row).isEqualTo(user(key)));
        List<Integer> all = IntStream.range(0, COUNT).boxed().toList();
        assertThat(hansock.async().findAll(USERS, all).join().values())
                .containsExactlyElementsOf(all.stream().map(HansockIT::user).toList());
    }

    @Test
    void mergesARangeOverAllServersInTheOrderOfTheIndex() {
        List<User> expected = IntStream.range(0, COUNT)
                .mapToObj(HansockIT::user)
                .filter(user -> user.age() >= 20 && user.name() != null)
                .sorted(Comparator.comparingInt(User::age).thenComparingLong(User::id))
                .toList();
        assertThat(hansock.find(BY_AGE.ge(20).where("name", isNotNull()).onAllServers()))
                .isEqualTo(expected);
        assertThat(hansock.find(BY_AGE.ge(20)
                        .where("name", isNotNull())
                        .offset(7)
                        .limit(20)
                        .onAllServers()))
                .isEqualTo(expected.subList(7, 27));
        assertThat(hansock.find(
                        BY_AGE.between(20, 30).limit(5).as(NameOnly.class).onAllServers()))
                .hasSize(5)
                .first()
                .isEqualTo(new NameOnly("né 20"));
        assertThat(hansock.find(BY_AGE.lt(2).limit(3).onAllServers()))
                .extracting(User::id)
                .containsExactly(251L, 201L, 151L);
    }

    @Test
    void findsAnInListOverAllServersWithAllRowsOfEachValue() {
        assertThat(hansock.find(USERS.primary().in(List.of(200, 3, 999, 100))))
                .extracting(User::id)
                .containsExactly(200L, 3L, 100L);
        assertThat(hansock.find(BY_AGE.in(List.of(49, 1)).onAllServers()))
                .extracting(User::age)
                .containsExactly(49, 49, 49, 49, 49, 49, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void changesOnlyWhatItNames() {
        assertThat(hansock.change(USERS.key(42).set("name", "Ann"))).isEqualTo(1);
        assertThat(hansock.findOne(USERS, 42)).contains(new User(42, "Ann", 42));
        assertThat(hansock.increment(USERS.key(42), "age", 8)).isTrue();
        assertThat(hansock.increment(USERS.key(42), "age", -3)).isTrue();
        assertThat(hansock.findOne(USERS, 42)).contains(new User(42, "Ann", 47));
        assertThat(hansock.change(USERS.key(42).set("name", null).returningOld())
                        .get(0)
                        .getString("name"))
                .isEqualTo("Ann");
        assertThat(hansock.findOne(USERS, 42)).contains(new User(42, null, 47));
        assertThat(hansock.delete(USERS.key(42))).isTrue();
        assertThat(hansock.delete(USERS.key(42))).isFalse();
        assertThat(hansock.increment(USERS.key(42), "age", 1)).isFalse();
        assertThat(hansock.change(BY_AGE.eq(3).limit(100).on("s0").delete()))
                .isEqualTo(IntStream.range(0, COUNT)
                        .filter(id -> id % 50 == 3 && hansock.owner(USERS, id).equals("s0"))
                        .count());
    }

    @Test
    void aSecondRowWithTheSameKeyIsATypedErrorThatNamesTheServer() {
        assertThatThrownBy(() -> hansock.insert(USERS, user(1)))
                .isInstanceOfSatisfying(ServerException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY);
                    assertThat(e.server()).isEqualTo(hansock.owner(USERS, 1));
                })
                .hasMessageNotContaining("né");
    }

    @Test
    void whatCannotBeRoutedIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> hansock.find(BY_AGE.ge(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("onAllServers");
        assertThatThrownBy(() -> hansock.find(BY_AGE.ge(1).on("north")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("s0");
        assertThatThrownBy(() -> hansock.change(USERS.key(1).set("id", 2))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(
                        () -> hansock.insert(Insert.into(USERS).set("name", "x").set("age", 1)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> hansock.find(USERS.index("by_name").ge("a").onAllServers()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mergedBy");
    }

    @Test
    void oneServerDownFailsItsKeysAtOnceAndNoOthers() {
        servers.get(1).kill();
        try {
            Stopwatch stopwatch = Stopwatch.start();
            for (int id = 0; id < 100; id++) {
                int key = id;
                if (hansock.owner(USERS, key).equals("s1")) {
                    assertThatThrownBy(() -> hansock.findOne(USERS, key))
                            .isInstanceOf(ChannelLostException.class)
                            .hasMessageStartingWith("s1: ");
                } else {
                    assertThat(hansock.findOne(USERS, key)).contains(user(key));
                }
            }
            assertThat(stopwatch.awake()).as("at once").isLessThan(Duration.ofSeconds(1));
        } finally {
            servers.get(1).restart();
        }
        InTime.within(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(hansock.findAll(
                                USERS, IntStream.range(0, COUNT).boxed().toList()))
                        .hasSize(COUNT));
    }

    @Test
    void aWrongSecretIsATypedError() {
        try (Hansock wrong = Hansock.builder()
                .database("hansock_it")
                .server(ServerSettings.of("east", servers.get(0).host())
                        .readPort(servers.get(0).readPort())
                        .readSecret("guess"))
                .build()) {
            assertThatThrownBy(() -> wrong.findOne(USERS, 1))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED))
                    .hasMessageNotContaining("guess");
        }
    }
}
