package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.sql.Prepared;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.ColumnFlag;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.NumberValue.Float64;
import io.hansock.value.NumberValue.Int32;
import io.hansock.value.Row;
import io.hansock.value.TimeValue.DateTime;
import io.hansock.value.TimeValue.Timestamp;
import io.hansock.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no column holds: expressions, whose types each server chooses for itself; and what a column makes of what others hold. */
class ExpressionTypesIT {
    private static final String NAME = "expression_types_it";

    /** The text of each, the same on all servers though not all give it the same type. */
    private static final List<String[]> EXPRESSIONS = List.of(
            cell("null", null),
            cell("1", "1"),
            cell("-1", "-1"),
            cell("true", "1"),
            cell("1 + 1", "2"),
            cell("1.50", "1.50"),
            cell("1 / 3", "0.3333"),
            cell("1e3", "1000"),
            cell("9223372036854775807", "9223372036854775807"),
            cell("18446744073709551615", "18446744073709551615"),
            cell("cast(-1 as unsigned)", "18446744073709551615"),
            cell("cast(1.5 as decimal(65,30))", "1.500000000000000000000000000000"),
            cell("'é🙂'", "é🙂"),
            cell("''", ""),
            cell("_latin1 x'e9'", "é"),
            cell("repeat('x', 300)", "x".repeat(300)),
            cell("date'2024-02-29'", "2024-02-29"),
            cell("timestamp'2024-02-29 01:02:03'", "2024-02-29 01:02:03"),
            cell("time'-100:00:00'", "-100:00:00"),
            cell("maketime(1, 2, 3)", "01:02:03"),
            cell("year('2024-01-01')", "2024"),
            cell("from_unixtime(86400)", "1970-01-02 00:00:00"),
            cell("if(1, null, 1)", null),
            cell("coalesce(null, 1, 'x')", "1"),
            cell("ifnull(null, date'2024-01-01')", "2024-01-01"),
            cell("json_array(1, 'x')", "[1, \"x\"]"),
            cell("count(*)", "1"),
            cell("sum(1.5)", "1.5"),
            cell("avg(2)", "2.0000"),
            cell("group_concat('a')", "a"),
            cell("bit_count(255)", "8"));

    private static String[] cell(String expression, String text) {
        return new String[] {expression, text};
    }

    @ParameterizedTest
    @EnumSource
    void expressionsAreTheSameInTextAndInBinary(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            for (String[] cell : EXPRESSIONS) {
                String select = "select " + cell[0];
                Row text = session.query(select).rows().row(0);
                Row binary = prepared(session, select);
                assertThat(text.valueOf(1)).as(select).isEqualTo(binary.valueOf(1));
                assertThat(text.getString(1)).as(select).isEqualTo(cell[1]);
                for (Class<?> type : ColumnCases.READ_AS) {
                    assertThat(ColumnCases.read(text, type))
                            .as("%s as %s", select, type.getSimpleName())
                            .isEqualTo(ColumnCases.read(binary, type));
                }
            }
        }
    }

    /** The text says less where the server promises a number of decimals for what it has computed with more. */
    @ParameterizedTest
    @EnumSource
    void aDoubleOfFixedDecimalsIsRoundedInText(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            assertThat(session.query("select pi()").rows().row(0).valueOf(1)).contains(new Float64(3.141593));
            Row binary = prepared(session, "select pi()");
            assertThat(binary.valueOf(1)).contains(new Float64(Math.PI));
            assertThat(binary.getDouble(1)).isEqualTo(Math.PI);
            assertThat(binary.getString(1)).isEqualTo("3.141593");
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatedColumnsAreColumnsLikeOthers(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            session.update("create table g (n int, twice int generated always as (n * 2) stored,"
                    + " name varchar(20) generated always as (concat('n', n)) virtual)");
            session.update("insert into g (n) values (?)", 21);
            for (Row row :
                    List.of(session.query("select * from g").rows().row(0), prepared(session, "select * from g"))) {
                assertThat(row.valueOf("twice")).contains(new Int32(42));
                assertThat(row.valueOf("name")).contains(new Value.Text("n21"));
            }
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> session.update("insert into g values (?, ?, ?)", 1, 2, "n1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColumnTellsWhereItComesFromAndWhatItIs(Kind kind) {
        try (SqlClient sql = SqlFixture.on(kind, NAME).client();
                SqlSession session = sql.lease()) {
            session.update(
                    "create table facts (id int unsigned not null auto_increment primary key, u varchar(10) not null unique,"
                            + " m int, t timestamp default current_timestamp on update current_timestamp, b text, key (m))");
            String select = "select id as i, u, m, t, b, 1 + 1 as two from facts as f";
            List<ColumnMetadata> told = session.query(select).columns().metadata();
            assertThat(told).extracting(ColumnMetadata::name).containsExactly("i", "u", "m", "t", "b", "two");
            assertThat(told).extracting(ColumnMetadata::originalName).containsExactly("id", "u", "m", "t", "b", "");
            assertThat(told.subList(0, 5)).allSatisfy(column -> {
                assertThat(column.table()).isEqualTo("f");
                assertThat(column.originalTable()).isEqualTo("facts");
                assertThat(column.schema()).isEqualTo(NAME);
            });
            assertThat(told.get(5).table()).isEmpty();
            assertThat(told.get(5).schema()).isEmpty();
            assertThat(told.get(0).flags())
                    .contains(
                            ColumnFlag.PRIMARY_KEY,
                            ColumnFlag.NOT_NULL,
                            ColumnFlag.AUTO_INCREMENT,
                            ColumnFlag.UNSIGNED);
            assertThat(told.get(1).flags()).contains(ColumnFlag.UNIQUE_KEY, ColumnFlag.NOT_NULL, ColumnFlag.NO_DEFAULT);
            assertThat(told.get(2).flags()).containsExactly(ColumnFlag.MULTIPLE_KEY);
            assertThat(told.get(3).flags()).contains(ColumnFlag.ON_UPDATE_NOW);
            assertThat(told.get(4).flags()).contains(ColumnFlag.BLOB).doesNotContain(ColumnFlag.BINARY);
            assertThat(prepared(session, "select * from (" + select + " union all select 1,'',1,now(),'',1) x")
                            .columns()
                            .metadata())
                    .extracting(ColumnMetadata::name)
                    .containsExactly("i", "u", "m", "t", "b", "two");
        }
    }

    /** A TIMESTAMP is a moment that each session sees in its own zone; a DATETIME is the same to all. */
    @ParameterizedTest
    @EnumSource
    void aTimestampIsShownInTheZoneOfTheSession(Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        Instant moment = Instant.parse("2024-02-29T22:00:00.000004Z");
        LocalDateTime shown = LocalDateTime.of(2024, 3, 1, 3, 30, 0, 4000);
        try (SqlClient utc = fixture.client();
                SqlClient elsewhere = fixture.builder().timeZone("+05:30").build();
                SqlSession session = elsewhere.lease()) {
            utc.update("create table z (t timestamp(6) null, d datetime(6))");
            utc.update("insert into z values (?, ?)", moment, moment);
            assertThat(utc.query("select t from z").value(Instant.class)).contains(moment);
            for (Row row :
                    List.of(session.query("select * from z").rows().row(0), prepared(session, "select * from z"))) {
                assertThat(row.valueOf("t")).contains(new Timestamp(new DateTime(2024, 3, 1, 3, 30, 0, 4)));
                assertThat(row.getLocalDateTime("t")).isEqualTo(shown);
                assertThat(row.getInstant("d")).isEqualTo(moment);
            }
            session.update("update z set t = ?", shown);
            assertThat(utc.query("select t from z").value(Instant.class)).contains(moment);
        }
    }

    private static Row prepared(SqlSession session, String select) {
        try (Prepared statement = session.prepare(select)) {
            return statement.query().rows().row(0);
        }
    }
}
