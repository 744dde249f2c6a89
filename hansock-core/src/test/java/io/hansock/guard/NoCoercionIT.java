package io.hansock.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.GuardMode;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.HansockListener;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.Writes;
import io.hansock.guard.BadValues.Bad;
import io.hansock.guard.BadValues.InSql;
import io.hansock.index.Comparison;
import io.hansock.index.Filter;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.metadata.MetadataReader;
import io.hansock.metadata.TableMetadata;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap H10: what HandlerSocket would cut, clamp or take for something else is refused by the guard. What strict SQL refuses, the guard refuses too, and what
 * even strict SQL stores as something else.
 */
class NoCoercionIT {
    private static final String NAME = "no_coercion_it";
    private static final Table<Row> TABLE = Table.of("t", "id");
    private static final String ROW = "select * from " + NAME + ".t";

    /** All writes that the server has been given, over SQL and over HandlerSocket. */
    private static final String WRITTEN =
            "show global status where variable_name in ('Com_insert', 'Com_update', 'Hs_table_lock')";

    @ParameterizedTest
    @EnumSource
    void h10_whatAColumnDoesNotHoldExactlyIsRefused(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            TableGuard guard = guard(sql);
            SoftAssertions.assertSoftly(softly -> BadValues.on(kind).forEach(bad -> {
                softly.assertThat(guard.judge(TABLE.key(1).set(bad.column(), bad.value())))
                        .as("%s, update", bad)
                        .isInstanceOfSatisfying(
                                Verdict.Refused.class,
                                refused -> assertThat(refused.exception("server"))
                                        .hasMessageContaining("column " + bad.column())
                                        .extracting("rule")
                                        .isEqualTo(bad.rule().id()));
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void strictSqlAgreesOrStoresSomethingElse(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            sql.update("set @@session.sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'");
            String before = row(sql);
            SoftAssertions.assertSoftly(softly -> {
                for (Bad bad : BadValues.on(kind)) {
                    InSql outcome = store(sql, bad);
                    softly.assertThat(outcome).as("%s", bad).isEqualTo(bad.inSql());
                    if (outcome == InSql.REFUSED) {
                        softly.assertThat(row(sql))
                                .as("%s: the row is as it was", bad)
                                .isEqualTo(before);
                    }
                    sql.update("delete from t");
                    sql.update("insert into t (id) values (1)");
                }
            });
        }
    }

    /** What is read of the table's defaults fits, so the guard lets it pass. */
    @ParameterizedTest
    @EnumSource
    void whatIsThereMayBeStoredAgain(SqlServer.Kind kind) {
        try (SqlClient sql = client(kind)) {
            TableGuard guard = guard(sql);
            Row row = sql.query("select * from t").rows().row(0);
            SoftAssertions.assertSoftly(softly -> {
                for (String column : row.columns().names()) {
                    softly.assertThat(TableGuardTest.rule(guard.judge(
                                    TABLE.key(1).set(column, row.valueOf(column).orElseThrow()))))
                            .as(column)
                            .doesNotStartWith("refused");
                }
            });
        }
    }

    /** On servers of its own where there is HandlerSocket: nobody else is to be counted. */
    @ParameterizedTest
    @EnumSource
    void h10_overEitherWireNothingIsSentAndTheRowStays(SqlServer.Kind kind) {
        if (!kind.isMariaDb()) {
            SqlFixture fixture = SqlFixture.on(kind, NAME);
            fixture.server().admin("use " + NAME, String.join(";", BadValues.statements(kind)));
            refusesAll(fixture.hansock().database(NAME), kind, fixture.server()::query, List.of("writes-sql"));
            return;
        }
        try (MariaDbServer server =
                MariaDbServer.builder().kind(kind).name("east").randomSecrets().start()) {
            server.sql("create database " + NAME + " character set utf8mb4; use " + NAME + ";"
                    + String.join(";", BadValues.statements(kind)));
            for (Writes writes : List.of(Writes.SQL, Writes.HANDLERSOCKET)) {
                HansockBuilder builder = PatientClient.builder()
                        .user("root")
                        .database(NAME)
                        .writes(writes)
                        // without accounts nobody is told whether there are triggers
                        .guard(GuardMode.OFF)
                        .server(ServerSettings.of("east", server.host())
                                .sqlPort(server.sqlPort())
                                .readPort(server.readPort())
                                .writePort(server.writePort()));
                refusesAll(builder, kind, server::query, writes == Writes.SQL ? List.of("writes-sql") : List.of());
            }
        }
    }

    /** @param overSql why a write takes SQL; empty if it takes HandlerSocket */
    private static void refusesAll(
            HansockBuilder builder,
            SqlServer.Kind kind,
            Function<String, List<List<@Nullable String>>> server,
            List<String> overSql) {
        Queue<String> rules = new ConcurrentLinkedQueue<>();
        builder.listener(new HansockListener() {
            @Override
            public void commandTookSql(String name, String rule) {
                rules.add(rule);
            }
        });
        try (Hansock hansock = builder.build()) {
            if (overSql.isEmpty()) {
                await().until(() -> hansock.change(TABLE.key(1).set("ti", 1)) == 1
                        && hansock.states().get(0).writes().condition() == ServerState.Condition.UP);
            }
            assertThat(hansock.change(TABLE.key(1).set("ti", 1))).isEqualTo(1);
            assertThat(rules).as("what carries a write").containsExactlyElementsOf(overSql);
            List<List<@Nullable String>> rowBefore = server.apply(ROW);
            List<List<@Nullable String>> writtenBefore = server.apply(WRITTEN);
            SoftAssertions.assertSoftly(softly -> BadValues.on(kind).forEach(bad -> {
                Insert<Row> insert = Insert.into(TABLE).set("id", 2).set(bad.column(), bad.value());
                refused(softly, bad, () -> hansock.change(TABLE.key(1).set(bad.column(), bad.value())));
                refused(softly, bad, () -> hansock.insert(insert));
                refused(softly, bad, () -> joined(hansock.async().insert(insert)));
                if (bad.value() != null) {
                    Filter filter = new Filter(Comparison.EQ, bad.value());
                    refused(softly, bad, () -> hansock.find(TABLE.key(1).find().where(bad.column(), filter)));
                }
            }));
            assertThat(server.apply(WRITTEN)).isEqualTo(writtenBefore);
            assertThat(server.apply(ROW)).isEqualTo(rowBefore);
            rules.clear();
            serverRefuses(() -> hansock.change(TABLE.key(1).set("js", "{1abc")));
            serverRefuses(() -> hansock.insert(Insert.into(TABLE).set("id", 2).set("js", "{1abc")));
            serverRefuses(() -> hansock.change(TABLE.key(1).set("ge", new byte[] {1, 2, 3})));
            assertThat(rules).as("over SQL, where it is checked").hasSize(3);
            assertThat(server.apply(ROW)).isEqualTo(rowBefore);
        }
    }

    /** What only a server knows all about. */
    private static void serverRefuses(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServerException.class,
                        e -> assertThat(e.kind()).as("%s", e.code()).isEqualTo(ServerException.Kind.BAD_VALUE));
    }

    private static void joined(CompletableFuture<?> future) throws Throwable {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }

    private static void refused(SoftAssertions softly, Bad bad, ThrowingCallable call) {
        softly.assertThatThrownBy(call)
                .as("%s", bad)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "column " + bad.column(), "[" + bad.rule().id() + "]");
    }

    private static InSql store(SqlClient sql, Bad bad) {
        try {
            sql.update("update t set " + bad.column() + " = ? where id = 1", bad.value());
            return InSql.CHANGED;
        } catch (ServerException e) {
            return InSql.REFUSED;
        }
    }

    private static String row(SqlClient sql) {
        Row row = sql.query("select * from t where id = 1").rows().row(0);
        StringBuilder cells = new StringBuilder();
        for (int i = 1; i <= row.columns().size(); i++) {
            cells.append(row.valueOf(i).orElseThrow().asString("?")).append('|');
        }
        return cells.toString();
    }

    private static SqlClient client(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        SqlClient sql = fixture.builder().maxSessions(1).build();
        BadValues.statements(kind).forEach(statement -> sql.update(statement));
        return sql;
    }

    private static TableGuard guard(SqlClient sql) {
        TableMetadata metadata = new MetadataReader(sql.async())
                .read(NAME, "t")
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .orElseThrow();
        return new TableGuard(
                metadata,
                new GuardPolicy(true, true, GuardPolicy.Writing.HANDLERSOCKET, GuardPolicy.Bypass.ACCEPTED, false));
    }
}
