package io.hansock.statement;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.metadata.TableMetadata;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements read by the index that they name, and no more entries of it than they answer. */
class IndexUseIT {
    private static final String DB = "index_use_it";
    private static final int LIMIT = 5;

    private static final Table<Row> WALKED = Table.of("walked", "id", "a", "b", "e", "f");
    private static final Index<Row> BY_AB = WALKED.index("ab", "a", "b");
    private static final Index<Row> BY_E = WALKED.index("e", "e");
    private static final Index<Row> BY_F = WALKED.index("f", "f");

    @ParameterizedTest
    @EnumSource
    void rangesBeginWithOneLookIntoTheIndex(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB).withDigits();
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table walked (id int primary key, a int, b varchar(20) not null,"
                                + " e enum('x','y','z') not null, f float, key ab (a, b), key e (e), key f (f))",
                        "insert into walked select p.d * 512 + q.d * 64 + r.d * 8 + s.d, if(r.d = 7, null, q.d), s.d,"
                                + " 1 + mod(s.d, 3), r.d + 0.1 from digits p, digits q, digits r, digits s",
                        "analyze table walked");
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            TableMetadata metadata = new MetadataReader(sql.async())
                    .read(DB, "walked")
                    .get(10, TimeUnit.SECONDS)
                    .orElseThrow();
            TableStatements statements = new TableStatements(metadata);
            for (Find<Row> find : List.of(
                    WALKED.primary().ge(100),
                    WALKED.primary().lt(100),
                    BY_AB.eq(3),
                    BY_AB.eq(3, "4"),
                    BY_AB.eq((Object) null),
                    BY_AB.eq(null, "2"),
                    BY_AB.ge(3, "4"),
                    BY_AB.gt(3, "4"),
                    BY_AB.le(3, "4"),
                    BY_AB.lt(3, "4"),
                    BY_AB.gt(3),
                    BY_AB.le(3),
                    BY_AB.ge(null, "4"),
                    BY_AB.lt(0, "4"),
                    BY_AB.between(2, 4),
                    BY_AB.eq(3).takeWhile("b", le("5")),
                    BY_E.eq("y"),
                    BY_E.ge("y"),
                    BY_F.eq(3.1f),
                    BY_F.ge(3.1f),
                    BY_F.lt(3.1f))) {
                Statement statement = statements.find(find.limit(LIMIT));
                long before = read(session);
                assertThat(session.query(statement.sql(), statement.parameters().toArray())
                                .size())
                        .as("%s, %s", find, statement.sql())
                        .isEqualTo(LIMIT);
                assertThat(read(session) - before)
                        .as("entries read by %s, %s", find, statement.sql())
                        .isLessThanOrEqualTo(2 * LIMIT + 2);
            }
            KeyQuery key = statements.keyQuery(WALKED);
            long before = read(session);
            assertThat(session.query(key.sql(), key.parameters(7).toArray()).size())
                    .isEqualTo(1);
            assertThat(read(session) - before).isLessThanOrEqualTo(1);
            KeyQuery.Several several = Objects.requireNonNull(key.several());
            Object[] keys = IntStream.range(0, several.keys())
                    .mapToObj(i -> 20L * i + 1)
                    .toArray();
            before = read(session);
            assertThat(session.query(several.sql(), keys).size()).isEqualTo(keys.length);
            assertThat(read(session) - before).isLessThanOrEqualTo(2L * keys.length);
            // rows beyond a limit of the session's would look like rows that are not there
            session.update("set sql_select_limit = 3");
            assertThat(session.query(several.sql(), keys).size()).isEqualTo(keys.length);
        }
    }

    /** Where the index has only beginnings it is sorted by what is in the rows, all of them that the bounds admit. */
    @ParameterizedTest
    @EnumSource
    void boundsBoundWhatIsReadByBeginnings(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB).withDigits();
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table codes (code char(4) collate utf8mb4_bin primary key, n int not null,"
                                + " key begin (code(1)), key n_begin (n, code(1)))",
                        "insert into codes select concat(p.d, q.d, r.d, s.d), q.d from digits p, digits q, digits r, digits s",
                        "analyze table codes");
        Table<Row> codes = Table.of("codes", "code", "n").primaryKey("code");
        Index<Row> begin = codes.index("begin", "code");
        Index<Row> byN = codes.index("n_begin", "n", "code");
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            TableStatements statements = new TableStatements(new MetadataReader(sql.async())
                    .read(DB, "codes")
                    .get(10, TimeUnit.SECONDS)
                    .orElseThrow());
            for (Find<Row> find : List.of(
                    begin.between("1", "2"),
                    begin.ge("1000").takeWhile("code", le("2")),
                    byN.ge(1, "1").takeWhile("n", eq(1)),
                    byN.eq(2, "1234").takeWhile("n", eq(2)).where("code", ne("1235")))) {
                Statement statement = statements.find(find.limit(LIMIT));
                long before = read(session);
                assertThat(session.query(statement.sql(), statement.parameters().toArray())
                                .size())
                        .as("%s, %s", find, statement.sql())
                        .isPositive();
                assertThat(read(session) - before)
                        .as("entries of 4096 read by %s, %s", find, statement.sql())
                        .isLessThan(1_200);
            }
        }
    }

    static long read(SqlSession session) {
        long sum = 0;
        for (Row row : session.query("show session status like 'Handler_read%'").rows()) {
            if (!row.getString(1).startsWith("Handler_read_rnd")) {
                sum += row.getLong(2);
            }
        }
        return sum;
    }
}
