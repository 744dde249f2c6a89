package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SQL on three servers of three makes, merged by a column of each type, answers rows in the order in which one server has all of them. */
class MergedSqlIT {
    private static final String DB = "merged_sql_it";
    private static final String PASSWORD = "merged-sql-secret";
    private static final int ROWS = 45;

    private final Random random = new Random(Seed.value());
    private final List<ModelColumn<?>> columns = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    /** Columns of all types that both makes know and that have an order. */
    private void draw() {
        for (Domain<?> domain : SchemaSource.domains()) {
            if (domain.isOrdered() && !domain.isMariaDbs()) {
                columns.add(new ModelColumn<>("c" + columns.size(), domain, true, false, List.of(), null));
            }
        }
        for (int i = 0; i < ROWS; i++) {
            Object[] row = new Object[columns.size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextInt(6) == 0 ? null : columns.get(c).draw(random);
            }
            rows.add(row);
        }
    }

    @Test
    void rowsComeInTheOrderOfOneServer() {
        draw();
        HansockBuilder builder =
                PatientClient.builder().user(DB).password(PASSWORD).database(DB);
        List<Kind> kinds = List.of(Kind.values());
        for (Kind kind : kinds) {
            SqlServer server = SqlServer.shared(kind);
            server.account(kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, DB, PASSWORD);
            server.admin(tables(kind, kinds.indexOf(kind), kinds.size()));
            builder.server(ServerSettings.of(kind.name(), server.host()).sqlPort(server.port()));
        }
        try (Hansock hansock = builder.build()) {
            for (ModelColumn<?> column : columns) {
                Comparator<Row> byColumn = (one, other) -> column.compare(column.read(one, 2), column.read(other, 2));
                Comparator<Row> byId = Comparator.comparingInt(row -> row.getInt(1));
                requireOrder(hansock, column, column.name() + ", id", byColumn.thenComparing(byId));
                requireOrder(
                        hansock,
                        column,
                        column.name() + " desc, id",
                        byColumn.reversed().thenComparing(byId));
            }
        }
    }

    /** A table with a part of the rows, and one with all of them. */
    private String[] tables(Kind kind, int server, int servers) {
        Dialect dialect = kind.isMariaDb() ? Dialect.MARIADB : Dialect.MYSQL;
        List<String> declared = new ArrayList<>(List.of("id int primary key"));
        columns.forEach(column -> declared.add(column.declaration(dialect)));
        String body = " (" + String.join(", ", declared) + ")";
        List<String> all = IntStream.range(0, ROWS).mapToObj(this::literals).toList();
        List<String> own = IntStream.range(0, ROWS)
                .filter(id -> id % servers == server)
                .mapToObj(this::literals)
                .toList();
        return new String[] {
            "drop database if exists " + DB,
            "create database " + DB,
            "use " + DB,
            "create table part" + body,
            "create table whole" + body,
            "insert into part values " + String.join(", ", own),
            "insert into whole values " + String.join(", ", all)
        };
    }

    private String literals(int id) {
        List<String> literals = new ArrayList<>(List.of(String.valueOf(id)));
        for (int i = 0; i < columns.size(); i++) {
            literals.add(columns.get(i).literal(rows.get(id)[i]));
        }
        return "(" + String.join(", ", literals) + ")";
    }

    private static void requireOrder(Hansock hansock, ModelColumn<?> column, String order, Comparator<Row> comparator) {
        List<Integer> merged = hansock
                .sql()
                .onAllServers()
                .query("select id, " + column.name() + " from part order by " + order)
                .mergedBy(comparator)
                .list((Row row) -> row)
                .stream()
                .map(row -> row.getInt(1))
                .toList();
        for (Kind kind : Kind.values()) {
            List<Integer> single =
                    SqlServer.shared(kind).query("select id from " + DB + ".whole order by " + order).stream()
                            .map(row -> Integer.valueOf(Objects.requireNonNull(row.get(0))))
                            .toList();
            assertThat(merged)
                    .as("seed %d, %s by %s, as on %s", Seed.value(), column.domain(), order, kind)
                    .isEqualTo(single);
        }
    }
}
