package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ranges over all servers come in the order that one server with all of the rows would give them, whatever the type of the column. */
@Servers(count = 2)
class MergedRangesIT {
    private static final String DATABASE = "merged_ranges_it";

    /**
     * What a column holds, half of it on each server.
     *
     * @param type its declaration
     * @param highest the greatest of its values
     * @param values all, in no order, each as SQL has it
     */
    private record Held(String type, Object highest, List<String> values) {
        static Held of(String type, Object highest, String... values) {
            return new Held(type, highest, List.of(values));
        }
    }

    private static final String[] WORDS = {
        "'a '", "'a'", "'a\t'", "'a!'", "'b'", "''", "'\t'", "'é'", "'\uFF5E'", "'\uD83D\uDE00'", "'A'", "null"
    };

    private static final List<Held> COLUMNS = List.of(
            Held.of("int", 100, "9", "10", "-3", "100", "9", "null"),
            Held.of(
                    "bigint unsigned",
                    new BigInteger("18446744073709551615"),
                    "18446744073709551615",
                    "9223372036854775807",
                    "0",
                    "10",
                    "9",
                    "null"),
            Held.of("decimal(20,4)", BigDecimal.TEN, "9.5", "10", "-0.0001", "-0.001", "9.5", "null"),
            Held.of("double", 1000.0, "9e0", "1e3", "-0.0", "0.0", "-1e-3", "null"),
            Held.of("year", 2155, "2001", "0", "1999", "2155", "1901", "null"),
            Held.of("bit(12)", 256, "b'100000000'", "b'11111111'", "b'1'", "b'0'", "b'1'", "null"),
            Held.of(
                    "date",
                    LocalDate.of(9999, 12, 31),
                    "'0000-00-00'",
                    "'2024-02-00'",
                    "'2024-02-01'",
                    "'1999-12-31'",
                    "'9999-12-31'",
                    "null"),
            Held.of(
                    "datetime(2)",
                    LocalDateTime.of(2024, 1, 1, 10, 0, 0, 500_000_000),
                    "'2024-01-01 10:00:00.5'",
                    "'2024-01-01 10:00:00'",
                    "'0000-00-00'",
                    "'2024-01-01 09:59:59.99'",
                    "'2024-01-01 10:00:00.50'",
                    "null"),
            Held.of(
                    "time(1)",
                    Duration.ofHours(100),
                    "'-00:00:01'",
                    "'-100:00:00'",
                    "'100:00:00'",
                    "'99:00:00.1'",
                    "'00:00:00'",
                    "null"),
            Held.of("varbinary(10)", new byte[] {-128}, "x'80'", "x'7f00'", "x'7f'", "''", "x'7f20'", "null"),
            Held.of("varchar(10) character set utf8mb4 collate utf8mb4_bin", "\uD83D\uDE00", WORDS),
            Held.of("varchar(10) character set utf8mb4 collate utf8mb4_nopad_bin", "\uD83D\uDE00", WORDS));

    private final List<MariaDbServer> servers;

    MergedRangesIT(List<MariaDbServer> servers) {
        this.servers = servers;
    }

    @Test
    void rangesAreMergedAsOneServerOrdersThem() {
        lay(COLUMNS);
        everyRangeComesAsOneServerOrdersIt(UnaryOperator.identity());
        everyRangeComesAsOneServerOrdersIt(builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off()));
    }

    @Test
    void whatAServerOrdersInAWayOfItsOwnIsRefused() {
        lay(List.of(Held.of("uuid", 0, "uuid()", "uuid()"), Held.of("inet6", 0, "'::1'", "'ff::'")));
        try (Hansock hansock = client(UnaryOperator.identity())) {
            for (int i = 0; i < 2; i++) {
                Find<Row> find = index(i).ge((Object) null).onAllServers();
                assertThatThrownBy(() -> hansock.find(find))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContainingAll("things" + i, "column v", "mergedBy", "[merge-order]");
            }
        }
    }

    @Test
    void withoutAPrimaryKeyRowsOfEqualKeysComeInAnyOrder() {
        String table = "create or replace database " + DATABASE + "; use " + DATABASE
                + "; create table things0 (id int, v int, key v (v))";
        servers.get(0).sql(table + "; insert into things0 values (2, 1), (1, 1), (9, 0)");
        servers.get(1).sql(table + "; insert into things0 values (7, 2), (3, 1)");
        try (Hansock hansock = client(UnaryOperator.identity())) {
            List<Integer> ids = found(hansock, index(0).ge(0));
            assertThat(ids).hasSize(5).startsWith(9).endsWith(7).contains(1, 2, 3);
        }
    }

    /** Rows that are equal in key and primary key can only be on different servers. */
    @Test
    void equalRowsComeInTheOrderOfTheServersAndListsValueByValue() {
        String table = "create or replace database " + DATABASE + "; use " + DATABASE
                + "; create table things0 (id int primary key, v int, name varchar(9), key v (v))";
        servers.get(0).sql(table + "; insert into things0 values (1, 7, 's0'), (2, 8, 's0'), (3, 7, 's0')");
        servers.get(1).sql(table + "; insert into things0 values (1, 7, 's1'), (2, 8, 's1')");
        Index<Row> byValue = Table.of("things0", "id", "v", "name").index("v", "v");
        try (Hansock fast = client(UnaryOperator.identity());
                Hansock slow = client(builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off()))) {
            for (Hansock hansock : List.of(fast, slow)) {
                assertThat(names(hansock, byValue.ge(7))).containsExactly("1 s0", "1 s1", "3 s0", "2 s0", "2 s1");
                assertThat(names(hansock, byValue.le(8)))
                        .as("backwards the servers are still in their order")
                        .containsExactly("2 s0", "2 s1", "3 s0", "1 s0", "1 s1");
                assertThat(names(hansock, byValue.in(List.of(8, 7))))
                        .containsExactly("2 s0", "2 s1", "1 s0", "3 s0", "1 s1");
                assertThat(names(hansock, byValue.in(List.of(8, 7)).offset(1).limit(2)))
                        .containsExactly("2 s1", "1 s0");
            }
        }
    }

    private static List<String> names(Hansock hansock, Find<Row> find) {
        return hansock.find(find.onAllServers()).stream()
                .map(row -> row.getInt("id") + " " + row.getString("name"))
                .toList();
    }

    @Test
    void tablesThatOrderTheirRowsInDifferentWaysAreNotMerged() {
        String table = "create or replace database " + DATABASE + "; use " + DATABASE
                + "; create table things0 (id int primary key, v varchar(9) character set utf8mb4 collate %s, key v (v))";
        servers.get(0).sql(table.formatted("utf8mb4_bin"));
        servers.get(1).sql(table.formatted("utf8mb4_nopad_bin"));
        try (Hansock hansock = client(UnaryOperator.identity())) {
            assertThatThrownBy(() -> found(hansock, index(0).ge("a")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("not alike", "[merge-order]");
            assertThat(found(hansock, index(0).eq("a"))).isEmpty();
        }
    }

    private void everyRangeComesAsOneServerOrdersIt(UnaryOperator<HansockBuilder> settings) {
        try (Hansock hansock = client(settings)) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                Held column = COLUMNS.get(i);
                List<Integer> ids =
                        servers.get(0).query("select id from " + DATABASE + ".whole" + i + " order by v, id").stream()
                                .map(row -> Integer.valueOf(String.valueOf(row.get(0))))
                                .collect(Collectors.toCollection(ArrayList::new));
                assertThat(found(hansock, index(i).ge((Object) null)))
                        .as(column.type())
                        .isEqualTo(ids);
                Collections.reverse(ids);
                assertThat(found(hansock, index(i).le(column.highest())))
                        .as("%s, backwards", column.type())
                        .isEqualTo(ids);
            }
        }
    }

    private static List<Integer> found(Hansock hansock, Find<Row> find) {
        return hansock.find(find.onAllServers()).stream()
                .map(row -> row.getInt("id"))
                .toList();
    }

    private static Index<Row> index(int number) {
        return Table.of("things" + number, "id", "v").index("v", "v");
    }

    /** A table for each type; on the first server also one with all rows. */
    private void lay(List<Held> columns) {
        StringBuilder first = new StringBuilder(
                "create or replace database " + DATABASE + "; use " + DATABASE + "; set sql_mode = '', names utf8mb4");
        StringBuilder second = new StringBuilder(first);
        for (int number = 0; number < columns.size(); number++) {
            Held column = columns.get(number);
            String declared = " (id int primary key, v " + column.type() + ", key v (v))";
            first.append("; create table whole").append(number).append(declared);
            for (StringBuilder script : List.of(first, second)) {
                script.append("; create table things").append(number).append(declared);
            }
            for (int i = 0; i < column.values().size(); i++) {
                // of equal values the one that comes later has the lower id
                String row = " values (" + (column.values().size() - i) + ", "
                        + column.values().get(i) + ")";
                first.append("; insert into whole").append(number).append(row);
                (i % 2 == 0 ? first : second)
                        .append("; insert into things")
                        .append(number)
                        .append(row);
            }
        }
        servers.get(0).sql(first.toString());
        servers.get(1).sql(second.toString());
    }

    private Hansock client(UnaryOperator<HansockBuilder> settings) {
        HansockBuilder builder = PatientClient.builder().user("root").database(DATABASE);
        for (int i = 0; i < servers.size(); i++) {
            builder.server(ServerSettings.of("s" + i, servers.get(i).host())
                    .sqlPort(servers.get(i).sqlPort())
                    .readPort(servers.get(i).readPort()));
        }
        return settings.apply(builder).build();
    }
}
