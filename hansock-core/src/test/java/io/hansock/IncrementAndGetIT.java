package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.testing.SqlServer.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server adds and answers what has come of it, each sum to one caller. */
class IncrementAndGetIT {
    private static final String DB = "sum_it";

    record User(long id, String name, long views, Integer likes, BigDecimal score, short small) {}

    record Name(String name, long views) {}

    private static final Table<User> USERS = Table.of("users", User.class);

    private static Hansock client(Kind kind) {
        return CommandFixture.client(
                kind,
                DB,
                "create table users (id bigint primary key, name varchar(20), views bigint not null default 0, likes int,"
                        + " score decimal(8,2) not null default 0, small smallint not null default 0)",
                "insert into users values (42, 'Ann', 7, 3, 1.50, 32767), (43, 'Bob', 1, null, 2, 0)");
    }

    @ParameterizedTest
    @EnumSource
    void shapesOfTheIndexApi(Kind kind) throws Exception {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.update(USERS.key(42).set("name", "Eve"))).isEqualTo(1);
            assertThat(hansock.find(USERS.primary().eq(42), Name.class)).containsExactly(new Name("Eve", 7));
            assertThat(hansock.async().find(USERS.primary().eq(42), Name.class).get(10, TimeUnit.SECONDS))
                    .containsExactly(new Name("Eve", 7));
            assertThat(hansock.async().update(USERS.key(44).set("name", "Eve")).get(10, TimeUnit.SECONDS))
                    .isZero();
            boolean changed = hansock.increment(USERS.key(42), "views", 1);
            assertThat(changed).isTrue();
            long views = hansock.incrementAndGet(USERS.key(42), "views", 1);
            assertThat(views).isEqualTo(9);
            assertThat(hansock.async()
                            .incrementAndGet(USERS.key(42), "views", -10)
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalColumnsAndTheWholeRow(Kind kind) throws Exception {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.incrementAndGet(
                            USERS.key(42).increment("views", 2).increment("likes", 1)))
                    .contains(new User(42, "Ann", 9, 4, new BigDecimal("1.50"), Short.MAX_VALUE));
            assertThat(hansock.incrementAndGet(USERS.key(44).increment("views", 2)))
                    .isEmpty();
            assertThat(hansock.incrementAndGet(
                            USERS.key(42).increment("views", -10).unlessSignChanges()))
                    .as("left alone")
                    .isEmpty();
            assertThat(hansock.incrementAndGet(USERS.key(42)
                            .find()
                            .as(Name.class)
                            .increment("views", -9)
                            .unlessSignChanges()))
                    .contains(new Name("Ann", 0));
            Optional<User> bob = hansock.async()
                    .incrementAndGet(USERS.key(43).increment("likes", 5))
                    .get(10, TimeUnit.SECONDS);
            assertThat(bob).map(User::likes).as("NULL stays NULL").isEmpty();
            assertThat(bob).map(User::name).contains("Bob");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeAnsweredIsNotDone(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThatThrownBy(() -> hansock.incrementAndGet(USERS.key(44), "views", 1))
                    .isInstanceOf(ResultException.class)
                    .hasMessageContaining("users");
            assertThatThrownBy(() -> hansock.async()
                            .incrementAndGet(USERS.key(44), "views", 1)
                            .get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ResultException.class);
            assertThatThrownBy(() -> hansock.incrementAndGet(USERS.key(43), "likes", 1))
                    .isInstanceOf(ResultException.class);
            assertThatThrownBy(() -> hansock.incrementAndGet(USERS.key(42), "score", 1))
                    .as("2.50 is no long")
                    .isInstanceOf(ResultException.class);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.incrementAndGet(USERS.key(42), "small", 1))
                    .matches(e -> e.kind() == ServerException.Kind.BAD_VALUE);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> hansock.incrementAndGet(USERS.key(42), "name", 1))
                    .matches(e -> e.rule().equals("value-type"));
            assertThatIllegalArgumentException().isThrownBy(() -> hansock.incrementAndGet(USERS.key(42), "id", 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hansock.incrementAndGet(
                            USERS.primary().ge(1).limit(1).increment("views", 1)));
            assertThat(hansock.findOne(USERS, 42))
                    .contains(new User(42, "Ann", 7, 3, new BigDecimal("1.50"), Short.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachSumIsAnsweredOnce(Kind kind) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<Long> sums = ConcurrentHashMap.newKeySet();
        try (Hansock hansock = client(kind)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(() -> sums.add(hansock.incrementAndGet(USERS.key(42), "views", 1)));
            }
            for (Future<Boolean> isNew : threads.invokeAll(calls)) {
                assertThat(isNew.get()).isTrue();
            }
            assertThat(sums).hasSize(200).contains(8L, 207L);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_10_11")
    void whoDoesNotLogInIsToldSo(Kind kind) {
        try (Hansock hansock = Hansock.builder()
                .server(ServerSettings.of("east", "localhost").writePort(9999))
                .database(DB)
                .writes(Writes.HANDLERSOCKET)
                .build()) {
            assertThatThrownBy(() -> hansock.incrementAndGet(USERS.key(42), "views", 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("user");
        }
    }
}
