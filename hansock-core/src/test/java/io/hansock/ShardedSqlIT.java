package io.hansock;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.sql.AllServersQuery;
import io.hansock.sql.Isolation;
import io.hansock.sql.TransactionOptions;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.testing.Stopwatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL of one's own on three servers, of three makes, that share the rows out among them. */
class ShardedSqlIT {
    private static final String DB = "sharded_sql_it";
    private static final int USERS_IN_ALL = 90;

    record User(long id, String name, int views) {}

    record Top(String name, long views) {}

    private static final Table<User> USERS = Table.of("users", User.class);
    private static final String TOP = "select name, views from users order by views desc, name limit ?";
    private static final Comparator<Top> BY_VIEWS =
            comparingLong(Top::views).reversed().thenComparing(Top::name);

    /** A thousand million rows. */
    private static final String ENDLESS =
            "select a.n + 0 as views, 'x' as name from numbers a, numbers b, numbers c order by null";

    private static Hansock hansock;

    @BeforeAll
    static void lay() {
        hansock = builder().build();
        IntStream.rangeClosed(1, USERS_IN_ALL)
                .forEach(id -> hansock.insert(USERS, new User(id, "user " + id, id % 30)));
    }

    @AfterAll
    static void close() {
        hansock.close();
    }

    private static HansockBuilder builder() {
        HansockBuilder builder = CommandFixture.login(PatientClient.builder(), DB);
        for (Kind kind : Kind.values()) {
            builder.server(CommandFixture.server(
                    name(kind),
                    kind,
                    DB,
                    "create table users (id bigint primary key, name varchar(40) collate utf8mb4_bin, views int not null)",
                    "create table numbers (n int primary key)",
                    "insert into numbers with recursive s as (select 1 as n union all select n + 1 from s where n < 1000)"
                            + " select n from s"));
        }
        return builder;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<Top> expected(int limit) {
        return IntStream.rangeClosed(1, USERS_IN_ALL)
                .mapToObj(id -> new Top("user " + id, id % 30))
                .sorted(BY_VIEWS)
                .limit(limit)
                .toList();
    }

    @Test
    void theExamplesOfTheDocumentation() {
        List<Top> seen = new ArrayList<>();
        // tag::example[]
        long onOne = hansock.sql()
                .on("mariadb_11_8")
                .query("select count(*) from users")
                .value(Long.class)
                .orElseThrow();
        Optional<String> name = hansock.sql()
                .on(USERS.shard(42))
                .query("select name from users where id = ?", 42)
                .value(String.class);

        long changed = hansock.transaction(
                        USERS.shard(42), tx -> tx.update("update users set views = views + 1 where id = ?", 42))
                .affectedRows();

        List<Top> top = hansock.sql()
                .onAllServers()
                .query("select name, views from users order by views desc limit ?", 10)
                .mergedBy(comparingLong(Top::views).reversed())
                .list(Top.class);

        try (Stream<Top> all = hansock.sql().onAllServers().query("select name, views from users").stream(Top.class)) {
            all.forEach(seen::add);
        }
        // end::example[]
        assertThat(onOne).isPositive();
        assertThat(name).contains("user 42");
        assertThat(changed).isEqualTo(1);
        assertThat(top).hasSizeGreaterThan(10);
        assertThat(seen).hasSize(USERS_IN_ALL);
        hansock.update(USERS.key(42).set("views", 42 % 30));
    }

    @Test
    void theOwnerOfAKeyHasItsRows() {
        for (long id = 1; id <= USERS_IN_ALL; id++) {
            assertThat(hansock.sql()
                            .on(USERS.shard(id))
                            .query("select name from users where id = ?", id)
                            .value(String.class))
                    .contains("user " + id);
        }
        List<Long> each = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            each.add(hansock.sql()
                    .on(name(kind))
                    .query("select count(*) from users")
                    .value(Long.class)
                    .orElseThrow());
        }
        assertThat(each).allMatch(count -> count > 0);
        assertThat(each.stream().mapToLong(Long::longValue).sum()).isEqualTo(USERS_IN_ALL);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> hansock.sql().on("nowhere"))
                .withMessageContaining("nowhere");
    }

    @Test
    void transactionsRunOnTheOwnerOfAKey() throws Exception {
        long id = 1000;
        hansock.insert(USERS, new User(id, "tx", 100));
        try {
            long changed = hansock.transaction(
                            USERS.shard(id), tx -> tx.update("update users set views = views + 1 where id = ?", id))
                    .affectedRows();
            assertThat(changed).isEqualTo(1);
            assertThatThrownBy(() -> hansock.transaction(
                            USERS.shard(id), TransactionOptions.at(Isolation.READ_COMMITTED), tx -> {
                                tx.update("update users set views = 0 where id = ?", id);
                                throw new IOException("undone");
                            }))
                    .isInstanceOf(IOException.class);
            long later = hansock.async()
                    .transaction(
                            USERS.shard(id),
                            tx -> tx.update("update users set views = views + 1 where id = ?", id)
                                    .thenApply(result -> result.affectedRows()))
                    .get(10, TimeUnit.SECONDS);
            assertThat(later).isEqualTo(1);
            assertThat(hansock.findOne(USERS, id)).map(User::views).contains(102);
        } finally {
            hansock.delete(USERS.key(id));
        }
    }

    @Test
    void mergedByAComparator() throws Exception {
        AllServersQuery query = hansock.sql().onAllServers().query(TOP, 40);
        assertThat(query.mergedBy(BY_VIEWS).list(Top.class).subList(0, 40)).isEqualTo(expected(40));
        List<Top> top = hansock.sql()
                .onAllServers()
                .query("select name, views from users order by views desc limit ?", 10)
                .mergedBy(comparingLong(Top::views).reversed())
                .list(Top.class);
        assertThat(top)
                .extracting(Top::views)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .hasSize(30);
        try (Stream<Top> rows = query.mergedBy(BY_VIEWS).stream(Top.class)) {
            assertThat(rows.limit(40)).isEqualTo(expected(40));
        }
        try (Stream<Long> rows = hansock
                .sql()
                .onAllServers()
                .query("select id from users order by id")
                .mergedBy(Comparator.<Long>naturalOrder())
                .stream(row -> row.getLong(1))) {
            assertThat(rows)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, USERS_IN_ALL).boxed().toList());
        }
        assertThat(query.async()
                        .merged(BY_VIEWS, row -> new Top(row.getString(1), row.getLong(2)))
                        .get(10, TimeUnit.SECONDS)
                        .subList(0, 40))
                .isEqualTo(expected(40));
    }

    @Test
    void withoutAComparatorServerByServer() throws Exception {
        AllServersQuery query =
                hansock.sql().onAllServers().query("select @@version as name, count(*) as views from users");
        List<Top> whole = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            whole.addAll(hansock.sql()
                    .on(name(kind))
                    .query("select @@version as name, count(*) as views from users")
                    .list(Top.class));
        }
        assertThat(query.list(Top.class)).isEqualTo(whole);
        try (Stream<Top> rows = query.stream(Top.class)) {
            assertThat(rows).isEqualTo(whole);
        }
        assertThat(query.async().list(Top.class).get(10, TimeUnit.SECONDS)).isEqualTo(whole);
    }

    @Test
    void rowsThatNobodyAsksForStayOnTheServers() {
        for (int i = 0; i < 3; i++) {
            try (Stream<Top> rows = hansock.sql().onAllServers().query(ENDLESS).stream(Top.class)) {
                assertThat(rows.limit(50_000).count()).isEqualTo(50_000);
            }
            try (Stream<Top> rows = hansock
                    .sql()
                    .onAllServers()
                    .query(ENDLESS.replace("order by null", "where a.n = 1"))
                    .mergedBy(comparingLong(Top::views))
                    .stream(Top.class)) {
                assertThat(rows.limit(50_000).count()).isEqualTo(50_000);
            }
        }
        assertThat(hansock.sql().onAllServers().query("select 1 as n").list(row -> row.getInt(1)))
                .containsExactly(1, 1, 1);
    }

    @Test
    void aServerThatRefusesFailsTheCallByItsName() {
        String other = name(Kind.MARIADB_11_8);
        hansock.sql().on(other).update("create table if not exists apart (n int)");
        try {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.sql()
                            .onAllServers()
                            .query("select n from apart")
                            .list(row -> row.getInt(1)))
                    .matches(e -> !other.equals(e.server()) && e.kind() == ServerException.Kind.NO_SUCH_TABLE);
            hansock.sql().on(name(Kind.MARIADB_10_11)).update("create table if not exists apart (n int)");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> {
                        try (Stream<Integer> rows = hansock
                                .sql()
                                .onAllServers()
                                .query("select n from apart order by n")
                                .mergedBy(Comparator.<Integer>naturalOrder())
                                .stream(row -> row.getInt(1))) {
                            assertThat(rows.count()).isZero();
                        }
                    })
                    .matches(e -> name(Kind.MYSQL_9_7).equals(e.server()));
            assertThatThrownBy(() -> hansock.sql()
                            .onAllServers()
                            .query("select n from apart")
                            .async()
                            .list(row -> row.getInt(1))
                            .get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(name(Kind.MYSQL_9_7));
        } finally {
            hansock.sql().on(other).update("drop table apart");
            hansock.sql().on(name(Kind.MARIADB_10_11)).update("drop table if exists apart");
        }
    }

    @Test
    void oneDeadlineForAll() {
        Stopwatch stopwatch = Stopwatch.start();
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> hansock.withTimeout(Duration.ofMillis(500))
                        .sql()
                        .onAllServers()
                        .query("select sleep(?)", 5)
                        .list(row -> row.getInt(1)))
                .matches(e -> e.server() != null);
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> hansock
                        .sql()
                        .onAllServers()
                        .withTimeout(Duration.ofMillis(500))
                        .query("select sleep(?)", 5)
                        .mergedBy(Comparator.<Integer>naturalOrder())
                        .stream(row -> row.getInt(1)));
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
        assertThat(hansock.sql().onAllServers().query("select 1").list(row -> row.getInt(1)))
                .hasSize(3);
    }

    @Test
    void cancellingFreesTheOnlyConnectionToEachServer() {
        HansockBuilder builder =
                CommandFixture.login(PatientClient.builder(), DB).sqlSessions(1);
        for (Kind kind : Kind.values()) {
            SqlServer server = SqlServer.shared(kind);
            builder.server(ServerSettings.of(name(kind), server.host()).sqlPort(server.port()));
        }
        try (Hansock narrow = builder.build()) {
            Stopwatch stopwatch = Stopwatch.start();
            CompletableFuture<List<Integer>> sleeping = narrow.sql()
                    .onAllServers()
                    .query("select sleep(?)", 25)
                    .async()
                    .list(row -> row.getInt(1));
            assertThat(sleeping.cancel(false)).isTrue();
            assertThat(narrow.sql().onAllServers().query("select 1").list(row -> row.getInt(1)))
                    .hasSize(3);
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aServerThatIsDownFailsTheCallByItsName() {
        SqlServer up = SqlServer.shared(Kind.MARIADB_10_11);
        try (Hansock withOneDown = CommandFixture.login(PatientClient.builder(), DB)
                .server(ServerSettings.of("up", up.host()).sqlPort(up.port()))
                .server(ServerSettings.of("gone", "127.0.0.1").sqlPort(1))
                .database(DB)
                .build()) {
            assertThatExceptionOfType(ChannelLostException.class)
                    .isThrownBy(() ->
                            withOneDown.sql().onAllServers().query("select 1").list(row -> row.getInt(1)))
                    .matches(e -> "gone".equals(e.server()));
        }
    }

    @Test
    void rowsThatAreNotInThatOrderAreNeverGuessedAt() {
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> hansock.sql()
                        .onAllServers()
                        .query("select id from users order by id desc")
                        .mergedBy(Comparator.<Long>naturalOrder())
                        .list(row -> row.getLong(1)))
                .matches(e -> e.kind() == ResultException.Kind.UNORDERED);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> hansock.sql().onAllServers().query("select ?", new ByteArrayInputStream(new byte[1])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hansock.sql()
                        .onAllServers()
                        .query("select 'x' as s")
                        .mergedBy(Comparator.<String>naturalOrder())
                        .list(String.class));
    }

    @Test
    void whoDoesNotLogInIsToldSo() {
        try (Hansock withoutUser = PatientClient.builder()
                .server(ServerSettings.of("east", "localhost"))
                .database(DB)
                .build()) {
            assertThatThrownBy(() -> withoutUser.sql().onAllServers())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("user");
            assertThatThrownBy(() -> withoutUser.sql().on("east")).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> withoutUser.transaction(USERS.shard(1), tx -> tx.query("select 1")))
                    .isInstanceOf(ConfigurationException.class);
        }
    }
}
