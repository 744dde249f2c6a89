package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ResultException;
import io.hansock.mysql.ColumnCase.CellCase;
import io.hansock.sql.Prepared;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.ColumnFlag;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import io.hansock.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of column on every server: its smallest, its largest and its odd values, and NULL, by the text and by the binary protocol; as
 * {@link Value}, by type, as a component of a record; stored again from each of these; and what is told of the column.
 */
class TypesIT {
    private static final String NAME = "types_it";
    private static final String ALL = "select cell from cells order by id";
    private static final String STORE = "insert into cells (cell) values (?)";

    private static final Map<Kind, SqlClient> CLIENTS = new EnumMap<>(Kind.class);

    private static Stream<Arguments> columns() {
        return Stream.of(Kind.values())
                .flatMap(kind -> ColumnCases.on(kind).stream().map(column -> Arguments.of(kind, column)));
    }

    /** Strict, so that nothing is cut on the way in; but dates need not be in a calendar. */
    private static SqlSession session(Kind kind, ColumnCase column) {
        SqlClient client = CLIENTS.computeIfAbsent(
                kind,
                on -> SqlFixture.on(on, NAME)
                        .builder()
                        .variable("sql_mode", "'STRICT_ALL_TABLES,ALLOW_INVALID_DATES'")
                        .build());
        SqlSession session = client.lease();
        session.update("create temporary table cells (id int primary key auto_increment, cell " + column.declaration()
                + " null) character set utf8mb4");
        return session;
    }

    @AfterAll
    static void close() {
        CLIENTS.values().forEach(SqlClient::close);
        CLIENTS.clear();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("columns")
    void isReadAlikeInTextAndInBinary(Kind kind, ColumnCase column) {
        try (SqlSession session = session(kind, column)) {
            for (CellCase cell : column.cells()) {
                session.update("insert ignore into cells (cell) values (" + cell.literal() + ")");
            }
            session.update("insert into cells (cell) values (null)");
            Rows text = session.query(ALL).rows();
            Rows binary = prepared(session);
            assertMetadata(text.columns().metadata().get(0), column);
            assertThat(binary.columns().metadata()).isEqualTo(text.columns().metadata());
            for (int i = 0; i < column.cells().size(); i++) {
                CellCase cell = column.cells().get(i);
                assertThat(text.row(i).valueOf("cell")).as("text").contains(cell.text());
                assertThat(binary.row(i).valueOf("cell")).as("binary").contains(cell.value());
                assertReads(binary.row(i), cell);
                if (cell.text().equals(cell.value())) {
                    assertReads(text.row(i), cell);
                    assertSame(text.row(i), binary.row(i), column);
                }
            }
            assertNull(text.row(column.cells().size()), column);
            assertNull(binary.row(column.cells().size()), column);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("columns")
    void isStoredAgainAsItWasRead(Kind kind, ColumnCase column) {
        List<CellCase> cells = column.cells().stream().filter(CellCase::stored).toList();
        try (SqlSession session = session(kind, column)) {
            List<List<Object>> sets = new ArrayList<>();
            List<Value> expected = new ArrayList<>();
            for (CellCase cell : cells) {
                session.update(STORE, cell.value());
                expected.add(cell.value());
                sets.add(List.of(cell.value()));
                if (cell.object() != null) {
                    session.update(STORE, cell.object());
                    expected.add(cell.value());
                    sets.add(List.of(cell.object()));
                }
            }
            session.update(STORE, new Value.Null());
            sets.add(Collections.singletonList(null));
            expected.add(new Value.Null());
            session.batch(STORE, sets);
            expected.addAll(List.copyOf(expected));
            assertThat(prepared(session))
                    .extracting(row -> row.valueOf(1).orElseThrow())
                    .isEqualTo(expected);
        }
    }

    private static Rows prepared(SqlSession session) {
        try (Prepared select = session.prepare(ALL)) {
            return select.query().rows();
        }
    }

    private static void assertMetadata(ColumnMetadata told, ColumnCase column) {
        assertThat(told.name()).isEqualTo("cell");
        assertThat(told.originalTable()).isEqualTo("cells");
        assertThat(told.type()).isEqualTo(column.type());
        assertThat(told.isUnsigned() && told.type().isNumber()).isEqualTo(column.isUnsigned());
        assertThat(told.is(ColumnFlag.ZEROFILL) && column.type().isNumber()).isEqualTo(column.isZerofill());
        assertThat(told.is(ColumnFlag.NOT_NULL)).isFalse();
        assertThat(column.allowsDecimals(told.decimals()))
                .as("decimals %d", told.decimals())
                .isTrue();
        assertThat(column.allowsLength(told.length()))
                .as("length %d", told.length())
                .isTrue();
        assertThat(told.charset())
                .isEqualTo(column.type().isText() ? Optional.of(StandardCharsets.UTF_8) : Optional.empty());
    }

    private static void assertReads(Row row, CellCase cell) {
        Object object = cell.object();
        if (object != null) {
            assertThat((Object) row.get("cell", object.getClass())).isEqualTo(object);
            assertThat(OneCell.of(object.getClass(), row)).isEqualTo(object);
        }
    }

    /** Whatever a cell is asked for, the answer, also that there is none, does not depend on the protocol. */
    private static void assertSame(Row text, Row binary, ColumnCase column) {
        for (Class<?> type : ColumnCases.READ_AS) {
            assertThat(ColumnCases.read(text, type))
                    .as("%s as %s", column, type.getSimpleName())
                    .isEqualTo(ColumnCases.read(binary, type));
        }
    }

    private static void assertNull(Row row, ColumnCase column) {
        assertThat(row.valueOf("cell")).contains(new Value.Null());
        assertThat(row.isNull("cell")).isTrue();
        for (Class<?> type : ColumnCases.READ_AS) {
            assertThat(ColumnCases.read(row, type)).as("%s as %s", column, type).isNull();
        }
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> row.getLong("cell"))
                .withMessageContaining("cell is NULL");
    }
}
