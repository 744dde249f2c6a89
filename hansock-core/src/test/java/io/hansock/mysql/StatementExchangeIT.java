package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.Crew;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementExchangeIT {
    private static final String DB = "statement_exchange_it";
    private static final int MORE_THAN_ONE_ROW = 1242;

    private final KeySelect altered = new KeySelect(
            "select id, v from altered where id = ?", "select id, v from altered where id in (?, ?, ?, ?)", 4, 1);

    @ParameterizedTest
    @EnumSource
    void findsCountsAndNumbersRows(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin(
                    "use " + DB,
                    "create or replace table numbered (id bigint unsigned primary key auto_increment, v varchar(20), n int)"
                            .replace(
                                    "create or replace table",
                                    kind.isMariaDb() ? "create or replace table" : "create table if not exists"),
                    "truncate numbered");
            String insert = "insert into numbered (v, n) values (?, ?)";
            assertThat(channel.ask(StatementExchange.insert(insert, List.of("ann", 1)))
                            .generatedId())
                    .hasValue(1);
            assertThat(channel.ask(StatementExchange.insert(insert, Arrays.asList(null, 2)))
                            .generatedId())
                    .hasValue(2);
            String select = "select v, n, id from numbered where id = ?";
            WireExchange found =
                    channel.ask(StatementExchange.queries(select, List.of(List.of(2L), List.of(7L), List.of(1L))));
            assertThat(found.rows().size()).isEqualTo(2);
            assertThat(List.of(found.rowsUpTo(0), found.rowsUpTo(1), found.rowsUpTo(2)))
                    .containsExactly(1, 1, 2);
            assertThat(found.rows().row(0).getString("v")).isNull();
            assertThat(found.rows().row(1).getString("v")).isEqualTo("ann");
            assertThat(found.rows().row(1).getLong("id")).isEqualTo(1);
            // rows that matched count, changed or not
            assertThat(channel.ask(StatementExchange.update("update numbered set n = ? where id <= ?", List.of(1, 2L)))
                            .count())
                    .isEqualTo(2);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() ->
                            channel.ask(StatementExchange.query("select nothing from nowhere where x = ?", List.of(1))))
                    .matches(e -> e.kind() == ServerException.Kind.NO_SUCH_TABLE);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> channel.ask(
                            StatementExchange.update("update numbered set n = ? where id = ?", List.of("1abc", 1L))))
                    .matches(e -> e.kind() == ServerException.Kind.BAD_VALUE);
            assertThat(channel.ask(StatementExchange.query(select, List.of(1L)))
                            .rows()
                            .size())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B1 to B5: many callers of more statements than are kept, and each gets its own answer")
    void manyCallersOfManyStatementsGetTheirOwnAnswers(Kind kind) throws Exception {
        SqlServer server = SqlServer.shared(kind);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        long before = prepared(server);
        try (CommandChannel channel = new CommandChannel(server, DB, 8)) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int caller = 0; caller < 16; caller++) {
                long start = caller * 1000L;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (long i = start; i < start + 150; i++) {
                                long kindOfStatement = i % 24;
                                Row row = channel.ask(StatementExchange.query(
                                                "select cast(? as signed) as n, " + kindOfStatement + " as k",
                                                List.of(i)))
                                        .rows()
                                        .row(0);
                                assertThat(row.getLong(1)).isEqualTo(i);
                                assertThat(row.getLong(2)).isEqualTo(kindOfStatement);
                            }
                        },
                        callers));
            }
            for (CompletableFuture<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(prepared(server) - before).isLessThanOrEqualTo(9);
        } finally {
            callers.shutdownNow();
        }
    }

    private static long prepared(SqlServer server) {
        return status(server, "Prepared_stmt_count");
    }

    private static long status(SqlServer server, String name) {
        return Long.parseLong(String.valueOf(
                server.query("show global status like '" + name + "'").get(0).get(1)));
    }

    /** A server, or something in front of it, may not take the statement for several: nobody notices. */
    @ParameterizedTest
    @EnumSource
    void whatIsRefusedTogetherIsAskedForOneByOne(Kind kind) throws Exception {
        SqlServer server = SqlServer.shared(kind);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        for (boolean atOnce : new boolean[] {true, false}) {
            try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
                server.admin(
                        "use " + DB,
                        "drop table if exists apart",
                        "create table apart (id int primary key, v varchar(20), key gone (id))",
                        "insert into apart values (1, '17'), (2, '18')");
                KeySelect select = new KeySelect(
                        "select id, v from apart where id = ?",
                        "select id, v from apart force index (gone) where id in (?, ?)",
                        2,
                        1);
                if (!atOnce) {
                    assertThat(channel.ask(KeyFindExchange.findEach(select, List.of(1L, 2L)))
                                    .rows()
                                    .size())
                            .isEqualTo(2);
                }
                server.admin("alter table " + DB + ".apart drop key gone");
                List<CompletableFuture<?>> all = new ArrayList<>();
                for (int caller = 0; caller < 16; caller++) {
                    long key = 1L + caller % 2;
                    all.add(CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    assertThat(channel.ask(KeyFindExchange.find(select, key))
                                                    .rows()
                                                    .row(0)
                                                    .getString(2))
                                            .isEqualTo(String.valueOf(16 + key));
                                }
                            },
                            callers));
                }
                for (CompletableFuture<?> one : all) {
                    one.get(60, TimeUnit.SECONDS);
                }
                assertThat(select.maySeveral()).as("refused together").isFalse();
                WireExchange both = channel.ask(KeyFindExchange.findEach(select, List.of(2L, 7L, 1L)));
                assertThat(both.rows()).extracting(row -> row.getLong(1)).containsExactly(2L, 1L);
                assertThat(List.of(both.rowsUpTo(0), both.rowsUpTo(1), both.rowsUpTo(2)))
                        .containsExactly(1, 1, 2);
            }
        }
        callers.shutdownNow();
    }

    private static void assertTorn(ThrowingCallable call) {
        assertThatExceptionOfType(ServerException.class).isThrownBy(call).matches(e -> e.code() == MORE_THAN_ONE_ROW);
    }

    private static long executions(SqlServer server) {
        return status(server, "Com_stmt_execute");
    }

    /** A computed column may have no value in one row: that is nothing to those who ask for others at the same time. */
    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithARowConcernsOnlyWhoAsksForIt(Kind kind) throws Exception {
        SqlServer server = SqlServer.shared(kind);
        server.admin(
                "use " + DB,
                "drop table if exists torn",
                "drop table if exists parts",
                "create table torn (id int primary key)",
                "create table parts (id int, part int)",
                "insert into torn values (1), (2), (3), (4)",
                "insert into parts values (1, 21), (2, 22), (2, 99), (3, 23), (4, 24)");
        String columns = "select id, (select part from parts where parts.id = torn.id) as part from torn where id ";
        KeySelect select = new KeySelect(columns + "= ?", columns + "in (?, ?, ?, ?)", 4, 1);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            List<Runnable> callers = new ArrayList<>();
            callers.add(() -> {
                for (int i = 0; i < 10; i++) {
                    assertTorn(() -> channel.ask(KeyFindExchange.find(select, 2)));
                }
            });
            for (int caller = 1; caller < 16; caller++) {
                long key = List.of(1L, 3L, 4L).get(caller % 3);
                callers.add(() -> {
                    for (int i = 0; i < 300; i++) {
                        assertThat(channel.ask(KeyFindExchange.find(select, key))
                                        .rows()
                                        .row(0)
                                        .getLong(2))
                                .isEqualTo(20 + key);
                    }
                });
            }
            long before = executions(server);
            Crew.of(Crew.platform(), callers).await(60);
            assertThat(executions(server) - before)
                    .as("statements for 4510 finds")
                    .isLessThan(4510);
            assertTorn(() -> channel.ask(KeyFindExchange.findEach(select, List.of(1L, 2L))));
            assertThat(select.maySeveral()).as("still asked together").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesCanBeAlteredUnderLoad(Kind kind) throws Exception {
        SqlServer server = SqlServer.shared(kind);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin(
                    "use " + DB,
                    "drop table if exists altered",
                    "create table altered (id int primary key, v varchar(20))",
                    "insert into altered values (1, '17'), (2, '18')");
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int manner = caller % 4;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (!done.get()) {
                                String sql = "select id, v from altered where id = ?";
                                WireExchange found = channel.ask(
                                        switch (manner) {
                                            case 0 -> StatementExchange.queries(sql, List.of(List.of(1), List.of(2)));
                                            case 1 -> StatementExchange.query(sql, List.of(1));
                                            case 2 -> KeyFindExchange.findEach(altered, List.of(2L, 1L));
                                            default -> KeyFindExchange.find(altered, 1);
                                        });
                                for (Row row : found.rows()) {
                                    assertThat(row.getString(2)).isEqualTo(String.valueOf(16 + row.getInt(1)));
                                }
                            }
                        },
                        callers));
            }
            for (int i = 0; i < 12; i++) {
                server.admin("alter table " + DB + ".altered modify v " + (i % 2 == 0 ? "bigint" : "varchar(20)"));
            }
            done.set(true);
            for (CompletableFuture<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithoutRoomForStatementsExecutesNoOther(Kind kind) {
        try (SqlServer server = SqlServer.start(kind);
                CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin("create table " + DB + ".full (id int primary key)");
            String insert = "insert into full (id) values (?)";
            assertThat(channel.ask(StatementExchange.update(insert, List.of(1))).count())
                    .isEqualTo(1);
            server.admin("set global max_prepared_stmt_count = 1");
            // one of the channel's own gives way, again and again
            for (int i = 0; i < 5; i++) {
                assertThat(channel.ask(StatementExchange.query("select " + i + " from full where id = ?", List.of(1)))
                                .rows()
                                .row(0)
                                .getInt(1))
                        .isEqualTo(i);
                assertThat(channel.ask(StatementExchange.update(insert, List.of(i + 2)))
                                .count())
                        .isEqualTo(1);
            }
            server.admin("set global max_prepared_stmt_count = 0");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(
                            () -> channel.ask(StatementExchange.query("select id from full where id > ?", List.of(99))))
                    .matches(e -> e.code() == 1461);
            assertThat(server.queryValue("select count(*) from " + DB + ".full where id = 99"))
                    .isEqualTo("0");
        }
    }

    /** What does the same for one key is there already. */
    @ParameterizedTest
    @EnumSource
    void nothingGivesWayToAStatementForSeveral(Kind kind) {
        try (SqlServer server = SqlServer.start(kind);
                CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin(
                    "create table " + DB + ".tight (id int primary key)",
                    "insert into " + DB + ".tight values (1), (2)");
            KeySelect select =
                    new KeySelect("select id from tight where id = ?", "select id from tight where id in (?, ?)", 2, 1);
            assertThat(channel.ask(KeyFindExchange.find(select, 1)).rows().size())
                    .isEqualTo(1);
            server.admin("set global max_prepared_stmt_count = 1");
            long closed = status(server, "Com_stmt_close");
            assertThat(channel.ask(KeyFindExchange.findEach(select, List.of(2L, 3L, 1L)))
                            .rows())
                    .extracting(row -> row.getLong(1))
                    .containsExactly(2L, 1L);
            assertThat(select.maySeveral()).isFalse();
            assertThat(status(server, "Com_stmt_close")).isEqualTo(closed);
        }
    }

    /** A server that says once that it does not know the statement: so does this function, in the middle of it. */
    @ParameterizedTest
    @EnumSource
    void whatIsForgottenTogetherIsPreparedAgain(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin(
                    "use " + DB,
                    "drop table if exists unsure",
                    "drop function if exists forgets_once",
                    "create table unsure (id int primary key)",
                    "insert into unsure values (1), (2), (3), (4)",
                    "create function forgets_once(n int) returns int deterministic begin"
                            + " if n = 2 and @told is null then set @told = 1; signal sqlstate 'HY000' set mysql_errno = 1243; end if;"
                            + " return n + 20; end");
            String columns = "select id, forgets_once(id) from unsure where id ";
            KeySelect select = new KeySelect(columns + "= ?", columns + "in (?, ?, ?, ?)", 4, 1);
            assertThat(channel.ask(KeyFindExchange.findEach(select, List.of(1L, 3L, 4L)))
                            .rows()
                            .size())
                    .isEqualTo(3);
            long prepared = status(server, "Com_stmt_prepare");
            assertThat(channel.ask(KeyFindExchange.findEach(select, List.of(2L, 1L)))
                            .rows())
                    .extracting(row -> row.getLong(2))
                    .containsExactly(22L, 21L);
            assertThat(status(server, "Com_stmt_prepare") - prepared).isPositive();
            assertThat(select.maySeveral()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerHasForgottenIsPreparedAgain(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin("drop table if exists " + DB + ".gone", "create table " + DB + ".gone (id int primary key)");
            String sql = "select id from gone where id >= ?";
            assertThat(channel.ask(StatementExchange.query(sql, List.of(0)))
                            .rows()
                            .isEmpty())
                    .isTrue();
            server.admin("drop table " + DB + ".gone");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> channel.ask(StatementExchange.query(sql, List.of(0))))
                    .matches(e -> e.kind() == ServerException.Kind.NO_SUCH_TABLE);
            server.admin(
                    "create table " + DB + ".gone (id varchar(9) primary key)",
                    "insert into " + DB + ".gone values ('5')");
            assertThat(channel.ask(StatementExchange.query(sql, List.of("1")))
                            .rows()
                            .row(0)
                            .getString(1))
                    .isEqualTo("5");
        }
    }

    /** What follows says that the command is refused: that is no answer of the server, which would be asked about a second time. */
    @ParameterizedTest
    @EnumSource
    void whatFollowsIsAskedOnce(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            ServerException refused = new ServerException(DB, 1615, "HY000", ServerException.Kind.OTHER, "", "");
            List<Long> asked = new ArrayList<>();
            StatementExchange first = StatementExchange.update("do ? + 1", List.of(1))
                    .followedBy((count, refusal) -> {
                        assertThat(refusal).isNull();
                        asked.add(count);
                        throw refused;
                    });
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> channel.ask(first))
                    .isSameAs(refused);
            assertThat(asked).containsExactly(0L);
            List<ServerException> refusals = new ArrayList<>();
            server.admin(
                    "drop table if exists " + DB + ".followed",
                    "create table " + DB + ".followed (id int primary key)",
                    "insert into " + DB + ".followed values (1)");
            StatementExchange second = StatementExchange.update("insert into followed values (?)", List.of(1))
                    .followedBy((count, refusal) -> {
                        refusals.add(refusal);
                        return StatementExchange.query("select ? + 1", List.of(6));
                    });
            assertThat(channel.ask(second).rows().row(0).getInt(1)).isEqualTo(7);
            assertThat(refusals).singleElement().matches(e -> e.kind() == ServerException.Kind.DUPLICATE_KEY);
        }
    }

    /** As a server says that it has to prepare the statement anew, which a trigger can say, too. */
    @ParameterizedTest
    @EnumSource
    void aChangeIsSentAgainOnlyWhereARefusalLeavesNothingOfIt(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        try (CommandChannel channel = new CommandChannel(server, DB, 16)) {
            server.admin(
                    "use " + DB,
                    "drop table if exists undone",
                    "drop table if exists fired",
                    "create table undone (id int primary key) engine=innodb",
                    "create table fired (n int) engine=myisam",
                    "create trigger refuses_first after insert on undone for each row begin"
                            + " insert into fired values (new.id);"
                            + " if (select count(*) from fired where n = new.id) = 1 then"
                            + " signal sqlstate 'HY000' set mysql_errno = 1615; end if; end");
            String insert = "insert into undone values (?)";
            assertThat(channel.ask(StatementExchange.update(insert, List.of(1)).undoneIfRefused())
                            .count())
                    .isEqualTo(1);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> channel.ask(StatementExchange.update(insert, List.of(2))))
                    .matches(e -> e.code() == 1615);
            assertThat(server.queryValue("select group_concat(id) from " + DB + ".undone"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatTheServerWouldNotTakeIsRefusedAlone(Kind kind) {
        try (SqlServer server = SqlServer.builder(kind)
                        .arguments("--max-allowed-packet=1M")
                        .start();
                CommandChannel channel = new CommandChannel(server, DB, 16)) {
            String sql = "select length(?)";
            assertThat(channel.ask(StatementExchange.query(sql, List.of("short")))
                            .rows()
                            .row(0)
                            .getInt(1))
                    .isEqualTo(5);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> channel.ask(StatementExchange.query(sql, List.of("x".repeat(1 << 20)))))
                    .matches(e -> e.rule().equals("max-allowed-packet"));
            assertThat(channel.ask(StatementExchange.query(sql, List.of("x".repeat(900_000))))
                            .rows()
                            .row(0)
                            .getInt(1))
                    .isEqualTo(900_000);
            assertThat(channel.channel.isClosed()).isFalse();
        }
    }
}
