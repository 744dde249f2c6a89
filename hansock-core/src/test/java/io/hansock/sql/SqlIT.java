package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.HansockException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements and their results, on real servers. */
class SqlIT {
    private static final String NAME = "sql_it";

    record Person(int id, String name, Optional<Integer> age) {}

    @ParameterizedTest
    @EnumSource
    void runsTextAndPreparedStatements(SqlServer.Kind kind) {
        try (SqlClient sql = people(kind)) {
            assertThat(sql.query("select * from people order by id").list(Person.class))
                    .containsExactly(
                            new Person(1, "ann", Optional.of(30)),
                            new Person(2, "bob", Optional.empty()),
                            new Person(3, "çelik 🙂", Optional.of(50)));
            for (int i = 0; i < 3; i++) {
                assertThat(sql.query("select name from people where id = ?", 3).value(String.class))
                        .contains("çelik 🙂");
                assertThat(sql.query("select name from people where id = ?", 4).value(String.class))
                        .isEmpty();
            }
            assertThat(sql.query("select * from people where age > ? or age is null", 40)
                            .list(Person.class))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsChangedRowsAndTellsGeneratedKeys(SqlServer.Kind kind) {
        try (SqlClient sql = people(kind)) {
            UpdateResult inserted = sql.update("insert into people (name, age) values (?, ?)", "dora", null);
            assertThat(inserted.affectedRows()).isEqualTo(1);
            assertThat(inserted.generatedKey()).isEqualTo(4);
            UpdateResult updated = sql.update("update people set age = 1 where id < ?", 3);
            assertThat(updated.affectedRows()).isEqualTo(2);
            assertThat(updated.key()).isEmpty();
            assertThat(updated.info()).startsWith("Rows matched: 2");
            assertThat(sql.update("delete from people").affectedRows()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalLeavesTheConnectionUsable(SqlServer.Kind kind) {
        try (SqlClient sql = people(kind)) {
            assertThatThrownBy(() -> sql.query("select nothing from nowhere"))
                    .isInstanceOfSatisfying(
                            ServerException.class, e -> assertThat(e.sqlState()).contains("42S02"));
            assertThatThrownBy(() -> sql.query("select nothing from nowhere where id = ?", 1))
                    .isInstanceOf(ServerException.class);
            assertThatThrownBy(() -> sql.update("insert into people (id, name) values (?, ?)", 1, "eve"))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY))
                    .hasMessageNotContaining("eve");
            assertThatThrownBy(() -> sql.update("select 1")).isInstanceOf(ResultException.class);
            assertThatThrownBy(() -> sql.query("delete from people where id = ?", 1))
                    .isInstanceOf(ResultException.class);
            assertThatThrownBy(() -> sql.query("select * from people where id = ?", 1, 2))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(sql.query("select count(*) from people").value(Long.class))
                    .contains(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterTypeComesBackAsItself(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update(
                    "create table t (i bigint, u bigint unsigned, d decimal(65,30), f float, g double, b boolean, s text,"
                            + " r blob, da date, ti time(6), dt datetime(6), ts timestamp(6) null, id binary(16), e varchar(10), y year)");
            UUID id = UUID.randomUUID();
            Instant instant = Instant.parse("2024-02-29T12:34:56.789012Z");
            BigInteger largest = new BigInteger("18446744073709551615");
            BigDecimal decimal = new BigDecimal("-12345678901234567890123456789012345.123456789012345678901234567890");
            sql.update(
                    "insert into t values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    Long.MIN_VALUE,
                    largest,
                    decimal,
                    1.5f,
                    -2.25,
                    true,
                    "a'b\\c\u0000🙂",
                    new byte[] {0, -1, 39, 92},
                    LocalDate.of(2024, 2, 29),
                    Duration.ofHours(-838).minusSeconds(1),
                    LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000),
                    instant,
                    id,
                    SqlServer.Kind.MYSQL_9_7,
                    2024);
            Row row = sql.query("select * from t where i = ?", Long.MIN_VALUE)
                    .rows()
                    .row(0);
            assertThat(row.getLong("i")).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getBigInteger("u")).isEqualTo(largest);
            assertThat(row.getBigDecimal("d")).isEqualTo(decimal);
            assertThat(row.getFloat("f")).isEqualTo(1.5f);
            assertThat(row.getDouble("g")).isEqualTo(-2.25);
            assertThat(row.getBoolean("b")).isTrue();
            assertThat(row.getString("s")).isEqualTo("a'b\\c\u0000🙂");
            assertThat(row.getBytes("r")).containsExactly(0, -1, 39, 92);
            assertThat(row.getLocalDate("da")).isEqualTo("2024-02-29");
            assertThat(row.getDuration("ti")).isEqualTo(Duration.ofHours(-838).minusSeconds(1));
            assertThat(row.getLocalDateTime("dt")).isEqualTo(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000));
            assertThat(row.getInstant("ts")).isEqualTo(instant);
            assertThat(row.getUuid("id")).isEqualTo(id);
            assertThat(row.get("e", SqlServer.Kind.class)).isEqualTo(SqlServer.Kind.MYSQL_9_7);
            assertThat(row.getInt("y")).isEqualTo(2024);
            Row time = sql.query("select cast(? as time(6))", LocalTime.of(1, 2, 3))
                    .rows()
                    .row(0);
            assertThat(time.getLocalTime(1)).isEqualTo(LocalTime.of(1, 2, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsAreParametersOfAnyLength(SqlServer.Kind kind) {
        byte[] content = new byte[3_000_000];
        Arrays.fill(content, (byte) 'x');
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (id int primary key, content longblob)");
            for (int id = 1; id <= 3; id++) {
                byte[] some = Arrays.copyOf(content, id == 2 ? 0 : content.length / id);
                sql.update("insert into t values (?, ?)", id, new ByteArrayInputStream(some));
                assertThat(sql.query("select content from t where id = ?", id).value(byte[].class))
                        .contains(some);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesBeyond16MiBBothWays(SqlServer.Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client()) {
            sql.update("create table t (id int primary key, content longtext)");
            for (int length : new int[] {0xff_ffff - 50, 0xff_ffff, 0xff_ffff + 1, 17_000_000}) {
                String text = "y".repeat(length);
                sql.update("replace into t values (1, ?)", text);
                assertThat(sql.query("select content from t").value(String.class))
                        .contains(text);
                assertThat(sql.query("select content from t where id = ?", 1).value(String.class))
                        .contains(text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPipelineIsManyStatementsInOneRoundTrip(SqlServer.Kind kind) {
        try (SqlClient sql = people(kind)) {
            Pipeline.Answer<?>[] answers = new Pipeline.Answer<?>[5];
            sql.pipeline(all -> {
                answers[0] = all.query("select name from people where id = ?", 1);
                answers[1] = all.update("update people set age = 7 where id = 1");
                answers[2] = all.query("select wrong from people where id = ?", 1);
                answers[3] = all.update("insert into people (id, name) values (?, ?)", 1, "twice");
                answers[4] = all.query("select name from people where id = ?", 3);
            });
            assertThat(((QueryResult) answers[0].get()).value(String.class)).contains("ann");
            assertThat(((UpdateResult) answers[1].get()).affectedRows()).isEqualTo(1);
            assertThatThrownBy(answers[2]::get).isInstanceOf(ServerException.class);
            assertThatThrownBy(answers[3]::get).isInstanceOf(ServerException.class);
            assertThat(((QueryResult) answers[4].get()).value(String.class)).contains("çelik 🙂");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchRunsOneStatementManyTimes(SqlServer.Kind kind) {
        try (SqlClient sql = people(kind)) {
            BatchResult inserted = sql.batch(
                    "insert into people (name, age) values (?, ?)",
                    List.of(Arrays.asList("x", 1), Arrays.asList("y", null), Arrays.asList(null, 3)));
            assertThat(inserted.affectedRows()).isEqualTo(3);
            assertThat(sql.query("select count(*) from people").value(Long.class))
                    .contains(6L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchMayBeLongAndMayBeRefused(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().cachedStatements(0).build()) {
            sql.update("create table t (id int primary key, content text)");
            String content = "z".repeat(60_000);
            List<List<Object>> sets = IntStream.range(0, 200)
                    .mapToObj(id -> List.<Object>of(id, id % 3 == 0 ? content : "é"))
                    .toList();
            assertThat(sql.batch("insert into t values (?, ?)", sets).affectedRows())
                    .isEqualTo(200);
            assertThat(sql.query("select count(*), sum(char_length(content)) from t")
                            .rows()
                            .row(0)
                            .getLong(2))
                    .isEqualTo(67 * 60_000 + 133);
            assertThatThrownBy(() -> sql.batch("insert into t values (?, ?)", sets.subList(0, 2)))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY));
            assertThatThrownBy(() -> sql.batch("select ?", List.of(List.of(1), List.of(2))))
                    .isInstanceOf(HansockException.class);
            assertThatThrownBy(() -> sql.batch("delete from t where id = ?", List.of(List.of(1, 2), List.of(3, 4))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(sql.batch("delete from t where id = ?", List.of(List.of(1), List.of(2), List.of(1)))
                            .affectedRows())
                    .isEqualTo(2);
        }
    }

    private static SqlClient people(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create table " + NAME
                                + ".people (id int primary key auto_increment, name text, age int) character set utf8mb4",
                        "insert into " + NAME + ".people values (1, 'ann', 30), (2, 'bob', null), (3, 'çelik 🙂', 50)");
        return fixture.client();
    }
}
