package io.hansock.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.GuardPolicy;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes whose columns run against each other: what is not refused reads few entries, and what MySQL is not asked for would read many. */
class MixedDirectionsIT {
    private static final String DB = "mixed_directions_it";
    private static final int LIMIT = 5;
    private static final int FEW = 4 * LIMIT;

    private static final Table<Row> MIXED = Table.of("mixed", "id", "a", "b");
    private static final Index<Row> UP_DOWN = MIXED.index("up_down", "a", "b");
    private static final Index<Row> DOWN_UP = MIXED.index("down_up", "a", "b");
    private static final Index<Row> DOWN = MIXED.index("down", "a");
    private static final Table<Row> BEHIND = Table.of("behind", "id", "a");
    private static final Index<Row> BY_A = BEHIND.index("a", "a");

    @ParameterizedTest
    @EnumSource
    void fewEntriesAreReadOrNone(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB).withDigits();
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table mixed (id int primary key, a int, b int, key up_down (a, b desc), key down_up (a desc, b),"
                                + " key down (a desc))",
                        "create table behind (id int, a int, primary key (id desc), key a (a))",
                        "insert into mixed select p.d * 512 + q.d * 64 + r.d * 8 + s.d, q.d, r.d from digits p, digits q, digits r,"
                                + " digits s",
                        "insert into behind select id, a from mixed",
                        "analyze table mixed, behind");
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            assertThat(refused(kind, sql, session, UP_DOWN.ge(4, 4))).isFalse();
            assertThat(refused(kind, sql, session, UP_DOWN.lt(4, 4))).isEqualTo(!kind.isMariaDb());
            assertThat(refused(kind, sql, session, UP_DOWN.le(4))).isEqualTo(!kind.isMariaDb());
            assertThat(refused(kind, sql, session, UP_DOWN.eq(4))).isFalse();
            assertThat(refused(kind, sql, session, DOWN_UP.le(4, 4))).isFalse();
            assertThat(refused(kind, sql, session, DOWN_UP.ge(4, 4))).isEqualTo(!kind.isMariaDb());
            for (Index<Row> index : List.of(DOWN, BY_A)) {
                assertThat(refused(kind, sql, session, index.eq(4))).isFalse();
            }
            assertThat(refused(kind, sql, session, DOWN.le(4))).isFalse();
            assertThat(refused(kind, sql, session, BY_A.ge(4))).isFalse();
            for (Find<Row> againstThePrimaryKey : List.of(DOWN.ge(4), BY_A.le(4))) {
                if (kind.isMariaDb()) {
                    assertThat(refused(kind, sql, session, againstThePrimaryKey))
                            .isFalse();
                } else {
                    assertThat(read(session, statement(sql, againstThePrimaryKey)))
                            .as("MySQL sorts all that %s finds", againstThePrimaryKey)
                            .isGreaterThan(10 * FEW);
                }
            }
        }
    }

    private static boolean refused(Kind kind, SqlClient sql, SqlSession session, Find<Row> find) throws Exception {
        TableMetadata metadata = metadata(sql, find);
        GuardPolicy policy =
                new GuardPolicy(kind.isMariaDb(), true, GuardPolicy.Writing.SQL, GuardPolicy.Bypass.AVOIDED, false);
        Verdict<Find<Row>> verdict = new TableGuard(metadata, policy).judge(find);
        Statement statement = statement(sql, find);
        long read = read(session, statement);
        if (verdict instanceof Verdict.Refused<Find<Row>> refused) {
            assertThat(refused.exception("server"))
                    .hasMessageContainingAll(DB + ".mixed", find.index().name(), "another index", "[mixed-directions]");
            assertThat(read).as("%s would read", find).isGreaterThan(10 * FEW);
            return true;
        }
        assertThat(read).as("%s reads, %s", find, statement.sql()).isLessThanOrEqualTo(FEW);
        return false;
    }

    private static TableMetadata metadata(SqlClient sql, Find<Row> find) throws Exception {
        return new MetadataReader(sql.async())
                .read(DB, find.table().name())
                .get(10, TimeUnit.SECONDS)
                .orElseThrow();
    }

    private static Statement statement(SqlClient sql, Find<Row> find) throws Exception {
        return new TableStatements(metadata(sql, find)).find(find.limit(LIMIT));
    }

    /** How many entries the server reads for it. */
    private static long read(SqlSession session, Statement statement) {
        long before = IndexUseIT.read(session);
        assertThat(session.query(statement.sql(), statement.parameters().toArray())
                        .size())
                .isEqualTo(LIMIT);
        return IndexUseIT.read(session) - before;
    }
}
