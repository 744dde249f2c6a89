package io.hansock;

import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerState.Condition;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap H33: tables are changed while clients use them. No cell is ever taken for what it was before, and soon nothing is refused any more that the table
 * as it is allows.
 */
class ChangingTablesIT {
    private static final String NAME = "changing_tables_it";
    private static final int ROWS = 50;

    /** How long refusals may go on, with a second's margin for busy machines. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final Table<Row> T = Table.of("t", "id", "c", "n");
    private static final Index<Row> BY_N = T.index("by_n", "n");

    /** Each leaves every row with the same meaning. */
    private static final List<String> CHANGES = List.of(
            "alter table %1$s.t modify c varchar(20) character set latin1",
            "alter table %1$s.t modify n bigint unsigned, add column x int not null default 7 first",
            "alter table %1$s.t modify c char(20) character set ucs2 first",
            "alter table %1$s.t modify n decimal(12,2), drop column x",
            "rename table %1$s.t to %1$s.former, %1$s.latter to %1$s.t",
            "alter table %1$s.t drop index by_n",
            "alter table %1$s.t modify c varchar(40) character set utf8mb4, add index by_n (n)");

    private static final String WITHOUT_INDEX = CHANGES.get(5);

    private static String statements() {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(id -> "(" + id + ", '" + name(id) + "', " + number(id) + ")")
                .collect(Collectors.joining(", "));
        return "use " + NAME
                + "; create table t (id int primary key, c varchar(20) character set utf8mb4, n int, key by_n (n))"
                + "; create table latter (n decimal(9,0), id bigint primary key, c varchar(20) character set ucs2, key by_n (n))"
                + "; insert into t (id, c, n) values " + rows + "; insert into latter (id, c, n) values " + rows;
    }

    private static String name(int id) {
        return "Zoë " + id;
    }

    private static int number(int id) {
        return 3 * id;
    }

    /** What does without the index, given the number of a row. */
    private static List<IntConsumer> byKey(Hansock hansock) {
        return List.of(
                id -> check(id, hansock.findOne(T, id).stream().toList()),
                id -> check(id, List.copyOf(hansock.findAll(T, List.of(id)).values())),
                id -> check(id, hansock.async().findOne(T, id).join().stream().toList()),
                id -> check(id, hansock.find(T.primary().ge(id).limit(1).where("c", eq(name(id))))),
                id -> assertThat(hansock.change(T.key(id).set("c", name(id)).set("n", number(id))))
                        .isEqualTo(1));
    }

    private static List<IntConsumer> byIndex(Hansock hansock) {
        return List.of(
                id -> check(id, hansock.find(BY_N.eq(number(id)))),
                id -> check(
                        id,
                        hansock.async()
                                .find(BY_N.eq(number(id)).where("c", eq(name(id))))
                                .join()),
                id -> check(id, hansock.find(BY_N.in(List.of(number(id))))),
                id -> assertThat(hansock.change(
                                BY_N.ge(number(id)).limit(1).offset(1).set("n", number(id + 1))))
                        .isEqualTo(id == ROWS - 1 ? 0 : 1));
    }

    private static void check(int id, List<Row> rows) {
        assertThat(rows).as("row %d", id).hasSize(1);
        Row row = rows.get(0);
        assertThat(row.getInt("id")).isEqualTo(id);
        assertThat(row.getString("c")).isEqualTo(name(id));
        assertThat(row.getBigDecimal("n")).isEqualByComparingTo(BigDecimal.valueOf(number(id)));
    }

    @Test
    void h33_overHandlerSocketNoRowIsMisreadAndRefusalsEnd() {
        try (MariaDbServer server =
                MariaDbServer.builder().name("east").randomSecrets().start()) {
            server.sql("create database " + NAME + " character set utf8mb4; " + statements());
            HansockBuilder builder = PatientClient.builder()
                    .user("root")
                    .database(NAME)
                    .writes(Writes.HANDLERSOCKET)
                    // without accounts nobody is told whether there are triggers
                    .guard(GuardMode.OFF)
                    .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()));
            try (Hansock hansock = builder.build();
                    Hansock other = builder.build()) {
                changeUnderLoad(hansock, sql -> {
                    InTime.within(Duration.ofSeconds(5))
                            .until(() -> hansock.states().get(0).reads().condition() == Condition.UP);
                    other.ddl(sql, Duration.ofSeconds(10));
                });
            }
        }
    }

    /** Within the seconds for which what is known of a table is believed. */
    @Test
    void h33_afterARestartATableIsReadAnewBeforeHandlerSocketIsAsked() {
        try (MariaDbServer server = MariaDbServer.builder().name("east").start()) {
            server.sql("create database " + NAME + " character set utf8mb4; " + statements());
            try (Hansock hansock = PatientClient.builder()
                    .user("root")
                    .database(NAME)
                    .server(ServerSettings.of("east", server.host())
                            .sqlPort(server.sqlPort())
                            .readPort(server.readPort()))
                    .build()) {
                awaitUp(hansock);
                check(1, hansock.findOne(T, 1).stream().toList());
                server.kill();
                server.restart();
                server.sql("alter table " + NAME + ".t modify c varchar(20) character set latin1");
                awaitUp(hansock);
                check(1, hansock.findOne(T, 1).stream().toList());
            }
        }
    }

    private static void awaitUp(Hansock hansock) {
        await().ignoreExceptions().until(() -> {
            check(1, hansock.findOne(T, 1).stream().toList());
            return hansock.states().get(0).reads().condition() == Condition.UP;
        });
    }

    @ParameterizedTest
    @EnumSource
    void h33_overSqlNoRowIsMisreadAndRefusalsEnd(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin(statements());
        try (Hansock hansock = fixture.hansock().database(NAME).build()) {
            changeUnderLoad(hansock, fixture.server()::admin);
        }
    }

    private static void changeUnderLoad(Hansock hansock, Consumer<String> changes) {
        try (LoadOfCalls load = new LoadOfCalls(ROWS, byKey(hansock), byIndex(hansock))) {
            load.awaitAllWell(SOON, true);
            for (String change : CHANGES) {
                changes.accept(change.formatted(NAME));
                load.awaitAllWell(SOON, !change.equals(WITHOUT_INDEX));
            }
            load.assertNothingWasMisread();
        }
    }
}
