package io.hansock.statement;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.ge;
import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.isNotNull;
import static io.hansock.index.Filters.isNull;
import static io.hansock.index.Filters.le;
import static io.hansock.index.Filters.lt;
import static io.hansock.index.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Filter;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Filters on the columns of an index and of the key behind it, in all directions that these can have: MariaDB (10.11.19, 11.8.6) leaves rows out
 * where it makes one range of conditions on three columns of which the third does not run as the second does.
 */
class MixedFiltersIT {
    private static final String DB = "mixed_filters_it";

    /** The last one is behind the index. */
    private static final List<String> COLUMNS = List.of("a", "b", "c", "id");

    private static final int KEY_COLUMNS = 3;

    /** In each column; 0 stands for NULL, which is the lowest of all. */
    private static final int VALUES = 4;

    private static final int ROWS = VALUES * VALUES * VALUES;
    private static final int FINDS = 100;

    private final Random random = new Random(262);

    @ParameterizedTest
    @EnumSource
    void leaveNoOtherRowsOut(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB);
        List<Map<String, Integer>> rows = rows();
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            for (Walked walked : tables()) {
                fixture.server().admin("use " + DB, walked.create(), walked.insert(rows));
                TableStatements statements = statements(sql, walked.name());
                for (int i = 0; i < FINDS; i++) {
                    Sought sought = new Sought(walked);
                    Statement statement = statements.find(sought.find);
                    assertThat(session
                                    .query(
                                            statement.sql(),
                                            statement.parameters().toArray())
                                    .stream()
                                    .map(row -> row.getInt("id")))
                            .as("%s %s in %s", statement.sql(), statement.parameters(), walked.create())
                            .containsExactlyElementsOf(sought.among(rows));
                }
            }
        }
    }

    /** No index is forced there, and filters are nothing to choose one by. */
    @ParameterizedTest
    @EnumSource
    void changesOfOneRowLookForItByItsKeyAlone(Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, DB);
        fixture.server()
                .admin(
                        "use " + DB,
                        "create table one (id int primary key, x int, a int, b int, unique key x (x), key k (a, b desc))",
                        "insert into one values (1, 1, 1, 1), (2, 2, 2, 2), (3, 3, 3, 3)");
        Table<Row> one = Table.of("one", "id", "x", "a", "b");
        Find<Row> second = one.index("x", "x")
                .eq(2)
                .takeWhile("x", ge(2))
                .where("a", ge(1))
                .where("b", ne(7))
                .limit(1);
        try (SqlClient sql = fixture.builder().build();
                SqlSession session = sql.lease()) {
            for (Change<Row> change :
                    List.of(second.set("b", 3), second.increment("a", 1).unlessSignChanges(), second.delete())) {
                Statement statement = statements(sql, "one").changeOfOne(change);
                Object[] parameters = statement.parameters().toArray();
                assertThat(session.query("explain format=traditional " + statement.sql(), parameters)
                                .list(row -> row.getString("possible_keys")))
                        .as(statement.sql())
                        .containsExactly("x");
                assertThat(session.update(statement.sql(), parameters).affectedRows())
                        .isEqualTo(1);
            }
        }
    }

    private static TableStatements statements(SqlClient sql, String table) throws Exception {
        return new TableStatements(new MetadataReader(sql.async())
                .read(DB, table)
                .get(10, TimeUnit.SECONDS)
                .orElseThrow());
    }

    private static List<Walked> tables() {
        List<Walked> tables = new ArrayList<>();
        for (int directions = 0; directions < 1 << COLUMNS.size(); directions++) {
            tables.add(new Walked("primary key", directions));
            tables.add(new Walked("unique key", directions));
        }
        return tables;
    }

    /** Each combination of values once, with ids in another order. */
    private List<Map<String, Integer>> rows() {
        List<Integer> ids = IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toList());
        Collections.shuffle(ids, random);
        return IntStream.range(0, ROWS)
                .mapToObj(n ->
                        Map.of("a", n % VALUES, "b", n / VALUES % VALUES, "c", n / VALUES / VALUES, "id", ids.get(n)))
                .toList();
    }

    /**
     * A table with an index on three columns.
     *
     * @param behind the kind of key that the server puts behind it
     * @param directions the bits of those that descend, of these columns and that key
     */
    private record Walked(String behind, int directions) {
        String name() {
            return behind.charAt(0) + "_" + directions;
        }

        boolean descends(int column) {
            return (directions >> column & 1) != 0;
        }

        String create() {
            List<String> parts = IntStream.range(0, COLUMNS.size())
                    .mapToObj(column -> COLUMNS.get(column) + (descends(column) ? " desc" : ""))
                    .toList();
            return "create table %s (id int not null, a int, b int, c int, %s (%s), key k (%s))"
                    .formatted(
                            name(), behind, parts.get(KEY_COLUMNS), String.join(", ", parts.subList(0, KEY_COLUMNS)));
        }

        String insert(List<Map<String, Integer>> rows) {
            return rows.stream()
                    .map(row -> COLUMNS.stream()
                            .map(column -> String.valueOf(value(row.get(column))))
                            .collect(Collectors.joining(", ", "(", ")")))
                    .collect(Collectors.joining(
                            ", ", "insert into " + name() + " (" + String.join(", ", COLUMNS) + ") values ", ""));
        }

        Index<Row> index() {
            return Table.of(name(), "id", "a", "b", "c").index("k", "a", "b", "c");
        }

        /** As the index has them. */
        Comparator<Map<String, Integer>> order() {
            return (one, other) -> {
                for (int i = 0; i < COLUMNS.size(); i++) {
                    int order = one.get(COLUMNS.get(i)).compareTo(other.get(COLUMNS.get(i)));
                    if (order != 0) {
                        return descends(i) ? -order : order;
                    }
                }
                return 0;
            };
        }

        /** Where a row stands to the values of a key when the first column ascends. */
        int toKey(Map<String, Integer> row, List<Integer> key) {
            for (int i = 0; i < key.size(); i++) {
                int order = row.get(COLUMNS.get(i)).compareTo(key.get(i));
                if (order != 0) {
                    return descends(i) == descends(0) ? order : -order;
                }
            }
            return 0;
        }
    }

    private static @Nullable Integer value(int number) {
        return number == 0 ? null : number;
    }

    /** A find drawn by lot, and what it is to find. */
    private final class Sought {
        private final Comparator<Map<String, Integer>> order;
        private Find<Row> find;
        private Predicate<Map<String, Integer>> isFound;

        Sought(Walked walked) {
            Comparison comparison = List.of(Comparison.EQ, Comparison.GE, Comparison.GT, Comparison.LE, Comparison.LT)
                    .get(random.nextInt(5));
            List<Integer> key = random.ints(1L + random.nextInt(KEY_COLUMNS), 0, VALUES)
                    .boxed()
                    .toList();
            boolean downwards = comparison == Comparison.LE || comparison == Comparison.LT;
            boolean fromTheEnd = comparison != Comparison.EQ && walked.descends(0) != downwards;
            this.order = fromTheEnd ? walked.order().reversed() : walked.order();
            this.find = find(walked.index(), comparison, key);
            this.isFound = row -> holds(comparison, walked.toKey(row, key));
            if (random.nextBoolean()) {
                bound(walked, comparison == Comparison.EQ ? key.size() : held(key), fromTheEnd);
            }
            for (String column : COLUMNS) {
                if (random.nextBoolean()) {
                    Filter filter = filter(1 + random.nextInt(column.equals("id") ? ROWS : VALUES - 1));
                    find = find.where(column, filter);
                    and(column, filter);
                }
            }
        }

        private static Find<Row> find(Index<Row> index, Comparison comparison, List<Integer> key) {
            @Nullable Object[] parts = key.stream().map(MixedFiltersIT::value).toArray();
            return switch (comparison) {
                case GE -> index.ge(parts);
                case GT -> index.gt(parts);
                case LE -> index.le(parts);
                case LT -> index.lt(parts);
                default -> index.eq(parts);
            };
        }

        /** Holds the first column of a range fast at the value where it begins, or none. */
        private int held(List<Integer> key) {
            if (key.size() == 1 || random.nextBoolean()) {
                return 0;
            }
            Filter same = key.get(0) == 0 ? isNull() : eq(key.get(0));
            find = find.takeWhile("a", same);
            and("a", same);
            return 1;
        }

        /** Ends the walk somewhere along the first column that is not held fast. */
        private void bound(Walked walked, int held, boolean fromTheEnd) {
            if (held < KEY_COLUMNS) {
                int end = 1 + random.nextInt(VALUES - 1);
                Filter filter = walked.descends(held) == fromTheEnd ? le(end) : ge(end);
                find = find.takeWhile(COLUMNS.get(held), filter);
                and(COLUMNS.get(held), filter);
            }
        }

        private Filter filter(int value) {
            return List.of(eq(value), ne(value), gt(value), ge(value), lt(value), le(value), isNull(), isNotNull())
                    .get(random.nextInt(8));
        }

        private void and(String column, Filter filter) {
            int value = filter.value() instanceof Integer number ? number : 0;
            isFound = isFound.and(row -> holds(filter.comparison(), Integer.compare(row.get(column), value)));
        }

        private static boolean holds(Comparison comparison, int order) {
            return switch (comparison) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GE -> order >= 0;
                case GT -> order > 0;
                case LE -> order <= 0;
                case LT -> order < 0;
            };
        }

        List<Integer> among(List<Map<String, Integer>> rows) {
            return rows.stream()
                    .filter(isFound)
                    .sorted(order)
                    .map(row -> row.get("id"))
                    .toList();
        }
    }
}
