package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.Pipeline;
import io.hansock.sql.Prepared;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Bytes;
import io.hansock.value.NumberValue.Decimal;
import io.hansock.value.NumberValue.Int32;
import io.hansock.value.NumberValue.Int64;
import io.hansock.value.Row;
import io.hansock.value.TimeValue;
import io.hansock.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of a prepared statement are what its execution says, not what its preparation said, nor the execution before: a table changes, a
 * parameter has another type, a procedure answers several results. MariaDB leaves out what it thinks the client knows (section 6.1).
 */
class ChangingTypesIT {
    private static final String NAME = "changing_types_it";
    private static final String BY_ID = "select * from t where id = ?";

    @ParameterizedTest
    @EnumSource
    void aTableMayBeAlteredBetweenTwoExecutions(Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create table " + NAME + ".t (id int primary key, c int)",
                        "insert into " + NAME + ".t values (1, 65)");
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease();
                Prepared select = session.prepare(BY_ID)) {
            assertColumns(session, select, List.of("id", "c"), new Int32(65));
            sql.update("alter table t modify c varchar(20)");
            assertColumns(session, select, List.of("id", "c"), new Value.Text("65"));
            sql.update("alter table t modify c bigint");
            assertColumns(session, select, List.of("id", "c"), new Int64(65));
            sql.update("alter table t add d date default '2024-02-29' first");
            assertColumns(session, select, List.of("d", "id", "c"), new Int64(65));
            sql.update("alter table t modify c varbinary(20), modify id bigint after c");
            assertColumns(session, select, List.of("d", "c", "id"), blob("65"));
            sql.update("alter table t drop d, rename column c to e");
            sql.update("alter table t add c decimal(10,2) default 1.5");
            assertColumns(session, select, List.of("e", "id", "c"), new Decimal(new BigDecimal("1.50")));
            sql.update("drop table t");
            sql.update("create table t (c datetime(6), id int)");
            sql.update("insert into t values ('2024-02-29 01:02:03.000004', 1)");
            assertColumns(session, select, List.of("c", "id"), new TimeValue.DateTime(2024, 2, 29, 1, 2, 3, 4));
        }
    }

    /** By each of the ways in which rows are read, twice: what a server left out the first time must be known the second time. */
    private static void assertColumns(SqlSession session, Prepared select, List<String> names, Value c) {
        for (int i = 0; i < 2; i++) {
            List<Row> rows = new ArrayList<>();
            select.query(1).forEach(rows::add);
            List<Pipeline.Answer<QueryResult>> answers = new ArrayList<>();
            session.pipeline(all -> {
                answers.add(all.query(BY_ID, 1));
                answers.add(all.query(BY_ID, 1));
            });
            answers.forEach(answer -> answer.get().forEach(rows::add));
            try (RowStream stream = select.stream(1)) {
                stream.forEachRemaining(rows::add);
            }
            try (RowStream cursor = session.cursor(1, BY_ID, 1)) {
                cursor.forEachRemaining(rows::add);
            }
            session.query("select * from t").forEach(rows::add);
            assertThat(rows).hasSize(6).allSatisfy(row -> {
                assertThat(row.columns().names()).isEqualTo(names);
                assertThat(row.valueOf("c")).contains(c);
                assertThat(row.getInt("id")).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultHasTheTypeOfTheParameterNotOfThePreparation(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease();
                Prepared select = session.prepare("select ? as p, 7 as seven")) {
            for (int i = 0; i < 2; i++) {
                for (Object value : new Object[] {
                    1,
                    -1L,
                    new BigInteger("18446744073709551615"),
                    "text",
                    new BigDecimal("1.50"),
                    2.5,
                    new byte[] {0, -1},
                    LocalDate.of(2024, 2, 29),
                    LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000),
                    Duration.ofHours(-100),
                    ""
                }) {
                    Row row = select.query(value).rows().row(0);
                    assertThat((Object) row.get("p", value.getClass()))
                            .as(value.getClass().getSimpleName())
                            .isEqualTo(value);
                    assertThat(row.getInt("seven")).isEqualTo(7);
                }
                Row row = select.query((@Nullable Object) null).rows().row(0);
                assertThat(row.isNull("p")).isTrue();
                assertThat(row.getInt("seven")).isEqualTo(7);
            }
            BigInteger large = new BigInteger("18446744073709551614");
            assertThat(sql.query("select ?, ? + 1", large, large).rows().row(0).getBigInteger(2))
                    .isEqualTo(large.add(BigInteger.ONE));
        }
    }

    /** A MySQL takes a parameter for what it was at the first execution: the text would become 0. */
    @ParameterizedTest
    @EnumSource
    void whatIsStoredDoesNotDependOnWhatWasStoredBefore(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).builder().maxSessions(1).build()) {
            sql.update("create table t (id int primary key auto_increment, c text)");
            String insert = "insert into t (c) select json_array(?)";
            List<Object> values =
                    List.of(1, "text", 2.5, "12", LocalDate.of(2024, 2, 29), 7L, "x", Duration.ofHours(1), "y", 8);
            List<String> each = List.of("[1]", "[\"text\"]", "[2.5]", "[\"12\"]", "[7]", "[\"x\"]", "[\"y\"]", "[8]");
            values.forEach(value -> sql.update(insert, value));
            sql.pipeline(all -> values.forEach(value -> all.update(insert, value)));
            sql.batch(insert, values.stream().map(List::of).toList());
            List<String> stored = new ArrayList<>();
            sql.query("select c from t where c not like '%:%' and c not like '%-%' order by id")
                    .forEach(row -> stored.add(row.getString(1)));
            assertThat(stored)
                    .hasSize(3 * each.size())
                    .isEqualTo(Stream.of(each, each, each).flatMap(List::stream).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProcedureAnswersResultsOfManyShapesAndItsParameters(Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create procedure " + NAME + ".p(in a int, out b varchar(20) character set utf8mb4,"
                        + " inout c decimal(10,2), out d datetime(6), out e varbinary(20), out f bigint unsigned, out g time(3))"
                        + " begin select a as n; select 'x' as t, c as n from dual where a > 1;"
                        + " set b = concat('é', a), c = c * a, d = '2024-02-29 01:02:03.000004', e = x'00ff',"
                        + " f = 18446744073709551615, g = '-100:00:00.5'; end");
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease();
                Prepared call = session.prepare("call p(?, ?, ?, ?, ?, ?, ?)")) {
            for (int a = 1; a < 4; a++) {
                Results results = call.execute(a, null, new BigDecimal("1.25"), null, null, null, null);
                List<QueryResult> queries = results.queries();
                assertThat(queries).hasSize(2);
                assertThat(queries.get(0).value(Integer.class)).contains(a);
                assertThat(queries.get(1).columns().names()).containsExactly("t", "n");
                assertThat(queries.get(1).size()).isEqualTo(a > 1 ? 1 : 0);
                Row out = results.outParameters().orElseThrow();
                assertThat(out.columns().names()).containsExactly("b", "c", "d", "e", "f", "g");
                // MySQL says that it is bytes, which it is not
                assertThat(out.valueOf(1)).contains(kind.isMariaDb() ? new Value.Text("é" + a) : blob("é" + a));
                assertThat(out.getString(1)).isEqualTo("é" + a);
                assertThat(out.getBigDecimal(2)).isEqualTo(new BigDecimal("1.25").multiply(BigDecimal.valueOf(a)));
                assertThat(out.valueOf(3)).contains(new TimeValue.DateTime(2024, 2, 29, 1, 2, 3, 4));
                assertThat(out.getBytes(4)).containsExactly(0, -1);
                assertThat(out.getBigInteger(5)).isEqualTo("18446744073709551615");
                assertThat(out.getDuration(6)).isEqualTo(Duration.ofMillis(-360_000_500));
            }
            Row nothing = call.execute(null, null, null, null, null, null, null)
                    .outParameters()
                    .orElseThrow();
            assertThat(nothing.valueOf("b")).contains(new Value.Null());
            assertThat(nothing.valueOf("c")).contains(new Value.Null());
        }
    }

    private static Value blob(String text) {
        return new Value.Blob(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
