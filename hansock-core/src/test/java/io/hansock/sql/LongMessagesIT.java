package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of several packets, both ways: also those that end where a packet does, which an empty one follows. */
class LongMessagesIT {
    private static final String NAME = "long_messages_it";

    /** The longest payload of a packet. */
    private static final int FULL = 0xff_ffff;

    // What stands in front of the text in the only packet that matters.
    private static final int IN_TEXT_ROW = 4;
    private static final int IN_BINARY_ROW = 2 + 4;
    private static final int IN_QUERY = 1;
    private static final int IN_EXECUTION = 10 + 1 + 1 + 2 + 4;

    private static Stream<Arguments> links() {
        return Stream.of(SqlServer.Kind.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
    }

    private static SqlClient client(SqlServer.Kind kind, boolean compressed) {
        SqlClient sql = SqlFixture.on(kind, NAME)
                .builder()
                .login(login -> compressed ? login.compressed() : login)
                .build();
        try (SqlSession session = sql.lease()) {
            assertThat(session.capabilities().has(Capability.COMPRESS)).isEqualTo(compressed);
        }
        return sql;
    }

    @ParameterizedTest(name = "{0}, compressed: {1}")
    @MethodSource("links")
    void rowsOfAnyLengthArrive(SqlServer.Kind kind, boolean compressed) {
        try (SqlClient sql = client(kind, compressed)) {
            for (int payload : new int[] {FULL - 1, FULL, FULL + 1, 2 * FULL, 2 * FULL + 1}) {
                int text = payload - (payload < 2 * FULL ? IN_TEXT_ROW : IN_TEXT_ROW + 5);
                requireText(sql.query("select repeat('x', " + text + ")"), text);
                int cell = payload - (payload < 2 * FULL ? IN_BINARY_ROW : IN_BINARY_ROW + 5);
                requireText(sql.query("select repeat('x', ?)", cell), cell);
            }
        }
    }

    private static void requireText(QueryResult result, int length) {
        byte[] expected = new byte[length];
        Arrays.fill(expected, (byte) 'x');
        assertThat(result.rows().row(0).getBytes(1)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, compressed: {1}")
    @MethodSource("links")
    void statementsOfAnyLengthAreSent(SqlServer.Kind kind, boolean compressed) {
        String head = "select length('";
        String tail = "')";
        try (SqlClient sql = client(kind, compressed)) {
            for (int payload : new int[] {FULL - 1, FULL, FULL + 1, 2 * FULL, 2 * FULL + 1}) {
                int text = payload - IN_QUERY - head.length() - tail.length();
                assertThat(sql.query(head + "y".repeat(text) + tail).value(Integer.class))
                        .contains(text);
                int parameter = payload - (payload < FULL + IN_EXECUTION ? IN_EXECUTION : IN_EXECUTION + 5);
                assertThat(sql.query("select length(?)", "z".repeat(parameter)).value(Integer.class))
                        .contains(parameter);
            }
        }
    }

    @ParameterizedTest(name = "{0}, compressed: {1}")
    @MethodSource("links")
    void longMessagesLeaveWhatFollowsInStep(SqlServer.Kind kind, boolean compressed) {
        byte[] content = new byte[FULL];
        Arrays.fill(content, (byte) 7);
        try (SqlClient sql = client(kind, compressed);
                SqlSession session = sql.lease()) {
            session.update("create table t (id int primary key, content longblob)");
            session.update("insert into t values (?, ?)", 1, content);
            session.update("insert into t values (?, ?)", 2, new ByteArrayInputStream(content));
            session.batch("insert into t values (?, ?)", List.of(List.of(3, content), List.of(4, content)));
            session.pipeline(all -> {
                Pipeline.Answer<QueryResult> first = all.query("select content from t where id = ?", 1);
                Pipeline.Answer<QueryResult> second = all.query("select count(*) from t");
                assertThat(first).isNotSameAs(second);
            });
            try (RowStream rows = session.stream("select id, content from t order by id")) {
                for (int id = 1; id <= 4; id++) {
                    Row row = rows.next();
                    assertThat(row.getInt(1)).isEqualTo(id);
                    assertThat(row.getBytes(2)).isEqualTo(content);
                }
                assertThat(rows.hasNext()).isFalse();
            }
            session.ping();
        }
    }
}
